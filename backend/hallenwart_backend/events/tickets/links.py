"""Links that only this server can make: an id with a keyed hash behind it, as letters of an address. Pure."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable

Mac = Callable[[bytes, bytes], bytes]
"""Of a purpose and what is signed for it."""


def signed(mac: Mac, purpose: bytes, body: bytes, tag_bytes: int, more: bytes = b"") -> str:
    """Return the token of `body`. `more` is signed with it and known to the server alone."""
    return base64.urlsafe_b64encode(body + mac(purpose, body + more)[:tag_bytes]).rstrip(b"=").decode()


def body_of(token: str, body_bytes: int) -> bytes:
    """Return what a token claims, before anybody believed it; empty for what is no token."""
    try:
        octets = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return octets[:body_bytes] if len(octets) > body_bytes else b""


def opened(mac: Mac, purpose: bytes, token: str, body_bytes: int, tag_bytes: int, more: bytes = b"") -> bytes:
    """Return the body of a genuine token; empty for one this server never made."""
    body = body_of(token, body_bytes)
    genuine = bool(body) and hmac.compare_digest(signed(mac, purpose, body, tag_bytes, more).encode(), token.encode())
    return body if genuine else b""
