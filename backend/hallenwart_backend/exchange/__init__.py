"""Write once, publish everywhere: what halls, clubs and volunteers offer, in the formats others read; and what others offer."""
