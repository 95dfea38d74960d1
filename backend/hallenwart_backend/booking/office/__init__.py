"""The office's day: all halls' weeks in one grid, what happened to a slot, what goes on paper, hours to bill."""
