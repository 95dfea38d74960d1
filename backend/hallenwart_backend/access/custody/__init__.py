"""Who holds which key, and what is wrong with keys and compartments."""
