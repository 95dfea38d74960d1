"""The office's booking rules: what needs approval, how far ahead, how much, until when, by group and place."""
