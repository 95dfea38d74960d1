"""The commands that Hi-Link's radars share, and what goes wrong with them.

FD FC FB FA | LEN | CMD | value | 04 03 02 01, answered with CMD + 0100 and a status. Only between FF (enable) and FE (end);
reports stop meanwhile. Baud rate and Bluetooth are kept and hold after a restart (A3) or a power cut.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from hallenwart_sim.devices.pty_port import SerialDevice

_HEAD: Final = b"\xfd\xfc\xfb\xfa"
_TAIL: Final = b"\x04\x03\x02\x01"
_BAUDS: Final = {1: 9_600, 2: 19_200, 3: 38_400, 4: 57_600, 5: 115_200, 6: 230_400, 7: 256_000, 8: 460_800}
_STARTS_AFTER_S: Final = 0.3


class HilinkDevice(SerialDevice):
    """Subclasses say what they report and what more they obey.

    `deaf`: it answers no command and goes on reporting, as some units do. `silent`: it hangs, until its supply is cut.
    """

    FIRMWARE: bytes = bytes.fromhex("00 00 02 01 16 24 06 22")
    PERIOD_S: float = 0.1

    def __init__(self, link: Path, *, period_s: float, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.silent = False
        self.deaf = False
        self.configuring = False
        self.baud = self._next_baud = self.BAUD
        self.bluetooth = True
        self.commands: list[int] = []
        """All it was told, in order."""
        self._period_s = period_s
        self._heard = bytearray()
        self._fed: Callable[[], bool] = lambda: True
        self._was_fed = True
        self._starts_in = 0
        self._dice = random.Random(0)
        self._pty.later(period_s, self._tick)

    def report(self) -> bytes:
        raise NotImplementedError

    def obey(self, command: int, value: bytes) -> bytes | None:
        """Do what only this kind does; return the value of the answer, None for a command it does not know."""
        del command, value
        return None

    def fed_by(self, on: Callable[[], bool]) -> None:
        """Hang its supply at a relay; without current it forgets that it hung, and its configuring."""
        self._fed = on

    def plug_in(self) -> None:
        super().plug_in()
        self._pty.later(self._period_s, self._tick)

    def noise(self, octets: bytes) -> None:
        self._pty.write(octets)

    def received(self, octets: bytes) -> None:
        if not self._was_fed or self.deaf or self.silent or self._wrong_baud():
            return
        self._heard += octets
        while (start := self._heard.find(_HEAD)) >= 0:
            del self._heard[:start]
            end = self._heard.find(_TAIL)
            if end < 0:
                return
            inner = bytes(self._heard[6:end])
            del self._heard[: end + len(_TAIL)]
            if len(inner) >= 2:
                self._told(int.from_bytes(inner[:2], "little"), inner[2:])

    def _told(self, command: int, value: bytes) -> None:
        self.commands.append(command)
        if command == 0xFF:
            self.configuring = True
            self._answer(command, b"\x01\x00\x40\x00")
            return
        if not self.configuring:
            return
        if command == 0xFE:
            self.configuring = False
            self._answer(command, b"")
        elif command == 0xA0:
            self._answer(command, self.FIRMWARE)
        elif command == 0xA1:
            self._next_baud = _BAUDS[int.from_bytes(value, "little")]
            self._answer(command, b"")
        elif command == 0xA4:
            self.bluetooth = any(value)
            self._answer(command, b"")
        elif command == 0xA3:
            self._answer(command, b"")
            self._start()
        elif (more := self.obey(command, value)) is not None:
            self._answer(command, more)
        else:
            self._answer(command, b"", status=1)

    def _answer(self, command: int, value: bytes, *, status: int = 0) -> None:
        inner = (command | 0x0100).to_bytes(2, "little") + status.to_bytes(2, "little") + value
        self._pty.write(_HEAD + len(inner).to_bytes(2, "little") + inner + _TAIL)

    def _start(self) -> None:
        self.configuring = self.silent = False
        self.baud = self._next_baud
        self._heard.clear()
        self._starts_in = round(_STARTS_AFTER_S / self._period_s)

    def _tick(self) -> None:
        self._pty.later(self._period_s, self._tick)
        fed = self._fed()
        if fed and not self._was_fed:
            self._start()
        self._was_fed = fed
        if self._starts_in:
            self._starts_in -= 1
        elif fed and not self.silent and not self.configuring:
            report = self.report()
            self._pty.write(self._dice.randbytes(len(report)) if self._wrong_baud() else report)

    def _wrong_baud(self) -> bool:
        """Say whether who listens does so at another rate than it speaks."""
        return self._pty.listeners_baud not in (None, self.baud)
