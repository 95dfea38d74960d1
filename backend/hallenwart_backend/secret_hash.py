"""What is stored of a secret that was drawn by dice: session tokens, keys of programs, addresses of calendars. Pure."""

from __future__ import annotations

import hashlib


def secret_hash(secret: str) -> str:
    """Return the hexadecimal SHA-256. The secret's 192 or more random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
