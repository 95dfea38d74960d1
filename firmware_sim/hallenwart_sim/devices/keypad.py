"""Numeric keypad on a serial line: one ASCII character per key, '#' enter, '*' erase."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from hallenwart_sim.devices.pty_port import SerialDevice


class EmulatedKeypad(SerialDevice):
    BAUD: ClassVar[int] = 9_600

    async def type(self, keys: str, *, every_s: float = 0.02) -> None:
        """Press keys one after the other."""
        for key in keys:
            await asyncio.sleep(every_s)
            self._pty.write(key.encode("ascii"))

    def noise(self, octets: bytes) -> None:
        """Put bytes on the line that no key sends."""
        self._pty.write(octets)
