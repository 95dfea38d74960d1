"""Official warnings for the area of a site, from CAP documents and feeds of them."""
