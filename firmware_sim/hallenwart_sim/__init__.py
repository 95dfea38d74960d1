"""Emulated devices that speak the real protocols, recordings of real fires and halls, and the demo town."""
