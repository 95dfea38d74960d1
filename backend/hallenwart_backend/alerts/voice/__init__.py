"""Alarms read out by telephone, acknowledged by key."""
