"""Displays as they run: how each is set, what it shows, what it drew, what was shown when."""
