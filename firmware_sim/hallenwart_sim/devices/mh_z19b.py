"""Winsen MH-Z19B: answers when asked, and talks nonsense for the minutes after it got its power.

asked FF 01 CMD d1 … d5 SUM; answers FF CMD … SUM to reading and calibrating, nothing to the rest
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.reader_faults import Fault, spoiled

WARM_UP_PPM: Final = (400, 410, 388, 555, 0, 1215)
"""What units in the field said before they were warm."""


class EmulatedMhZ19b(SerialDevice):
    """`co2_ppm` and `temp_c` are those of the room. `cold`: it has just got its power and is not to be believed yet."""

    BAUD: ClassVar[int] = 9_600

    def __init__(self, link: Path, *, cold: bool = False, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.co2_ppm = 820
        self.temp_c = 22
        self.faults: set[Fault] = set()
        self.cold = cold
        self.calibrates = True
        self._asked = 0
        self._received = bytearray()

    def plug_in(self) -> None:
        super().plug_in()
        self.cold = True

    def answer(self) -> bytes:
        ppm = WARM_UP_PPM[self._asked % len(WARM_UP_PPM)] if self.cold else self.co2_ppm
        body = bytes([0x86, *ppm.to_bytes(2, "big"), self.temp_c + 40, 0, 0, 0])
        wrong = self.cold and self._asked < 2
        return b"\xff" + body + bytes([(256 - sum(body) + wrong) % 256])

    def received(self, octets: bytes) -> None:
        self._received += octets
        while (start := self._received.find(b"\xff\x01")) >= 0 and len(self._received) >= start + 9:
            request = bytes(self._received[start : start + 9])
            right = sum(request[1:]) % 256 == 0
            del self._received[: start + 9 if right else start + 1]
            if right:
                self._obey(request[2], request[3])

    def _obey(self, command: int, value: int) -> None:
        if command == 0x79:
            self.calibrates = value == 0xA0
        elif command == 0x86:
            self._pty.write(spoiled(self.answer(), self.faults, sum_at=-1))
            self._asked += 1
