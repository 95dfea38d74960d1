"""Hall time: free slots, bookings without overlap."""
