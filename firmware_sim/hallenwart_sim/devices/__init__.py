"""Emulated devices: they speak the bytes of the real ones and misbehave on request."""
