"""Arrows on displays: released by the fire-safety officer in a signed protocol, or blocked by whoever sees the exit."""
