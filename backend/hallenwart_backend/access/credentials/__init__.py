"""Cards, personal PINs and staff codes that stay for a season."""
