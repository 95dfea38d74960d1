"""Releases of the agent at the server, and how they go out to the devices in waves."""
