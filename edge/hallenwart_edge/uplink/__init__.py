"""From the Pi to the backend: outboxes, receipts, one connection. Nothing is forgotten before the backend has it."""
