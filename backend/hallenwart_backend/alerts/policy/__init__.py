"""Whom which incident wakes: by situation, by day and by night, with the hall empty or occupied."""
