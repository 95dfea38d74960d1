"""One-time links by e-mail: sign in, a new password, an address proved."""
