"""Hi-Link HLK-LD2450: ten reports a second with up to three targets.

AA FF 03 00 | 3 x (X, Y mm, speed cm/s as sign and magnitude with the top bit for plus, resolution mm) | 55 CC
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.crowds.echo import Echo
from hallenwart_sim.devices.hilink import HilinkDevice

PERIOD_S: Final = 0.1
SLOTS: Final = 3
RESOLUTION_MM: Final = 360


class EmulatedLd2450(HilinkDevice):
    """What it sees is set by `see` or asked of `eye` at each report; in which place of a report somebody stands changes."""

    BAUD: ClassVar[int] = 256_000

    def __init__(self, link: Path, *, period_s: float = PERIOD_S, paced: bool = False, seed: int = 0) -> None:
        self._eye: Callable[[], Sequence[Echo]] = lambda: ()
        self._places = random.Random(f"places {seed}")
        self.multi = True
        super().__init__(link, period_s=period_s, paced=paced)

    def see(self, *echoes: Echo) -> None:
        self._eye = lambda: echoes

    def watch(self, eye: Callable[[], Sequence[Echo]]) -> None:
        """Ask `eye` before each report what is before it."""
        self._eye = eye

    def report(self) -> bytes:
        seen = list(self._eye())[: SLOTS if self.multi else 1]
        slots = [_slot(echo) for echo in seen] + [bytes(8)] * (SLOTS - len(seen))
        if self._places.random() < 0.1:
            self._places.shuffle(slots)
        return b"\xaa\xff\x03\x00" + b"".join(slots) + b"\x55\xcc"

    def obey(self, command: int, value: bytes) -> bytes | None:
        del value
        if command in (0x80, 0x90):
            self.multi = command == 0x90
            return b""
        return (2 if self.multi else 1).to_bytes(2, "little") if command == 0x91 else None


def _slot(echo: Echo) -> bytes:
    return struct.pack("<HHHH", _signed(echo.x_mm), _signed(echo.y_mm), _signed(echo.speed_cm_s), RESOLUTION_MM)


def _signed(value: float) -> int:
    number = max(-0x7FFF, min(0x7FFF, round(value)))
    return number | 0x8000 if number >= 0 else -number
