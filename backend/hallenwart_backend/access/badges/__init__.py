"""Badges: a person's one ID, on the phone and on paper."""
