"""Winsen MH-Z19B carbon dioxide sensor, asked every few seconds, 9600 8N1.

    FF 01 CMD d1 … d5 SUM     FF 86 | CO2 high, low | temperature + 40 | four bytes nobody documents | SUM

SUM is 0x100 less the low byte of the sum of the bytes between. Source: the vendor's manual and captured traces.
For three minutes after power-up it answers 400, 410, 388 to 555, 0 or 1215 ppm, with wrong sums too: none of it is believed.
The automatic calibration takes the lowest value of a day as 400 ppm, which a hall that is never aired does not reach: it is
switched off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample

BAUD: Final = 9_600
ANSWERS_WITHIN_S: Final = 1.0
WARM_UP_MS: Final = 180_000
TRIES: Final = 3

READ: Final = bytes.fromhex("FF 01 86 00 00 00 00 00 79")
CALIBRATION_OFF: Final = bytes.fromhex("FF 01 79 00 00 00 00 00 86")
CALIBRATION_ON: Final = bytes.fromhex("FF 01 79 A0 00 00 00 00 E6")

_LENGTH: Final = 9
_HEAD: Final = b"\xff\x86"


def checksum(frame: bytes) -> int:
    """Return what the last byte of a frame must be."""
    return -sum(frame[1:8]) & 0xFF


def find_answer(received: bytes) -> bytes | None:
    """Return the first sound answer to READ among the received bytes."""
    at = received.find(_HEAD)
    while at >= 0:
        frame = received[at : at + _LENGTH]
        if len(frame) == _LENGTH and checksum(frame) == frame[8]:
            return frame
        at = received.find(_HEAD, at + 1)
    return None


def co2_ppm(frame: bytes) -> float:
    return float(int.from_bytes(frame[2:4], "big"))


def _anything(received: bytes) -> bytes | None:
    """Take whatever is as long as an answer: a sensor that warms up lives, though its sums do not fit."""
    return received if len(received) >= _LENGTH else None


class MhZ19b:
    """Counts as powered up when it is opened, because nothing tells how long it has been. `warm_up_ms` is discarded."""

    def __init__(self, line: SerialLine, *, component: str, clock: Clock, warm_up_ms: int = WARM_UP_MS) -> None:
        self._line = line
        self._component = component
        self._clock = clock
        self._warm_ms = clock.mono_ms() + warm_up_ms
        self._set_up = False

    async def read(self) -> tuple[Sample, ...]:
        """Return `co2_ppm`, nothing while it warms up. Raises DriverFault when none of three requests is answered."""
        if not self._set_up:
            await self._line.send(CALIBRATION_OFF)
            self._set_up = True
        if self._clock.mono_ms() < self._warm_ms:
            await self._answered(_anything)
            return ()
        return (Sample("co2_ppm", co2_ppm(await self._answered(find_answer))),)

    async def _answered(self, find: Callable[[bytes], bytes | None]) -> bytes:
        for _ in range(TRIES - 1):
            try:
                return await self._line.exchange(READ, find, within_s=ANSWERS_WITHIN_S)
            except DriverFault:
                if self._line.lost:
                    raise
        return await self._line.exchange(READ, find, within_s=ANSWERS_WITHIN_S)

    def close(self) -> None:
        self._line.close()
