"""Numeric keypad on a serial line: one ASCII character per key, 9600 8N1; '#' is enter, '*' erases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from hallenwart_edge.drivers.serial_line import SerialLine

BAUD: Final = 9_600

_KEYS: Final = b"0123456789#*"


def keys_in(received: bytes) -> str:
    """Return the keys in `received`; bytes that are no key (line ends, noise) are passed over."""
    return bytes(byte for byte in received if byte in _KEYS).decode("ascii")


class SerialKeypad:
    def __init__(self, line: SerialLine) -> None:
        self._line = line

    async def keys(self) -> AsyncIterator[str]:
        """Yield keys as they are pressed. A keypad nobody touches is silent; one that is unplugged raises DriverFault."""
        while True:
            for key in keys_in(await self._line.read()):
                yield key

    def close(self) -> None:
        self._line.close()
