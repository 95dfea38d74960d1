"""What the hall display of a device shows, decided here with the network cut."""
