"""Hi-Link HLK-LD2450 at a door: 256000 8N1, or 115200 on long wires; ten reports a second.

Some units freeze until their supply is cut, others stop answering commands and go on reporting. So: after 2 s without a valid
report it is told to leave its configuration; when that does not help its supply is cut by the relay, where one is wired; when
that does not help either it is a fault.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
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


class Ld2450:
    def __init__(
        self,
        open_line: Callable[[int], SerialLine],
        *,
        component: str,
        clock: Clock,
        baud: int = DELIVERED_BAUD,
        power: Switch | None = None,
        bluetooth: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Open the line. Needs a running loop. Raises DriverFault."""
        self._clock = clock
        self._power = power
        self._bluetooth = bluetooth
        self._sleep = sleep
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
        try:
            return await self._radar.report(within_s=SILENT_AFTER_S)
        except DriverFault:
            if self._radar.lost:
                raise
        await self._radar.leave_set_up()
        if self._power is None:
            return await self._radar.report(within_s=SILENT_AFTER_S)
        try:
            return await self._radar.report(within_s=SILENT_AFTER_S)
        except DriverFault:
            await self._cut_power(self._power)
        return await self._radar.report(within_s=STARTS_WITHIN_S)

    async def _cut_power(self, power: Switch) -> None:
        await power.switch(on=False)
        await self._sleep(OFF_S)
        await power.switch(on=True)
