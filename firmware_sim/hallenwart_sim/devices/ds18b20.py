"""Maxim DS18B20 as the kernel shows it: a folder BASE/28-xxxxxxxxxxxx with the file w1_slave."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hallenwart_sim.recordings import FireRow

RANGE_C: Final = (-55.0, 125.0)

_REST: Final = bytes.fromhex("4b 46 7f ff 0c 10")  # alarm limits, configuration (12 bits) and reserved bytes


class EmulatedDs18b20:
    def __init__(self, base: Path, rom: str, *, temp_c: float = 21.0) -> None:
        self.rom = rom
        self._folder = base / rom
        self._temp_c = temp_c
        self.plug_in()

    @property
    def temp_c(self) -> float:
        return self._temp_c

    @temp_c.setter
    def temp_c(self, temp_c: float) -> None:
        low, high = RANGE_C
        self._temp_c = min(max(temp_c, low), high)
        self._show(round(self._temp_c * 16).to_bytes(2, "little", signed=True) + _REST)

    async def play(self, recording: Iterable[FireRow], speed: float = 1.0) -> None:
        """Follow the temperatures of a recording, `speed` times as fast."""
        at_s = 0.0
        for row in recording:
            await asyncio.sleep(max(0.0, row.t_s - at_s) / speed)
            at_s = row.t_s
            if row.temp_c is not None:
                self.temp_c = row.temp_c

    def unplug(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def plug_in(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self.temp_c = self._temp_c

    def power_up(self) -> None:
        """Show what the chip holds before its first conversion: 85 °C with a good CRC."""
        self._show(bytes.fromhex("50 05") + _REST)

    def short_bus(self) -> None:
        """Show what a shorted bus reads: zeros, whose CRC fits."""
        self._show(bytes(8))

    def disturb(self) -> None:
        """Show a reading whose CRC does not fit."""
        self._show(round(self._temp_c * 16).to_bytes(2, "little", signed=True) + _REST, crc_error=0x41)

    def _show(self, scratchpad: bytes, *, crc_error: int = 0) -> None:
        right = _crc(scratchpad)
        shown = bytes([*scratchpad, right ^ crc_error]).hex(" ")
        milli_c = int.from_bytes(scratchpad[:2], "little", signed=True) * 1000 // 16
        text = f"{shown} : crc={right ^ crc_error:02x} {'NO' if crc_error else 'YES'}\n{shown} t={milli_c}\n"
        fresh = self._folder / ".w1_slave"
        fresh.write_text(text, encoding="ascii")
        fresh.replace(self._folder / "w1_slave")  # a reader never sees half of it


def _crc(octets: bytes) -> int:
    """Divide bit by bit by x^8 + x^5 + x^4 + 1, least significant bit first, as Dallas does."""
    register = 0
    for bit in (octet >> place & 1 for octet in octets for place in range(8)):
        carry = (register & 1) ^ bit
        register >>= 1
        if carry:
            register ^= 0b1000_1100
    return register
