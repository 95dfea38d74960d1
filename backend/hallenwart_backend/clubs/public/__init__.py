"""`/vereine`: the clubs as everybody sees them."""
