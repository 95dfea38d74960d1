"""The frames of the NXP PN532 (UM0701-02, chapter 6), as they are on every bus.

    00 | 00 FF | LEN | LCS | payload | DCS | 00           payload begins with D4 to the chip, D5 from it
    00 | 00 FF | FF FF | LEN (2) | LCS | payload | DCS | 00

LEN + LCS, and payload + DCS, are 0 modulo 256. ACK and NACK have a LEN and LCS that do not fit each other.
"""

from __future__ import annotations

from typing import Final

ACK: Final = bytes.fromhex("00 00 FF 00 FF 00")
NACK: Final = bytes.fromhex("00 00 FF FF 00 00")
DAMAGED: Final = b""
"""Stands for a frame whose payload does not add up."""

MAX_PAYLOAD: Final = 265

_START: Final = b"\x00\xff"
_EXTENDED: Final = b"\xff\xff"


def frame(payload: bytes) -> bytes:
    """Return the frame around a payload of 1 to 265 bytes."""
    length = len(payload)
    if length < 256:
        head = bytes([length, -length & 0xFF])
    else:
        size = length.to_bytes(2, "big")
        head = _EXTENDED + size + bytes([-sum(size) & 0xFF])
    return b"\x00" + _START + head + payload + bytes([-sum(payload) & 0xFF, 0])


def cut(buffer: bytearray) -> bytes | None:
    """Take the next frame off `buffer`, with the garbage before it: its payload, `ACK`, `NACK` or `DAMAGED`."""
    while (start := buffer.find(_START)) >= 0:
        del buffer[:start]
        if len(buffer) < 4 or (buffer[2:4] == _EXTENDED and len(buffer) < 7):
            return None
        for told in (ACK, NACK):
            if buffer[:4] == told[1:5]:
                del buffer[:4]
                return told
        if (span := _span(buffer)) is not None:
            return _payload(buffer, *span)
        del buffer[:1]
    del buffer[: len(buffer) - buffer.endswith(_START[:1])]
    return None


def _span(buffer: bytearray) -> tuple[int, int] | None:
    """Return where the payload begins and how long it is, None when the head does not add up."""
    extended = buffer[2:4] == _EXTENDED
    length, checked, begin = (int.from_bytes(buffer[4:6], "big"), 4, 7) if extended else (buffer[2], 2, 4)
    return (begin, length) if sum(buffer[checked:begin]) & 0xFF == 0 and 0 < length <= MAX_PAYLOAD else None


def _payload(buffer: bytearray, begin: int, length: int) -> bytes | None:
    end = begin + length
    if len(buffer) <= end:
        return None
    payload = bytes(buffer[begin:end])
    if (sum(payload) + buffer[end]) & 0xFF:
        del buffer[: len(_START)]  # what was taken for a frame may hold the beginning of a real one
        return DAMAGED
    del buffer[: end + 1]
    return payload
