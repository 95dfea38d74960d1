"""What must be so afterwards."""
