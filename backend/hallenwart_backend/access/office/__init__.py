"""What the office sets for sites and compartments."""
