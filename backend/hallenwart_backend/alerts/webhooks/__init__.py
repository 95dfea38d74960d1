"""Incidents told to other systems by signed webhooks."""
