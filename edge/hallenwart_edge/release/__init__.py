"""Releases of the agent: bundles made and signed offline, verified and made into a venv on the device."""
