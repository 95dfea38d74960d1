"""Sensirion SPS30 on its UART: measures after it was told to, and has a new value every second.

7E ADDR CMD STATE LEN data CHK 7E; CHK: 255 less the low byte of the sum; 7E, 7D, 11 and 13 travel as 7D and the byte ^ 20
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.reader_faults import Fault, spoiled

PERIOD_S: Final = 1.0
SERIAL: Final = b"00080000000000000000000000000000"
_TRAVELS_AS: Final = {0x7E: b"\x7d\x5e", 0x7D: b"\x7d\x5d", 0x11: b"\x7d\x31", 0x13: b"\x7d\x33"}
_BAD_SUM, _UNKNOWN, _WRONG_LENGTH, _NOT_NOW = 0x05, 0x02, 0x01, 0x43
_OWN_ERROR: Final = 0x80


def framed(command: int, data: bytes = b"", *, state: int = 0) -> bytes:
    """Return an answer as it goes over the wire."""
    body = bytes([0, command, state, len(data)]) + data
    whole = body + bytes([255 - sum(body) % 256])
    return b"\x7e" + b"".join(_TRAVELS_AS.get(octet, bytes([octet])) for octet in whole) + b"\x7e"


class EmulatedSps30(SerialDevice):
    """`values` are what is in the air: PM1, PM2.5, PM4, PM10 in µg/m³, five counts per cm³, the typical size in µm.

    They flicker by a little from second to second unless it is `stuck`. `own_error` lets it report an error of its own.
    """

    BAUD: ClassVar[int] = 115_200

    def __init__(self, link: Path, *, period_s: float = PERIOD_S, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.values = (1.5, 2.5, 3.0, 3.25, 8.0, 9.0, 9.5, 9.75, 10.0, 0.5)
        self.faults: set[Fault] = set()
        self.stuck = False
        self.own_error = False
        self.measuring = False
        self._period_s = period_s
        self._fresh = False
        self._seconds = 0
        self._received = bytearray()
        self._pty.later(period_s, self._tick)

    def plug_in(self) -> None:
        """Come back without remembering that it measured."""
        super().plug_in()
        self.measuring = self._fresh = False
        self._pty.later(self._period_s, self._tick)

    def reading(self) -> bytes:
        """Return the forty bytes of the values now."""
        flicker = 0.0 if self.stuck else 0.01 * (self._seconds % 7)
        return struct.pack(">10f", *(value + flicker for value in self.values))

    def received(self, octets: bytes) -> None:
        self._received += octets
        while self._received.count(0x7E) >= 2:
            first = self._received.index(0x7E)
            last = self._received.index(0x7E, first + 1)
            frame = bytes(self._received[first + 1 : last])
            del self._received[: last if not frame else last + 1]
            if frame:
                self._answer(_back(frame))

    def _answer(self, body: bytes) -> None:
        if len(body) < 4 or body[0] != 0:
            return
        command, length, data = body[1], body[2], body[3:-1]
        if sum(body) % 256 != 255:
            self._say(framed(command, state=_BAD_SUM))
        elif length != len(data):
            self._say(framed(command, state=_WRONG_LENGTH))
        else:
            self._say(self._obey(command, data))

    def _obey(self, command: int, data: bytes) -> bytes:
        error = _OWN_ERROR if self.own_error else 0
        match command, data:
            case 0x00, b"\x01\x03" if not self.measuring:
                self.measuring, self._fresh = True, False
            case 0x01, b"" if self.measuring:
                self.measuring = False
            case 0x03, b"" if self.measuring:
                fresh, self._fresh = self._fresh, False
                return framed(command, self.reading() if fresh else b"", state=error)
            case 0xD0, b"\x03":
                return framed(command, SERIAL + b"\x00")
            case ((0x00 | 0x01 | 0x03), _):
                return framed(command, state=_NOT_NOW)
            case _:
                return framed(command, state=_UNKNOWN)
        return framed(command, state=error)

    def _say(self, frame: bytes) -> None:
        self._pty.write(spoiled(frame, self.faults, sum_at=-2))

    def _tick(self) -> None:
        self._pty.later(self._period_s, self._tick)
        self._seconds += 1
        self._fresh = self.measuring


def _back(frame: bytes) -> bytes:
    """Undo what was done to the bytes for their travel."""
    whole = frame
    for octet, travelled in _TRAVELS_AS.items():
        if octet != 0x7D:
            whole = whole.replace(travelled, bytes([octet]))
    return whole.replace(_TRAVELS_AS[0x7D], b"\x7d")
