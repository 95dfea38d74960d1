"""One WebSocket per page: whole frames, encoded once for all; incidents at once, other changes gathered for 200 ms.

A changed incident goes out in the last whole frame with only the incidents read anew; the frame with all of it follows.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import msgspec

from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import Beat, ClubChanged, ManagerView
from hallenwart_contract.live_incidents import IncidentState

_log: Final = logging.getLogger(__name__)
GATHER_S: Final = 0.2
BEAT_EVERY_S: Final = 5.0
SLOW_AFTER_S: Final = 10.0
LOOK_EVERY_S: Final = 10.0
"""What a page shows also changes by the mere passing of time: a key becomes overdue, a count too old."""
FRESH_MS: Final = 10_000
"""What changes later is no news of an alarm: how long it took to the screen is not measured by it."""
MOST_PAGES: Final = 2_000

Send = Callable[[str], Awaitable[None]]
Build = Callable[[], Awaitable[ManagerView]]
Refresh = Callable[[ManagerView], Awaitable[ManagerView]]
"""Returns the view with the incidents of now."""


@dataclass(slots=True, eq=False)
class Page:
    """An open page. Only the newest frame waits for it: a slow phone skips frames, it never queues them."""

    send: Send
    club: str | None
    frame: str = ""
    beat: str = ""
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, frame: str) -> None:
        self.frame = frame
        self.ready.set()

    def offer_beat(self, beat: str) -> None:
        self.beat = beat
        self.ready.set()

    async def serve(self) -> None:
        """Send until the page is gone. Raises TimeoutError when it takes nothing for ten seconds."""
        while True:
            await self.ready.wait()
            self.ready.clear()
            frame, self.frame = self.frame, ""
            beat, self.beat = self.beat, ""
            for text in (frame, beat):
                if text:
                    async with asyncio.timeout(SLOW_AFTER_S):
                        await self.send(text)


class Hub:
    """All open pages. `build` makes the manager's view, `refresh` its incidents; club pages are only told to read anew."""

    def __init__(
        self, clock: Clock, build: Build, spans: Spans, *, refresh: Refresh | None = None, look_every_s: float = LOOK_EVERY_S
    ) -> None:
        self._clock = clock
        self._build = build
        self._refresh = refresh
        self._shown: ManagerView | None = None
        self._incident = False
        self._spans = spans
        self._look_every_s = look_every_s
        self._pages: set[Page] = set()
        self._changed = asyncio.Event()
        self._urgent = asyncio.Event()
        self._unshown: set[str] = set()
        self._last = ""
        self.fleet_rev: Callable[[], int] = lambda: 0

    @property
    def open_pages(self) -> int:
        return len(self._pages)

    async def serve(self, send: Send, club: str | None) -> None:
        """Serve one page until it goes; `club` None is a manager's. The first message is a whole frame."""
        page = Page(send, club)
        page.offer(await self._first(club))
        self._pages.add(page)
        try:
            await page.serve()
        finally:
            self._pages.discard(page)

    async def _first(self, club: str | None) -> str:
        if club is None:
            return _text(await self._build())
        return _text(ClubChanged(now_ms=self._clock.now_ms()))

    async def changed(self) -> None:
        """Say that something a manager sees changed."""
        self._changed.set()

    def club_changed(self, club: str | None) -> None:
        """Tell a club's pages to read their bookings anew."""
        told = _text(ClubChanged(now_ms=self._clock.now_ms()))
        for page in self._pages:
            if page.club is not None and page.club == club:
                page.offer(told)
        self._changed.set()

    def all_clubs_changed(self) -> None:
        for club in {page.club for page in self._pages if page.club is not None}:
            self.club_changed(club)

    def incident_changed(self, incident: Incident) -> None:
        young = self._clock.now_ms() - incident.raised_ms < FRESH_MS
        fresh = incident.state is IncidentState.OPEN and young and not incident.what.replayed
        if fresh and incident.cleared_ms is None:
            self._spans.began(incident)
            self._unshown.add(incident.id)
        self._incident = True
        self._urgent.set()
        self._changed.set()

    async def run(self) -> None:
        """Push frames and beats until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._push(), name="live-push")
            group.create_task(self._beat(), name="live-beat")

    async def _push(self) -> None:
        shown: set[str] = set()
        while True:
            await self._news()
            await self._gather()
            self._changed.clear()
            self._urgent.clear()
            shown = await self._push_to([page for page in self._pages if page.club is None], shown)

    async def _news(self) -> None:
        """Wait until something changed, or until it is time to look at the clock."""
        try:
            async with asyncio.timeout(self._look_every_s):
                await self._changed.wait()
        except TimeoutError:
            self._urgent.set()

    async def _gather(self) -> None:
        try:
            async with asyncio.timeout(GATHER_S):
                await self._urgent.wait()
        except TimeoutError:
            return

    async def _push_to(self, managers: list[Page], shown: set[str]) -> set[str]:
        incident, self._incident = self._incident, False
        if not managers:
            self._shown = None
            return shown
        try:
            if incident and self._refresh is not None and self._shown is not None:
                shown = self._offer(await self._refresh(self._shown), managers, shown)
            self._shown = await self._build()
        except StoreUnavailableError as error:
            _log.warning("pages wait: %s", error)
            return shown
        return self._offer(self._shown, managers, shown)

    def _offer(self, view: ManagerView, managers: list[Page], shown: set[str]) -> set[str]:
        frame = _text(view)
        for page in managers:
            page.offer(frame)
        now, open_now = self._clock.now_ms(), {incident.id for incident in view.incidents}
        for incident in open_now & self._unshown:
            if incident not in shown:
                self._spans.shown(incident, now)
        self._unshown = set()
        return open_now

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_EVERY_S)  # the rhythm of the protocol, not a wait for something
            fleet = self.fleet_rev() if any(page.club is None for page in self._pages) else 0
            beat = _text(Beat(now_ms=self._clock.now_ms(), fleet=fleet))
            for page in self._pages:
                page.offer_beat(beat)


def _text(message: Beat | ClubChanged | ManagerView) -> str:
    return msgspec.json.encode(message).decode()
