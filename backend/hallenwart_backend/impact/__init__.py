"""What the halls bring about: figures with method, uncertainty, and what they do not show."""
