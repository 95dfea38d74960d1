"""What waits for the office: asked dates and series, moves after the deadline, rights to be looked at, clubs."""
