"""Weekly rights of clubs over a season; their dates are bookings."""
