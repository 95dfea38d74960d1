"""Hi-Link HLK-LD2410 presence radar: some ten reports a second, 256000 8N1.

    F4 F3 F2 F1 | LEN | TYPE | AA | state | moving cm, energy | static cm, energy | detection cm | … | 55 00 | F8 F7 F6 F5

Words little endian; LEN 000D basic, 0023 engineering (more fields before 55). State: bit 0 moving, bit 1 static target.
There is no checksum: head, length, AA, 55 00 and tail must all fit. Answers to commands (FD FC FB FA …) are passed over.
The radar says whether somebody is there, not how many. Energies may latch and report a phantom at distance 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.ports import Sample

BAUD: Final = 256_000
SILENT_AFTER_S: Final = 2.0
PHANTOM_REPORTS: Final = 3  # a target without a distance is believed from the third report in a row

_HEAD: Final = bytes.fromhex("F4 F3 F2 F1")
_TAIL: Final = bytes.fromhex("F8 F7 F6 F5")
_LENGTHS: Final = (0x0D, 0x23)


@dataclass(frozen=True, slots=True)
class Report:
    """One report; distances in cm, 0 where the radar gives none."""

    moving: bool
    static: bool
    moving_cm: int
    static_cm: int


def cut_frame(buffer: bytearray) -> bytes | None:
    """Take the next valid frame off `buffer`, with the garbage before it."""
    while (start := buffer.find(_HEAD)) >= 0:
        del buffer[:start]
        if len(buffer) < 6:
            return None
        length = int.from_bytes(buffer[4:6], "little")
        if length in _LENGTHS:
            if len(buffer) < length + 10:
                return None
            frame = bytes(buffer[: length + 10])
            if frame[7] == 0xAA and frame[-6:-4] == b"\x55\x00" and frame[-4:] == _TAIL:
                del buffer[: len(frame)]
                return frame
        del buffer[:1]
    del buffer[: max(0, len(buffer) - len(_HEAD) + 1)]
    return None


def parse(frame: bytes) -> Report:
    return Report(
        moving=bool(frame[8] & 1),
        static=bool(frame[8] & 2),
        moving_cm=int.from_bytes(frame[9:11], "little"),
        static_cm=int.from_bytes(frame[12:14], "little"),
    )


class PhantomRule:
    """Decides report by report whether somebody is there."""

    def __init__(self) -> None:
        self._without_distance = 0

    def present(self, report: Report) -> bool:
        if not (report.moving or report.static):
            self._without_distance = 0
            return False
        if (report.moving and report.moving_cm > 0) or (report.static and report.static_cm > 0):
            self._without_distance = 0
            return True
        self._without_distance += 1
        return self._without_distance >= PHANTOM_REPORTS


class Ld2410:
    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._line = line
        self._frames = FrameStream(line, cut_frame, component=component)
        self._rule = PhantomRule()

    async def read(self) -> tuple[Sample, ...]:
        """Return `presence`: 1 when anybody was seen since the last reading, else 0. Raises DriverFault after 2 s silence."""
        frames = [*self._frames.waiting(), await self._frames.next(within_s=SILENT_AFTER_S)]
        seen = [self._rule.present(parse(frame)) for frame in frames]
        return (Sample("presence", float(any(seen))),)

    def close(self) -> None:
        self._line.close()
