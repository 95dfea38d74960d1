"""Reads what an NTAG 424 DNA, as any NFC Forum Type 4 tag, says: the NDEF file with a URL made anew at every tap.

    00 A4 04 00 07 D2760000850101 00     select the NDEF application
    00 A4 00 0C 02 E104                  select the NDEF file
    00 B0 OFFSET (2) LENGTH              read: length of the message (2), then the message

The URL holds the hidden UID and counter as 32 hexadecimal digits and, behind them, the proof as 16; how the site names them
(`?e=…&c=…`, `?picc_data=…&cmac=…`, parts of a path) does not matter. No secret is needed to read.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Final

from hallenwart_edge.ports import SunMessage

SELECT_APPLICATION: Final = bytes.fromhex("00 A4 04 00 07 D2 76 00 00 85 01 01 00")
SELECT_FILE: Final = bytes.fromhex("00 A4 00 0C 02 E1 04")
MAX_MESSAGE_BYTES: Final = 1_024
READ_AT_ONCE_BYTES: Final = 240  # fits a short frame of the reader

_DONE: Final = b"\x90\x00"
_LENGTH_BYTES: Final = 2
_SHORT_RECORD, _HAS_ID, _KNOWN_TYPE, _TYPE_BITS = 0x10, 0x08, 0x01, 0x07
_SUN: Final = re.compile(rb"(?<![0-9A-F])([0-9A-F]{32})(?![0-9A-F]).*?(?<![0-9A-F])([0-9A-F]{16})(?![0-9A-F])", re.IGNORECASE)

Exchange = Callable[[bytes], Awaitable[bytes]]
"""Sends an APDU and returns what the card answers, two bytes of status at its end."""


async def read_sun(exchange: Exchange) -> SunMessage | None:
    """Read what the card says at this tap. None: it is another kind of card. What `exchange` raises goes through."""
    for select in (SELECT_APPLICATION, SELECT_FILE):
        if await exchange(select) != _DONE:
            return None
    head = await _read(exchange, 0, _LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    if len(head) != _LENGTH_BYTES or not 0 < length <= MAX_MESSAGE_BYTES:
        return None
    message = b""
    while len(message) < length:
        piece = await _read(exchange, _LENGTH_BYTES + len(message), min(length - len(message), READ_AT_ONCE_BYTES))
        if not piece:
            return None
        message += piece
    return sun_in(url_in(message))


async def _read(exchange: Exchange, offset: int, length: int) -> bytes:
    answer = await exchange(bytes([0x00, 0xB0, *offset.to_bytes(2, "big"), length]))
    return answer[:-2] if answer.endswith(_DONE) else b""


def url_in(message: bytes) -> bytes:
    """Return the URL of an NDEF message whose first record is one, without its first part; else nothing."""
    if len(message) < 3:
        return b""
    flags, type_length = message[0], message[1]
    size = 1 if flags & _SHORT_RECORD else 4
    type_at = 2 + size + bool(flags & _HAS_ID)
    payload_at = type_at + type_length + (message[type_at - 1] if flags & _HAS_ID and len(message) >= type_at else 0)
    if flags & _TYPE_BITS != _KNOWN_TYPE or message[type_at : type_at + type_length] != b"U":
        return b""
    payload_length = int.from_bytes(message[2 : 2 + size], "big")
    return message[payload_at + 1 : payload_at + payload_length]  # its first byte abbreviates "https://" and the like


def sun_in(url: bytes) -> SunMessage | None:
    """Return what an NTAG 424 put into its URL, None when there is nothing of the kind."""
    found = _SUN.search(url)
    return found and SunMessage(hidden=bytes.fromhex(found[1].decode()), proof=bytes.fromhex(found[2].decode()))
