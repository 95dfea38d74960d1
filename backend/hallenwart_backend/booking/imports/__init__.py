"""Existing plans taken in from spreadsheets and calendars: looked at first, then written, and undone as a whole."""
