"""Grow GM65 and GM861 QR readers: what they read goes out as text, commands set their zones.

    command  7E 00 | TYPE | LEN | ADDR (2) | DATA | CRC         07 read zones, 08 write, 09 keep in flash, 0A heartbeat
    answer   02 00 | 00 | LEN | DATA | CRC                      03 00 to a heartbeat

    zone 0000  bits 0-1: 0 by hand, 1 on command, 2 always, 3 when something moves
         0003  bit 1: setup codes off
         0060  GM65: bit 0 a text has an end, bits 5-6: CR, CRLF, TAB, none
         000E  GM861: CR, LF, CRLF, TAB, none

A setup code is a symbol that the reader obeys itself, until that is switched off.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.reader_faults import Fault, spoiled

FACTORY_ZONES: Final = {0x0000: 0xD4, 0x0003: 0x00, 0x000E: 0x04, 0x002A: 0x39, 0x002B: 0x01, 0x0060: 0x00}

_GM65_ENDS: Final = (b"\r", b"\r\n", b"\t", b"")
_GM861_ENDS: Final = (b"\r", b"\n", b"\r\n", b"\t", b"")
_SHORTEST: Final = 9


class Model(StrEnum):
    GM65 = "gm65"
    GM861 = "gm861"


class EmulatedGm65(SerialDevice):
    """The reader. With `holds_answers` an answer waits for the next text and comes in the midst of it."""

    BAUD: ClassVar[int] = 9_600

    def __init__(self, link: Path, *, model: str = Model.GM65, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.faults: set[Fault] = set()
        self.model = Model(model)
        self.holds_answers = False
        self.refuses: set[int] = set()
        self.heard: list[bytes] = []
        self.flash = dict(FACTORY_ZONES)
        self._power_up()

    # --- what hands do ---

    def show(self, text: str | bytes) -> bool:
        """Show a symbol and return whether it was read."""
        if self.zones[0x0000] & 0b11 < 2:
            return False
        octets = text.encode("ascii") if isinstance(text, str) else text
        half = len(octets) // 2
        self._pty.write(octets[:half] + bytes(self._held) + octets[half:] + self._end())
        self._held.clear()
        return True

    def show_setup_code(self, zone: int, value: int) -> bool:
        """Show a printed setup code and return whether the reader obeyed it."""
        if self.zones[0x0003] & 0b10:
            return False
        self.zones[zone] = value
        return True

    def noise(self, octets: bytes) -> None:
        self._pty.write(octets)

    def plug_in(self) -> None:
        super().plug_in()
        self._power_up()

    # --- what the reader does ---

    def _power_up(self) -> None:
        self.zones = dict(self.flash)
        self._received = bytearray()
        self._held = bytearray()

    def received(self, octets: bytes) -> None:
        self._received += octets
        while (start := self._received.find(b"\x7e\x00")) >= 0:
            del self._received[:start]
            if len(self._received) < _SHORTEST:
                return
            length = 8 + (self._received[3] if self._received[2] == 0x08 else 1)
            if len(self._received) < length:
                return
            command = bytes(self._received[:length])
            if command[-2:] in (_crc(command[2:-2]), b"\xab\xcd"):
                del self._received[:length]
                self.heard.append(command)
                self._obey(command[2], int.from_bytes(command[4:6], "big"), command[6:-2])
            else:
                del self._received[:1]

    def _obey(self, kind: int, zone: int, data: bytes) -> None:
        match kind:
            case 0x07:
                self._answer(bytes(self.zones.get(zone + each, 0) for each in range(data[0])))
            case 0x08 if zone in self.refuses:
                self._answer(b"\x00", kind=0x01)
            case 0x08:
                self.zones.update({zone + each: octet for each, octet in enumerate(data)})
                self._answer(b"\x00")
            case 0x09:
                self.flash = dict(self.zones)
                self._answer(b"\x00")
            case 0x0A:
                self._answer(b"\x00", head=0x03)

    def _answer(self, data: bytes, *, kind: int = 0x00, head: int = 0x02) -> None:
        body = bytes([kind, len(data)]) + data
        said = spoiled(bytes([head, 0x00]) + body + _crc(body), self.faults, sum_at=-1)
        if self.holds_answers:
            self._held += said
        else:
            self._pty.write(said)

    def _end(self) -> bytes:
        if self.model is Model.GM861:
            return _GM861_ENDS[min(self.zones[0x000E], 4)]
        return _GM65_ENDS[self.zones[0x0060] >> 5 & 0b11] if self.zones[0x0060] & 1 else b""


def _crc(body: bytes) -> bytes:
    """CRC-16/XMODEM, bit by bit: x^16 + x^12 + x^5 + 1, from 0."""
    register = 0
    for octet in body:
        register ^= octet << 8
        for _ in range(8):
            register = (register << 1 ^ (0x1021 if register & 0x8000 else 0)) & 0xFFFF
    return register.to_bytes(2, "big")
