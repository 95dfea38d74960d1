"""Clubs sign up; the office decides."""
