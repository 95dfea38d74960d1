"""What people and rooms do meanwhile."""
