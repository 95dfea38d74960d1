"""Other booking systems: their keys, what they hold and grant, and what they are told."""
