"""The agent on the Raspberry Pi: doors, sirens and screens work here, with or without a network."""

__version__ = "0.1.0"
