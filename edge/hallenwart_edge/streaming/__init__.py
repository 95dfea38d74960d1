"""Cameras that send a match: whether they may, the source, its parts, and their way to the server."""
