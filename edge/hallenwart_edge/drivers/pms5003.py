"""Plantower PMS5003 particle sensor: reports by itself every 0.2 to 2.3 s, 9600 8N1.

    42 4D | LEN 001C | 13 words | SUM            words big endian; SUM: sum of all bytes before it

Words 1-3 are factory values, 4-6 PM1, PM2.5 and PM10 of the air in µg/m³ (used here), 7-12 counts, 13 version and error.
A variant has LEN 0014 and stops after nine words. A sensor left in passive mode is set back to active at the start.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample

BAUD: Final = 9_600
SILENT_AFTER_S: Final = 5.0
BE_ACTIVE: Final = bytes.fromhex("42 4D E1 00 01 01 71")

_HEAD: Final = b"\x42\x4d"
_LENGTHS: Final = (28, 20)


def cut_frame(buffer: bytearray) -> bytes | None:
    """Take the next valid frame off `buffer`, with the garbage before it."""
    while (start := buffer.find(_HEAD)) >= 0:
        del buffer[:start]
        if len(buffer) < 4:
            return None
        length = int.from_bytes(buffer[2:4], "big")
        if length in _LENGTHS:
            if len(buffer) < 4 + length:
                return None
            frame = bytes(buffer[: 4 + length])
            if sum(frame[:-2]) & 0xFFFF == int.from_bytes(frame[-2:], "big"):
                del buffer[: len(frame)]
                return frame
        del buffer[:1]
    del buffer[: len(buffer) - buffer.endswith(_HEAD[:1])]
    return None


def samples(frame: bytes) -> tuple[Sample, ...]:
    pm1, pm2_5, pm10 = (float(int.from_bytes(frame[at : at + 2], "big")) for at in (10, 12, 14))
    return Sample("pm1_ug_m3", pm1), Sample("pm2_5_ug_m3", pm2_5), Sample("pm10_ug_m3", pm10)


def error_code(frame: bytes) -> int:
    """Return the sensor's own error byte, 0 when all is well (and in the short variant, which has none)."""
    return frame[29] if len(frame) == 32 else 0


class Pms5003:
    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._line = line
        self._component = component
        self._frames = FrameStream(line, cut_frame, component=component)
        self._woken = False

    async def read(self) -> tuple[Sample, ...]:
        """Return the next report, in µg/m³. Raises DriverFault after 5 s without one, or when the sensor reports an error."""
        if not self._woken:
            await self._line.send(BE_ACTIVE)
            self._woken = True
        self._frames.waiting()  # measured before anyone asked
        frame = await self._frames.next(within_s=SILENT_AFTER_S)
        if code := error_code(frame):
            raise DriverFault(self._component, f"reports error {code:#04x}")
        return samples(frame)

    def close(self) -> None:
        self._line.close()
