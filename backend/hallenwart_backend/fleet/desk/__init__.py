"""What people do to a device from afar: identify, restart, logs, settings, wiring; and what became of it."""
