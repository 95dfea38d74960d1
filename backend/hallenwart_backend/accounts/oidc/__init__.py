"""Sign-in with the account of the city (OpenID Connect)."""
