"""Signed tokens of one tap: which date, for whom, until when. Nobody can make or change one without the key. Pure."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Final

MOST_CHARACTERS: Final = 300
_TAG_BYTES: Final = 16
_PURPOSE: Final = b"hallenwart tap 1\n"

Mac = Callable[[bytes, bytes], bytes]
"""A keyed hash of a body for a purpose."""


@dataclass(frozen=True, slots=True)
class Tap:
    booking: str
    person: str
    expires_ms: int


def sign(mac: Mac, tap: Tap) -> str:
    payload = json.dumps(astuple(tap), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(payload + mac(_PURPOSE, payload)[:_TAG_BYTES]).rstrip(b"=").decode()


def read(mac: Mac, token: str) -> Tap | None:
    """Return what a token says, whether it has expired or not; None when this server did not sign it."""
    if not 0 < len(token) <= MOST_CHARACTERS or not token.isascii():
        return None
    try:
        octets = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    payload, tag = octets[:-_TAG_BYTES], octets[-_TAG_BYTES:]
    if not hmac.compare_digest(tag, mac(_PURPOSE, payload)[:_TAG_BYTES]):
        return None
    booking, person, expires_ms = json.loads(payload)
    return Tap(booking, person, expires_ms)
