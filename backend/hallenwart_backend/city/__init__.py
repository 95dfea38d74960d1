"""What the city already has: LoRaWAN networks and feeds coming in, Home Assistant going out."""
