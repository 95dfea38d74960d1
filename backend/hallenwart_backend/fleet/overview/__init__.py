"""All devices at a glance, and one of them in full: what the pages of supervision show."""
