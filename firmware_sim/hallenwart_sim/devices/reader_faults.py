"""What can be wrong with a device on a serial line that speaks in frames."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final

GARBAGE: Final = bytes.fromhex("00 FF 02 7E 00 00 FF 10 55 02 00")  # beginnings of frames, of every kind


class Fault(StrEnum):
    SILENT = "silent"
    WRONG_SUM = "wrong sum"
    HALF_FRAME = "half frame"
    GARBAGE = "garbage"  # noise before each frame


def spoiled(frame: bytes, faults: Collection[Fault], *, sum_at: int) -> bytes:
    """Return what is left of `frame` on the line. `sum_at` is where its checksum stands."""
    if Fault.SILENT in faults:
        return b""
    octets = bytearray(frame)
    if Fault.WRONG_SUM in faults:
        octets[sum_at] ^= 0x5A
    if Fault.HALF_FRAME in faults:
        del octets[len(octets) // 2 :]
    return (GARBAGE if Fault.GARBAGE in faults else b"") + bytes(octets)
