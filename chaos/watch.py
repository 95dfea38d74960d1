"""What the pages showed, all along: every frame of the manager's page, and every silence of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from hallenwart_contract.live import Beat, ClubChanged, ManagerView
from hallenwart_sim.town.watch import origin_of

_DEAD_AFTER_S: Final = 7.0
"""A beat comes every 5 s; a page without one for this long says itself that it is old."""
_AGAIN_S: Final = 0.2
_FLEET_EVERY_S: Final = 1.0
_HEALTH_WITHIN_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: `view` is the page, `fleet` the fleet's, None where it was not there. Both None: nobody answered."""

    at_s: float
    view: ManagerView | None = None
    fleet: Any = None


@dataclass
class Watcher:
    """Follows the pages of a person signed in by `cookie`; `seen` keeps every look since the start."""

    url: str
    cookie: Callable[[], str]
    seen: list[Seen] = field(default_factory=list)
    latest: ManagerView | None = None
    fleet_page: bool | None = None
    """Whether this server has a fleet page; None until it answered once."""

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._follow_live())
            group.create_task(self._follow_fleet())
            group.create_task(self._ask_health())

    def between(self, from_s: float, to_s: float) -> Iterable[Seen]:
        return (seen for seen in self.seen if from_s <= seen.at_s <= to_s)

    async def _follow_live(self) -> None:
        address = f"{self.url.replace('http', 'ws')}/api/live"
        while True:
            try:
                headers = {"Cookie": self.cookie()}
                async with asyncio.timeout(3):
                    page = await connect(address, additional_headers=headers, origin=origin_of(address), max_size=None)
                async with page:
                    while True:
                        async with asyncio.timeout(_DEAD_AFTER_S):
                            self._take(await page.recv())
            except (OSError, TimeoutError, WebSocketException):
                self.latest = None
                self.seen.append(Seen(time.monotonic()))
                await asyncio.sleep(_AGAIN_S)

    def _take(self, said: str | bytes) -> None:
        message = msgspec.json.decode(said, type=ManagerView | Beat | ClubChanged)
        if isinstance(message, ManagerView):
            self.latest = message
            self.seen.append(Seen(time.monotonic(), view=message))

    async def _ask_health(self) -> None:
        """Ask as a supervisor outside does, who waits three seconds."""
        async with httpx.AsyncClient(base_url=self.url, timeout=_HEALTH_WITHIN_S) as browser:
            while True:
                try:
                    await browser.get("/api/health")
                except httpx.HTTPError:
                    self.seen.append(Seen(time.monotonic()))
                await asyncio.sleep(_FLEET_EVERY_S)

    async def _follow_fleet(self) -> None:
        async with httpx.AsyncClient(base_url=self.url, timeout=2) as browser:
            while True:
                await asyncio.sleep(_FLEET_EVERY_S)
                try:
                    answer = await browser.get("/api/fleet", headers={"Cookie": self.cookie()})
                except httpx.HTTPError:
                    continue
                if answer.status_code == 404:
                    self.fleet_page = False
                elif answer.status_code == 200:
                    self.fleet_page = True
                    self.seen.append(Seen(time.monotonic(), fleet=answer.json()))
