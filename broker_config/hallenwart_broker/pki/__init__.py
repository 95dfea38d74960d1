"""The private certificate authority of one town: what it issues, what it revokes, and the keeper that alone holds its key."""
