"""Sign-in by passkey (WebAuthn): a key pair that stays on somebody's phone, computer or security key."""
