"""Hi-Link HLK-LD2410 presence radar: some ten reports a second, 256000 8N1, or 115200 on long wires.

    F4 F3 F2 F1 | LEN | TYPE | AA | state | moving cm, energy | static cm, energy | detection cm | … | 55 00 | F8 F7 F6 F5

Words little endian; LEN 000D basic, 0023 engineering: max gates, nine moving and nine static energies, light 0 to 255, OUT pin
before 55. State: bit 0 moving, bit 1 static target. There is no checksum: head, length, AA, 55 00 and tail must all fit.
The radar says whether somebody is there, not how many. Energies may latch and report a phantom at distance 0, so such a target
is believed from the third report in a row, and not right after it went: phantoms come in bursts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hallenwart_edge.drivers import hilink
from hallenwart_edge.drivers.hilink_line import DELIVERED_BAUD, HilinkLine
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.ports import Sample

SILENT_AFTER_S: Final = 2.0
PHANTOM_REPORTS: Final = 3
"""A target without a distance is believed from the third report in a row."""
HOLD_OFF_REPORTS: Final = 20
"""For so many reports after one was let go, another takes three times as many."""
PLAIN_REPORTS: Final = 50
"""So many without the light that was asked for: it was fed anew and has forgotten that."""

_HEAD: Final = bytes.fromhex("F4 F3 F2 F1")
_TAIL: Final = bytes.fromhex("F8 F7 F6 F5")
_LENGTHS: Final = (0x0D, 0x23)


@dataclass(frozen=True, slots=True)
class Report:
    """One report; distances in cm, 0 where the radar gives none; `light` 0 to 255, None in a basic report."""

    moving: bool
    static: bool
    moving_cm: int
    static_cm: int
    light: int | None = None


def cut_frame(buffer: bytearray) -> bytes | None:
    """Take the next valid report or answer off `buffer`, with the garbage before it."""
    return hilink.cut(buffer, _HEAD, _report_length)


def _report_length(buffer: bytearray) -> int | None:
    if len(buffer) < 6:
        return None
    length = int.from_bytes(buffer[4:6], "little")
    if length not in _LENGTHS:
        return 0
    if len(buffer) < length + 10:
        return None
    frame = buffer[: length + 10]
    whole = frame[7] == 0xAA and frame[-6:-4] == b"\x55\x00" and frame[-4:] == _TAIL
    return len(frame) if whole else 0


def parse(frame: bytes) -> Report:
    return Report(
        moving=bool(frame[8] & 1),
        static=bool(frame[8] & 2),
        moving_cm=int.from_bytes(frame[9:11], "little"),
        static_cm=int.from_bytes(frame[12:14], "little"),
        light=frame[37] if len(frame) == _LENGTHS[1] + 10 else None,
    )


class PhantomRule:
    """Decides report by report whether somebody is there."""

    def __init__(self) -> None:
        self._without_distance = 0
        self._hold_off = 0

    def present(self, report: Report) -> bool:
        self._hold_off = max(0, self._hold_off - 1)
        if not (report.moving or report.static):
            if self._without_distance:
                self._hold_off = HOLD_OFF_REPORTS
            self._without_distance = 0
            return False
        if (report.moving and report.moving_cm > 0) or (report.static and report.static_cm > 0):
            self._without_distance = self._hold_off = 0
            return True
        self._without_distance += 1
        return self._without_distance >= PHANTOM_REPORTS * (3 if self._hold_off else 1)


class Ld2410:
    def __init__(
        self,
        open_line: Callable[[int], SerialLine],
        *,
        component: str,
        baud: int = DELIVERED_BAUD,
        bluetooth: bool = True,
        light: bool = False,
    ) -> None:
        """Open the line. Needs a running loop. Raises DriverFault.

        `bluetooth`: leave it on. `light`: let it tell the light it sees.
        """
        self._radar = HilinkLine(open_line, cut_frame, component=component, baud=baud)
        self._rule = PhantomRule()
        self._light = light
        self._commands = [(hilink.ENGINEERING_ON, b"")] if light else []
        self._commands += [] if bluetooth else [(hilink.BLUETOOTH, hilink.OFF)]
        self._set_up = False
        self._plain = 0

    async def read(self) -> tuple[Sample, ...]:
        """Return `presence`: 1 when anybody was seen since the last reading, else 0; and with it `light_steps` where asked for.

        Raises DriverFault after 2 s silence.
        """
        if not self._set_up:
            await self._begin()
        frames = [*self._radar.waiting(), await self._radar.report(within_s=SILENT_AFTER_S)]
        reports = [parse(frame) for frame in frames]
        seen = [self._rule.present(report) for report in reports]
        presence = Sample("presence", float(any(seen)))
        if not self._light:
            return (presence,)
        self._plain = 0 if reports[-1].light is not None else self._plain + len(reports)
        self._set_up = self._plain < PLAIN_REPORTS
        light = reports[-1].light
        return (presence,) if light is None else (presence, Sample("light_steps", float(light)))

    def close(self) -> None:
        self._radar.close()

    async def _begin(self) -> None:
        await self._radar.find()
        if self._commands:
            await self._radar.set_up(self._commands)
        self._set_up, self._plain = True, 0
