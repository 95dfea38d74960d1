"""Halls whose plan another system leads: it pushes its bookings, or a calendar is read; keys and displays follow here."""
