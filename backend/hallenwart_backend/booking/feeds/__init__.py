"""Calendars that programs subscribe to by a secret address."""
