"""Public events as everybody sees them: list, page with player, calendar."""
