"""Plantower PMS5003: in active mode a report every second, in passive mode one when asked.

42 4D 00 1C | PM1, PM2.5, PM10 factory | the same in air | six counts | version, error | SUM
command: 42 4D | CMD | DATA (2) | SUM           E1 passive (0) or active (1), E2 report now, E4 sleep (0) or wake (1)
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.reader_faults import Fault, spoiled

PERIOD_S: Final = 1.0
VERSION: Final = 0x97


class EmulatedPms5003(SerialDevice):
    """The dust in the air is set by `pm_ug_m3` (PM1, PM2.5, PM10) and `counts` (over 0.3 … 10 µm, per 0.1 l)."""

    BAUD: ClassVar[int] = 9_600

    def __init__(self, link: Path, *, period_s: float = PERIOD_S, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.pm_ug_m3 = (5, 8, 9)
        self.counts = (1002, 287, 51, 6, 2, 0)
        self.error = 0
        self.active = True
        self.faults: set[Fault] = set()
        self._period_s = period_s
        self._received = bytearray()
        self._pty.later(period_s, self._tick)

    def plug_in(self) -> None:
        super().plug_in()
        self._pty.later(self._period_s, self._tick)

    def report(self) -> bytes:
        words = [0x1C, *self.pm_ug_m3, *self.pm_ug_m3, *self.counts]
        body = b"BM" + b"".join(word.to_bytes(2, "big") for word in words) + bytes([VERSION, self.error])
        return body + sum(body).to_bytes(2, "big")

    def noise(self, octets: bytes) -> None:
        self._pty.write(octets)

    def received(self, octets: bytes) -> None:
        self._received += octets
        while (start := self._received.find(b"BM")) >= 0 and len(self._received) >= start + 7:
            command = bytes(self._received[start : start + 7])
            if sum(command[:5]) == int.from_bytes(command[5:], "big"):
                del self._received[: start + 7]
                self._obey(command[2], command[4])
            else:
                del self._received[: start + 1]
        if b"B" not in self._received:
            self._received.clear()

    def _obey(self, command: int, value: int) -> None:
        if command in (0xE1, 0xE4):
            self.active = bool(value)
        elif command == 0xE2:
            self._say()

    def _tick(self) -> None:
        self._pty.later(self._period_s, self._tick)
        if self.active:
            self._say()

    def _say(self) -> None:
        self._pty.write(spoiled(self.report(), self.faults, sum_at=-1))
