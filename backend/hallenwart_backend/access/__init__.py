"""Codes, grants and who holds which key."""
