"""Documents of a club for its members."""
