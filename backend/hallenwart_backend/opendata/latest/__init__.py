"""The latest value of everything that is open: as retained messages at a broker of the city, and as one file."""
