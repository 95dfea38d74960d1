"""The page of a ticket, for whoever has its link."""
