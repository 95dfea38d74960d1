"""What people read and say at the locker's screen beside fetching keys."""
