"""What keeps the device itself in view: its clock, its card, its warmth, its starts."""
