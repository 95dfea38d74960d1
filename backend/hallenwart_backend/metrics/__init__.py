"""What the operator's own supervision asks: whether the server lives, whether it can work, and its figures."""
