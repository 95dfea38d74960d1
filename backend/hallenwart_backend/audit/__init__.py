"""What people and programs changed: kept by pseudonym, only ever added to, told to the city's syslog."""
