"""What must be provable later: an append-only, hash-chained log."""
