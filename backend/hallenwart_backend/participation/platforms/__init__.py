"""Participation platforms of the town: what they publish is read and shown beside the halls it concerns."""
