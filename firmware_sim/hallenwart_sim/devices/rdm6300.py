"""RDM6300: while a 125 kHz tag is there it says so every 65 ms, and takes no commands.

02 | ten hexadecimal digits | their checksum, two digits | 03
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.reader_faults import Fault, spoiled

PERIOD_S: Final = 0.065
GHOSTS: Final = ("000000000000", "000000078F88", "00F00000F000", "F000060007F1", "B59A99E5A9FA", "4FFB388FFFFC")
"""Tags that readers in the field reported though none was there; all have a good checksum."""


class EmulatedRdm6300(SerialDevice):
    """Tags are five bytes: a version and the number. `flickers` leaves out every second report and more."""

    BAUD: ClassVar[int] = 9_600

    def __init__(self, link: Path, *, period_s: float = PERIOD_S, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.faults: set[Fault] = set()
        self.flickers = False
        self.tag: bytes | None = None
        self._period_s = period_s
        self._ticks = 0
        self._pty.later(period_s, self._tick)

    def lay(self, tag: bytes) -> None:
        """Hold a tag to it, or hang a key in."""
        self.tag = tag

    def take_away(self) -> None:
        self.tag = None

    def ghost(self, digits: str = GHOSTS[1]) -> None:
        """Report once a tag that is not there."""
        self._say(b"\x02" + digits.encode("ascii") + b"\x03")

    def noise(self, octets: bytes) -> None:
        self._pty.write(octets)

    def plug_in(self) -> None:
        super().plug_in()
        self._pty.later(self._period_s, self._tick)

    def report(self, tag: bytes) -> bytes:
        check = 0
        for octet in tag:
            check ^= octet
        return b"\x02%s%02X\x03" % (tag.hex().upper().encode("ascii"), check)

    def _tick(self) -> None:
        self._pty.later(self._period_s, self._tick)
        self._ticks += 1
        if self.tag is not None and not (self.flickers and self._ticks % 5 in (0, 2, 3)):
            self._say(self.report(self.tag))

    def _say(self, frame: bytes) -> None:
        self._pty.write(spoiled(frame, self.faults, sum_at=-2))
