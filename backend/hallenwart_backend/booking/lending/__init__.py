"""One date of a right given to another club while the right stays."""
