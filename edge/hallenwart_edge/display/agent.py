"""Keeps the display's picture current: drawn anew on every change, and at the moment the plan itself changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_contract.screens import Display, DisplayAction
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_edge.bell import Bell
from hallenwart_edge.display import rules
from hallenwart_edge.display.rules import Memory, Sources
from hallenwart_edge.ports import Board, Documents, Link
from hallenwart_edge.site_ports import Neighbours

_LOOK_EVERY_S: Final = 1.0


class Picture(Board, Protocol):
    """The shared picture of this device, as far as the display reads it."""

    @property
    def people(self) -> dict[str, int | None]: ...

    @property
    def zone_alarms(self) -> list[ZoneAlarm]: ...


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """`title` and `zone` hold until the first documents arrive."""

    title: str = ""
    zone: str = "Europe/Berlin"


class DisplayAgent:
    """What the hall display of this device shows."""

    def __init__(
        self,
        *,
        settings: DisplaySettings,
        documents: Documents,
        board: Picture,
        neighbours: Neighbours,
        link: Link,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings, self._documents, self._board = settings, documents, board
        self._neighbours, self._link, self._clock, self._sleep = neighbours, link, clock, sleep
        self._memory = Memory()
        self._online = link.online
        self._next_ms = 0
        self._drawn = 0
        self._bell = Bell()

    async def run(self) -> None:
        """Follow plan, counts, alarms and time until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow(self._documents.changed), name="display documents")
            group.create_task(self._follow(self._board.changed), name="display board")
            group.create_task(self._follow(self._neighbours.changed), name="display neighbours")
            group.create_task(self._follow_time(), name="display time")

    def changed(self) -> Coroutine[Any, Any, None]:
        """Wait until the picture changed."""
        return self._bell.wait()

    async def act(self, action: DisplayAction) -> None:
        """Take what the page says back: `drawn` tells which picture stands on the screen."""
        if action.do == "drawn":
            self._drawn = max(self._drawn, action.no)

    def display(self) -> Display:
        """Return the whole picture as it is now."""
        sources, now_ms = self._sources(), self._clock.now_ms()
        self._memory = rules.remember(self._memory, sources, now_ms)
        return rules.show(sources, self._memory, now_ms)

    async def _follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            self._draw()

    async def _follow_time(self) -> None:
        """Look every second, because wall time may jump or run faster than the machine's."""
        while True:
            if self._clock.now_ms() >= self._next_ms or self._link.online != self._online:
                self._draw()
            await self._sleep(_LOOK_EVERY_S)

    def _draw(self) -> None:
        sources, now_ms = self._sources(), self._clock.now_ms()
        self._online = sources.online
        self._memory = rules.remember(self._memory, sources, now_ms)
        self._next_ms = rules.next_change_ms(sources, self._memory, now_ms)
        self._bell.ring()

    def _sources(self) -> Sources:
        return Sources(
            view=self._documents.view,
            config=self._documents.config,
            people=self._neighbours.people() | self._board.people,
            own=self._board.zone_alarms,
            heard=self._neighbours.heard(),
            received_ms=self._documents.received_ms,
            online=self._link.online,
            title=self._settings.title,
            zone=self._settings.zone,
        )
