"""What a year of a club looks like, in figures and on paper."""
