"""Signed tokens of messages: who was told what by which letter, until when. Nobody can make or change one without the key.

A token is base64url of the packed payload with a truncated HMAC-SHA-256 (16 bytes) behind it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import astuple, dataclass
from typing import Final

LIFE_MS: Final = 24 * 3_600_000
"""A link is alive for a day; afterwards the pages are there for whoever signs in."""
MOST_CHARACTERS: Final = 400
_TAG_BYTES: Final = 16
_PURPOSE: Final = b"hallenwart link 1\0"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says. `incident` empty: a message of no incident, as the one that proves a way."""

    letter: int
    incident: str
    person: str
    expires_ms: int


def sign(key: bytes, claim: Claim) -> str:
    payload = json.dumps(astuple(claim), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(payload + _tag(key, payload)).rstrip(b"=").decode()


def read(key: bytes, token: str) -> Claim | None:
    """Return what a token says, whether it has expired or not; None when this server did not sign it."""
    if not 0 < len(token) <= MOST_CHARACTERS or not token.isascii():
        return None
    try:
        octets = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    payload, tag = octets[:-_TAG_BYTES], octets[-_TAG_BYTES:]
    if not hmac.compare_digest(tag, _tag(key, payload)):
        return None
    letter, incident, person, expires_ms = json.loads(payload)
    return Claim(letter, incident, person, expires_ms)


def mark(key: bytes, text: str) -> str:
    """Return a keyed hash of a short secret, so that the records alone do not tell it."""
    return hmac.new(key, b"hallenwart code 1\0" + text.encode(), hashlib.sha256).hexdigest()


def proof(key: bytes, path: str) -> str:
    """Return what is put behind a path that only its receiver may open (128 bits, base64url)."""
    tag = hmac.new(key, b"hallenwart path 1\0" + path.encode(), hashlib.sha256).digest()[:_TAG_BYTES]
    return base64.urlsafe_b64encode(tag).rstrip(b"=").decode()


def is_proof(key: bytes, path: str, told: str) -> bool:
    return hmac.compare_digest(proof(key, path).encode(), told.encode("utf-8", "replace"))


def _tag(key: bytes, payload: bytes) -> bytes:
    return hmac.new(key, _PURPOSE + payload, hashlib.sha256).digest()[:_TAG_BYTES]
