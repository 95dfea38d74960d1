"""Uplinks of LoRaWAN network servers, understood."""
