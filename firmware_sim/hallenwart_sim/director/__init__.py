"""The director of the demo town: starts incidents, and measures what follows."""
