"""Data for everybody: which datasets there are, with which rights, and how they are found, read and copied."""
