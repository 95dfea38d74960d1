"""Codes for lockers that no list reaches."""
