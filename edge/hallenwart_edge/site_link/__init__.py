"""Alarms between the Pis of one site, over the LAN, without broker or backend."""
