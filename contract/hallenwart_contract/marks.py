"""The mark of a shift: what a helper's QR code says to a reader at the hall. It opens nothing; it says "I am here".

    HALLE-M1- + 26 characters of base32 (16 random bytes)

The device keeps and sends only the digest, so that whoever reads its card or its events cannot show the mark again.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import Final

PREFIX: Final = "HALLE-M1-"
_MARK: Final = re.compile(r"HALLE-M1-[A-Z2-7]{26}")


def draw() -> str:
    """Return a new mark, as its QR code says it."""
    return PREFIX + base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def digest_of(text: str) -> str | None:
    """Return the digest of a mark (32 hex digits) as devices send it, None for a text that is no mark."""
    tidy = text.strip().upper()
    if not _MARK.fullmatch(tidy):
        return None
    return hashlib.sha256(b"hallenwart mark\n" + tidy.encode()).hexdigest()[:32]
