"""Clubs ask people in, replace and remove them."""
