"""One push message as its service wants it: encrypted for one browser (RFC 8291), signed by this server (RFC 8292)."""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import http_ece  # type: ignore[import-untyped]  # ships no types
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from py_vapid import Vapid02  # type: ignore[import-untyped]  # ships no types

_VALID_S: Final = 12 * 3_600
"""Services refuse what is signed for more than a day."""


def encrypted(text: bytes, keys: Mapping[str, str]) -> bytes:
    """Return the message for whoever holds a subscription's `p256dh` and `auth`. Raises ValueError for keys that are none."""
    body: bytes = http_ece.encrypt(
        text,
        salt=os.urandom(16),
        private_key=generate_private_key(SECP256R1()),
        dh=_bytes(keys["p256dh"]),
        auth_secret=_bytes(keys["auth"]),
        version="aes128gcm",
    )
    return body


def signed(vapid: Vapid02, endpoint: str, contact: str) -> dict[str, str]:
    """Return the header that says who sends: valid at this push service alone."""
    parts = urlsplit(endpoint)
    claims = {"sub": contact, "aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + _VALID_S}
    headers: dict[str, str] = vapid.sign(claims)
    return headers


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
