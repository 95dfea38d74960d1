"""One-time tokens, and the text by which a device is told where to go with one. Pure."""

from __future__ import annotations

import base64
import secrets
from typing import Final
from urllib.parse import urlencode

from hallenwart_contract.device_http import TICKET_BYTES

_CHARS: Final = TICKET_BYTES * 8 // 5


def draw() -> str:
    """Return a token of 160 bits, as letters and digits that are hard to confuse."""
    return base64.b32encode(secrets.token_bytes(TICKET_BYTES)).decode()


def grouped(text: str, size: int = 4) -> str:
    """Return a text in groups, to be typed."""
    return "-".join(text[at : at + size] for at in range(0, len(text), size))


def tidied(typed: str) -> str:
    """Return a token as it was drawn, however it was typed; empty when it cannot be one."""
    plain = "".join(typed.upper().split()).replace("-", "").replace("0", "O").replace("1", "I").replace("8", "B")
    return plain if len(plain) == _CHARS and plain.isalnum() and plain.isascii() else ""


def invitation(server: str, fingerprint: str, token: str) -> str:
    """Return the text of the QR code."""
    return "hallenwart:enrol?" + urlencode({"server": server, "ca": fingerprint, "token": token})


def command(server: str, fingerprint: str, token: str) -> str:
    """Return what to type at the device."""
    return f"hallenwart-edge enrol --server {server} --fingerprint {fingerprint} --token {grouped(token)}"
