"""The key lockers: rights, codes, custody of keys, and openings from afar."""
