"""Block bookings by staff and closures of places, with notice to those who lose a date."""
