"""Somebody at a locker asks for help; whoever is on call sees, asks and opens."""
