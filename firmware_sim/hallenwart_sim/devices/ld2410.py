"""Hi-Link HLK-LD2410 presence radar: ten reports a second.

F4 F3 F2 F1 | 0D 00 | 02 AA | state | moving cm, energy | static cm, energy | detection cm | 55 00 | F8 F7 F6 F5
Engineering reports (LEN 23, type 01) have gates, their energies, the light and the OUT pin before 55.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.hilink import HilinkDevice

PERIOD_S: Final = 0.1
GATES: Final = 9


class EmulatedLd2410(HilinkDevice):
    """What the radar sees is set by `see_moving`, `see_static`, `see_nobody` and `see_phantom`; `light` is 0 to 255."""

    BAUD: ClassVar[int] = 256_000
    FIRMWARE = bytes.fromhex("00 00 44 02 15 16 09 24")

    def __init__(self, link: Path, *, period_s: float = PERIOD_S, paced: bool = False) -> None:
        self.engineering = False
        self.light = 0
        self._target = (0, 0, 0, 0, 0, 0)
        super().__init__(link, period_s=period_s, paced=paced)

    def see_moving(self, distance_cm: int, energy: int = 80) -> None:
        self._target = (1, distance_cm, energy, 0, 0, distance_cm)

    def see_static(self, distance_cm: int, energy: int = 60) -> None:
        self._target = (2, 0, 0, distance_cm, energy, distance_cm)

    def see_nobody(self) -> None:
        self._target = (0, 0, 0, 0, 0, 0)

    def see_phantom(self) -> None:
        """Report a moving target of high energy at distance 0, as real units do at night."""
        self._target = (1, 0, 97, 0, 0, 0)

    def report(self) -> bytes:
        target = struct.pack("<BHBHBH", *self._target)
        if not self.engineering:
            return b"\xf4\xf3\xf2\xf1\x0d\x00\x02\xaa" + target + b"\x55\x00\xf8\xf7\xf6\xf5"
        state, moving_cm, moving, static_cm, static, _ = self._target
        energies = _gates(moving_cm, moving) + _gates(static_cm, static)
        more = bytes((GATES - 1, GATES - 1)) + energies + bytes((self.light, int(state > 0)))
        return b"\xf4\xf3\xf2\xf1\x23\x00\x01\xaa" + target + more + b"\x55\x00\xf8\xf7\xf6\xf5"

    def obey(self, command: int, value: bytes) -> bytes | None:
        del value
        if command in (0x62, 0x63):
            self.engineering = command == 0x62
            return b""
        return None


def _gates(distance_cm: int, energy: int) -> bytes:
    """Return the energy of each gate of 75 cm: that of the target in its own."""
    return bytes(energy if energy and distance_cm // 75 == gate else 0 for gate in range(GATES))
