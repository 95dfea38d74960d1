"""Reports of the Hi-Link HLK-LD2450: where up to three targets are, ten times a second. Pure.

    AA FF 03 00 | 3 x (X, Y, speed, resolution) | 55 CC        30 bytes, words little endian

X and Y in mm, speed in cm/s, resolution in mm. The first three are sign and magnitude, and **a set top bit means positive**;
the resolution is a plain number. A target that is not there is eight zero bytes. (Serial protocol V1.03, 2023-10-17.)
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.door_types import Target
from hallenwart_edge.drivers import hilink

HEAD: Final = bytes.fromhex("AA FF 03 00")
TAIL: Final = bytes.fromhex("55 CC")
LENGTH: Final = 30
TARGETS: Final = 3
FARTHEST_MM: Final = 8_000
"""It sees 6 m; what lies far beyond was garbled on the line."""

_NOBODY: Final = bytes(8)


def cut_frame(buffer: bytearray) -> bytes | None:
    """Take the next valid report or answer off `buffer`, with the garbage before it."""
    return hilink.cut(buffer, HEAD, _report_length)


def is_report(frame: bytes) -> bool:
    return frame.startswith(HEAD)


def targets_of(report: bytes) -> tuple[Target, ...]:
    """Return the targets of a report that `cut_frame` found; where in it they stand means nothing."""
    slots = [report[start : start + 8] for start in range(len(HEAD), LENGTH - len(TAIL), 8)]
    targets = [Target(_signed(slot[0:2]), _signed(slot[2:4]), _signed(slot[4:6])) for slot in slots if slot != _NOBODY]
    return tuple(each for each in targets if 0 <= each.y_mm <= FARTHEST_MM and abs(each.x_mm) <= FARTHEST_MM)


def _signed(word: bytes) -> int:
    number = int.from_bytes(word, "little")
    return number & 0x7FFF if number & 0x8000 else -number


def _report_length(buffer: bytearray) -> int | None:
    if len(buffer) < LENGTH:
        return None
    return LENGTH if buffer[LENGTH - len(TAIL) : LENGTH] == TAIL else 0
