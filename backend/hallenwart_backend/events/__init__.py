"""Bookings that everybody may come and watch: public events, and who agreed that they are streamed."""
