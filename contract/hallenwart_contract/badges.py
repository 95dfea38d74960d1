"""The badge: one ID of a person for lockers, shifts and tickets, drawn anew by their phone every 30 seconds.

    HALLE-B1- + 16 hex digits of the badge's handle + - + 8 digits of a TOTP (RFC 6238, HMAC-SHA-256, step 30 s)
    HALLE-B2- + 26 characters of base32 (16 random bytes): the sheet of paper for whoever has no phone with them

Whoever reads a badge learns a handle, never a name. Devices keep the key of a badge sealed, and of a sheet only its digest.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import struct
from typing import Final

from hallenwart_contract.codes import same

STEP_MS: Final = 30_000
DRIFT_STEPS: Final = 1
"""So many steps before and after the clock's own are believed: phones and devices differ by seconds."""
KEY_BYTES: Final = 20
CODE_DIGITS: Final = 8
PREFIX: Final = "HALLE-B1-"
PAPER_PREFIX: Final = "HALLE-B2-"
_BADGE: Final = re.compile(r"HALLE-B1-([0-9A-F]{16})-([0-9]{8})")
_PAPER: Final = re.compile(r"HALLE-B2-[A-Z2-7]{26}")


def draw_key() -> bytes:
    """Return the key of a new badge (`KEY_BYTES`)."""
    return secrets.token_bytes(KEY_BYTES)


def draw_handle() -> str:
    """Return the handle of a new badge, 16 hex digits."""
    return secrets.token_hex(8)


def step_of(at_ms: int) -> int:
    """Return the number of the step that an instant belongs to."""
    return at_ms // STEP_MS


def totp(key: bytes, step: int, digits: int = CODE_DIGITS) -> str:
    """Return the digits of one step, as RFC 6238 computes them with HMAC-SHA-256."""
    mac = hmac.new(key, struct.pack(">Q", step), hashlib.sha256).digest()
    at = mac[-1] & 0x0F
    return str((int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF) % 10**digits).zfill(digits)


def text_of(handle: str, key: bytes, at_ms: int) -> str:
    """Return what the symbol says at an instant."""
    return f"{PREFIX}{handle.upper()}-{totp(key, step_of(at_ms))}"


def read(text: str) -> tuple[str, str] | None:
    """Return handle and digits of a badge that was shown, None for a text that is none."""
    found = _BADGE.fullmatch(text.strip().upper())
    return (found[1].lower(), found[2]) if found else None


def proven_step(code: str, key: bytes, at_ms: int, *, after: int = -1) -> int | None:
    """Return the step that `code` belongs to, None when it proves nothing at this instant.

    `after`: the last step this badge was used in here; it and those before are spent, so that a photograph opens nothing.
    """
    near = range(step_of(at_ms) - DRIFT_STEPS, step_of(at_ms) + DRIFT_STEPS + 1)
    fitting = [step for step in near if same(totp(key, step).encode(), code.encode()) and step > after]
    return fitting[0] if fitting else None


def draw_paper() -> str:
    """Return the text of a new sheet."""
    return PAPER_PREFIX + base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def paper_hash(text: str) -> bytes | None:
    """Return the 32 bytes by which devices know a sheet, None for a text that is none."""
    tidy = text.strip().upper()
    return hashlib.sha256(b"hallenwart badge on paper\n" + tidy.encode()).digest() if _PAPER.fullmatch(tidy) else None
