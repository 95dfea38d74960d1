"""Free tickets for public events: who holds how many, who is let in, and what doors are told."""
