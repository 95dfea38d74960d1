"""How a group left the hall: hand-over reports with photo."""
