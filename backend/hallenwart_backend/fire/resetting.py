"""Ends a latched alarm at the devices because a person resolves the incident. A device that still sees fire refuses."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from hallenwart_backend.alerts.model import FIRE_KINDS, Incident
from hallenwart_backend.ports import Publisher
from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.messages import State

TTL_MS: Final = 10_000
ENDS_WITHIN_S: Final = 4.0
_LOOK_EVERY_S: Final = 0.1
_LONGEST_BY: Final = 128


class Resetting:
    """`connection` returns what a command must name, None when the device is not online; `devices_of` those of a site.

    `state_of` is a device's newest snapshot, `clear` ends a cause: `ports.Incidents.clear`.
    """

    def __init__(
        self,
        publisher: Publisher,
        clock: Clock,
        connection: Callable[[str], CommandFor | None],
        devices_of: Callable[[str], Iterable[str]],
        *,
        state_of: Callable[[str], State | None],
        clear: Callable[[str, str, int], Awaitable[None]],
    ) -> None:
        self._publisher = publisher
        self._clock = clock
        self._connection = connection
        self._devices_of = devices_of
        self._state_of = state_of
        self._clear = clear

    async def reset(self, incident: Incident, *, by: str, read: Callable[[], Awaitable[Incident]]) -> None:
        """Send, then wait until no cause holds any more, 4 s at most. Whether it ended, the incident tells."""
        if incident.what.kind not in FIRE_KINDS or not incident.causes:
            return
        reached = [(device, to) for device in self._devices_of(incident.what.site) if (to := self._connection(device))]
        for device, to in reached:
            for alarm in sorted(incident.causes):
                await self._publisher.command(device, self._command(to, alarm, by))
        if reached:
            await self._until_ended(read)
            await self._end_what_no_device_knows(await read())

    async def _end_what_no_device_knows(self, incident: Incident) -> None:
        """End causes whose own device is online and shows no such alarm: its card was replaced, it can never end them."""
        told_by = {sensor.cause: sensor.device for sensor in incident.sensors}
        for cause in sorted(incident.causes):
            device = told_by.get(cause, incident.what.device)
            state = self._state_of(device) if self._connection(device) else None
            if state is not None and all(alarm.id != cause for alarm in state.alarms):
                await self._clear(incident.what.key, cause, self._clock.now_ms())

    def _command(self, to: CommandFor, alarm: str, by: str) -> Command:
        now = self._clock.now_ms()
        return Command(
            id=secrets.token_hex(8),
            to=to,
            op="reset",
            arg={"alarm": alarm},
            iat_ms=now,
            exp_ms=now + TTL_MS,
            ttl_ms=TTL_MS,
            by=by[:_LONGEST_BY],
        )

    async def _until_ended(self, read: Callable[[], Awaitable[Incident]]) -> None:
        try:
            async with asyncio.timeout(ENDS_WITHIN_S):
                while True:
                    if not (await read()).causes:
                        return
                    await asyncio.sleep(_LOOK_EVERY_S)
        except TimeoutError:
            return
