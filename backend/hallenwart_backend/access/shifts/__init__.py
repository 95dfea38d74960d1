"""Rights to keys that hang on a shift of a helper, not on a booking."""
