"""Hi-Link HLK-LD2410 presence radar: ten reports a second.

F4 F3 F2 F1 | 0D 00 | 02 AA | state | moving cm, energy | static cm, energy | detection cm | 55 00 | F8 F7 F6 F5
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice

PERIOD_S: Final = 0.1


class EmulatedLd2410(SerialDevice):
    """What the radar sees is set by `see_moving`, `see_static`, `see_nobody` and `see_phantom`."""

    BAUD: ClassVar[int] = 256_000

    def __init__(self, link: Path, *, period_s: float = PERIOD_S, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.silent = False
        self._period_s = period_s
        self._target = (0, 0, 0, 0, 0, 0)
        self._pty.later(period_s, self._tick)

    def see_moving(self, distance_cm: int, energy: int = 80) -> None:
        self._target = (1, distance_cm, energy, 0, 0, distance_cm)

    def see_static(self, distance_cm: int, energy: int = 60) -> None:
        self._target = (2, 0, 0, distance_cm, energy, distance_cm)

    def see_nobody(self) -> None:
        self._target = (0, 0, 0, 0, 0, 0)

    def see_phantom(self) -> None:
        """Report a moving target of high energy at distance 0, as real units do at night."""
        self._target = (1, 0, 97, 0, 0, 0)

    def plug_in(self) -> None:
        super().plug_in()
        self._pty.later(self._period_s, self._tick)

    def report(self) -> bytes:
        target = struct.pack("<BHBHBH", *self._target)
        return b"\xf4\xf3\xf2\xf1\x0d\x00\x02\xaa" + target + b"\x55\x00\xf8\xf7\xf6\xf5"

    def noise(self, octets: bytes) -> None:
        self._pty.write(octets)

    def _tick(self) -> None:
        self._pty.later(self._period_s, self._tick)
        if not self.silent:
            self._pty.write(self.report())
