"""Certificates for everybody: the check of a number, and a helper's own sheet."""
