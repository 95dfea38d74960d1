"""Who is on call: shifts, stand-ins, the standing chain, and calendars taken in."""
