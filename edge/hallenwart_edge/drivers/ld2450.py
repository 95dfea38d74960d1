"""Hi-Link HLK-LD2450 at a door: 256000 8N1, or 115200 on long wires; ten reports a second.

Some units freeze until their supply is cut, others stop answering commands and go on reporting. So: after 2 s without a valid
report it is told to leave its configuration; when that does not help its supply is cut by the relay, where one is wired; when
that does not help either it is a fault.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.door_types import RadarFrame
from hallenwart_edge.drivers import hilink
from hallenwart_edge.drivers.hilink_line import DELIVERED_BAUD, SILENT_AFTER_S, HilinkLine
from hallenwart_edge.drivers.ld2450_frames import cut_frame, targets_of
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.output_ports import Switch

OFF_S: Final = 2.0
"""So long without supply that its capacitors are empty."""
STARTS_WITHIN_S: Final = 5.0
_WAITS_MIN: Final = (0, 1, 4, 16, 60)
FORGOTTEN_MS: Final = 2 * 3_600_000
"""A supply that was not cut for so long may be cut at once."""
FROZEN_REPORTS: Final = 300
"""Places of living targets waver; so many reports of the very same are those of a unit that hangs and goes on talking."""


@dataclass(slots=True)
class SupplyCuts:
    """How often a supply was cut lately, and when last; outlives a driver that is opened anew."""

    last_ms: int = 0
    lately: int = 0

    def due(self, now_ms: int) -> bool:
        """Say whether it may be cut: at once, then after 1, 4, 16 and every 60 min, so that no relay wears out."""
        wait_min = _WAITS_MIN[min(self.lately, len(_WAITS_MIN) - 1)]
        return now_ms - self.last_ms >= wait_min * 60_000

    def noted(self, now_ms: int) -> None:
        self.lately = self.lately + 1 if now_ms - self.last_ms < FORGOTTEN_MS else 1
        self.last_ms = now_ms


class Ld2450:
    def __init__(
        self,
        open_line: Callable[[int], SerialLine],
        *,
        component: str,
        clock: Clock,
        baud: int = DELIVERED_BAUD,
        power: Switch | None = None,
        cuts: SupplyCuts | None = None,
        bluetooth: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Open the line. Needs a running loop. Raises DriverFault."""
        self._clock = clock
        self._power = power
        self._cuts = cuts or SupplyCuts()
        self._bluetooth = bluetooth
        self._sleep = sleep
        self._component = component
        self._last, self._same = b"", 0
        self._radar = HilinkLine(open_line, cut_frame, component=component, baud=baud)

    async def frames(self) -> AsyncIterator[RadarFrame]:
        """Yield what it sees, also while it sees nobody. Raises DriverFault when it stays silent."""
        await self._set_up()
        while True:
            yield RadarFrame(targets_of(await self._next()), self._clock.mono_ms())

    def close(self) -> None:
        self._radar.close()

    async def _set_up(self) -> None:
        await self._radar.find()
        commands = [(hilink.MULTI_TARGET, b"")]
        if not self._bluetooth:
            commands.append((hilink.BLUETOOTH, hilink.OFF))
        await self._radar.set_up(commands)

    async def _next(self) -> bytes:
        report = await self._heard()
        self._same = self._same + 1 if report == self._last and targets_of(report) else 0
        self._last = report
        if self._same < FROZEN_REPORTS:
            return report
        self._same = 0
        if self._power is None or not self._cuts.due(self._clock.mono_ms()):
            raise DriverFault(self._component, "nonsense: the same places for 30 s")
        await self._cut(self._power)
        return await self._radar.report(within_s=STARTS_WITHIN_S)

    async def _heard(self) -> bytes:
        try:
            return await self._radar.report(within_s=SILENT_AFTER_S)
        except DriverFault:
            if self._radar.lost:
                raise
        await self._radar.leave_set_up()
        if self._power is None or not self._cuts.due(self._clock.mono_ms()):
            return await self._radar.report(within_s=SILENT_AFTER_S)
        try:
            return await self._radar.report(within_s=SILENT_AFTER_S)
        except DriverFault:
            await self._cut(self._power)
        return await self._radar.report(within_s=STARTS_WITHIN_S)

    async def _cut(self, power: Switch) -> None:
        self._cuts.noted(self._clock.mono_ms())
        await power.switch(on=False)
        await self._sleep(OFF_S)
        await power.switch(on=True)
