"""The list of members from the club's own software: what it would change, and doing it."""
