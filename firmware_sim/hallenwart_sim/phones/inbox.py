"""What arrived on whose phone, when, by which way."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.director import Received
from hallenwart_sim.town.watch import mono_ms

KEPT: Final = 60
"""So many mails, and so many of everything else: a day's mails push no call off the page."""


class Inbox:
    """All phones in one list, the newest first. `tell` is called with every change."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._received: deque[Received] = deque()
        self._came_ms: dict[str, int] = {}
        self._number = 0
        self._news = asyncio.Condition()
        self.tell: Callable[[], None] = lambda: None

    @property
    def received(self) -> list[Received]:
        return list(self._received)

    async def put(self, person: str, way: str, *, title: str, text: str = "", link: str = "", **more: object) -> str:
        """Take in what arrived now; return its id."""
        self._number += 1
        now_ms, identity = self._clock.now_ms(), f"m{self._number}"
        one = Received(id=identity, person=person, way=way, at_ms=now_ms, title=title, text=text, link=link)
        self._received.appendleft(msgspec.structs.replace(one, **more))
        self._came_ms[identity] = mono_ms()
        self._drop_oldest(way)
        await self._changed()
        return identity

    def _drop_oldest(self, way: str) -> None:
        alike = [one for one in self._received if (one.way == "email") == (way == "email")]
        for one in alike[KEPT:]:
            self._received.remove(one)

    async def change(self, identity: str, **values: object) -> None:
        """Change what was put before; what is forgotten stays so."""
        for place, one in enumerate(self._received):
            if one.id == identity:
                self._received[place] = msgspec.structs.replace(one, **values)
        await self._changed()

    async def next_since(self, since_ms: int, holds: Callable[[Received], bool]) -> int:
        """Return when the first that `holds` came, since that moment (monotonic ms)."""
        async with self._news:
            await self._news.wait_for(lambda: self._first(since_ms, holds) is not None)
        return self._first(since_ms, holds) or since_ms

    def _first(self, since_ms: int, holds: Callable[[Received], bool]) -> int | None:
        came = (self._came_ms[one.id] for one in reversed(self._received) if holds(one))
        return next((at_ms for at_ms in came if at_ms >= since_ms), None)

    async def _changed(self) -> None:
        known = {one.id for one in self._received}
        self._came_ms = {identity: at_ms for identity, at_ms in self._came_ms.items() if identity in known}
        async with self._news:
            self._news.notify_all()
        self.tell()
