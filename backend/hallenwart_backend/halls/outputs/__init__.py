"""Lights and heatings that follow bookings: shown, switched by hand, and how they follow."""
