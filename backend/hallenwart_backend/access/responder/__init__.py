"""The compartment of the fire brigade, and openings in an emergency."""
