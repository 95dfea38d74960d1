"""The plan each hall display gets."""
