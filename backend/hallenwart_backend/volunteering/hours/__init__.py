"""Who was there and for how long: trust by name, keys of shifts, signs, hours, certificates."""
