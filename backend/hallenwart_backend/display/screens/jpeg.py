"""Whether some bytes are a JPEG, and how large: by its markers alone, nothing is decoded. Pure.

Markers by ITU-T T.81, table B.1: SOI FFD8, EOI FFD9, frames FFC0 to FFCF without C4, C8 and CC.
"""

from __future__ import annotations

from typing import Final

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN: Final = 0xDA
_FRAME_BYTES: Final = 7


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in px, None for what is no whole JPEG."""
    if not data.startswith(_SOI) or not data.rstrip(b"\0").endswith(_EOI):
        return None
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker in _BARE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN or length < 2:
            return None
        if marker in _FRAMES:
            frame = data[at + 4 : at + 4 + _FRAME_BYTES]
            height, width = int.from_bytes(frame[1:3]), int.from_bytes(frame[3:5])
            return (width, height) if len(frame) == _FRAME_BYTES and width and height else None
        at += 2 + length
    return None
