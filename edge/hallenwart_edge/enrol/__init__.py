"""How this device becomes one of the fleet, and keeps a certificate that holds."""
