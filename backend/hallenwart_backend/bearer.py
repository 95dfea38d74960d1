"""Keys that programs present, `PREFIX_ID_SECRET`: shown once, kept as a hash. Pure."""

from __future__ import annotations

import hmac
import secrets
from typing import Final

from hallenwart_backend.secret_hash import secret_hash


def new_key(prefix: str) -> tuple[str, str]:
    """Return (id, key) of a new key."""
    identity = secrets.token_hex(6)
    return identity, key_text(prefix, identity, secrets.token_hex(32))


def key_text(prefix: str, identity: str, secret: str) -> str:
    return f"{prefix}_{identity}_{secret}"


def id_of(prefix: str, key: str) -> str:
    """Return the id a key names, nothing for what is no key of this kind."""
    parts = key.split("_")
    return parts[1] if len(parts) == 3 and parts[0] == prefix and parts[2] else ""


_NOBODY: Final = secret_hash("nobody")


def fits(key: str, stored: str | None) -> bool:
    """Say whether a key is the one of which this hash is stored; takes as long where nothing is."""
    return hmac.compare_digest(stored or _NOBODY, secret_hash(key)) and stored is not None
