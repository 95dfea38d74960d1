"""Clubs that wait for hall time, and what fills their wishes by itself."""
