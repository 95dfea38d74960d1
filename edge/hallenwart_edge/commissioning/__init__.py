"""Putting a device into service: what is looked at without a person, what somebody there is asked, and the signed protocol."""
