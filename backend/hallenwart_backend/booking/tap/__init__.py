"""Lend or cancel a date with one tap, from the reminder."""
