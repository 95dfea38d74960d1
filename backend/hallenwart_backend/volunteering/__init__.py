"""Help that is wanted: offers with their shifts, who signed up, who waits, and what is proposed from bookings."""
