"""Finds free hall time over all halls, and substitutes for dates that cannot take place where they were."""
