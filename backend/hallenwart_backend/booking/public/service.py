"""The halls as everybody may see them: what is free now and tonight, and the plan of a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.feeds import store as feed_store
from hallenwart_backend.booking.feeds.rules import Entry
from hallenwart_backend.booking.feeds.service import Feeds, View
from hallenwart_backend.booking.finding.fitting import Need
from hallenwart_backend.booking.finding.rules import Spot, is_open
from hallenwart_backend.booking.finding.service import Finder, Window
from hallenwart_backend.booking.public import rules, store
from hallenwart_backend.booking.public.rules import Day, Shown
from hallenwart_backend.booking.refusals import gone
from hallenwart_backend.booking.rules import QUARTER_MS, local_day
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

SOON_MS: Final = 3_600_000
"""Free now: for an hour from now on."""
_EVERYTHING: Final = Shown()


@dataclass(frozen=True, slots=True)
class HallNow:
    """`now`: sections free for the next hour; `evening`: whether an hour of this evening can still be had."""

    hall: Hall
    open_now: bool
    now: tuple[int, ...]
    evening: bool
    feed: bool


@dataclass(frozen=True, slots=True)
class Week:
    hall: Hall
    monday: date
    days: list[Day]
    shown: Shown


class PublicHalls:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, finder: Finder, feeds: Feeds) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._finder = finder
        self._feeds = feeds

    async def settings(self) -> tuple[dict[str, Shown], str]:
        """Return what is shown of each hall, and whom people may ask."""
        told, contact = await self._records.read(lambda connection: (store.shown(connection), store.contact(connection)))
        return {hall.id: told.get(hall.id, _EVERYTHING) for hall in self._places.current.proper_halls}, contact

    async def shown(self) -> set[str]:
        """Return the halls that everybody may see."""
        told, _ = await self.settings()
        return {hall for hall, one in told.items() if one.shown}

    async def show(self, halls: dict[str, Shown], contact: str) -> None:
        """Raises RefusedError 404."""
        for hall in halls:
            self._places.hall(hall)
        await self._records.write(lambda connection: store.put(connection, halls, contact))

    async def halls(self) -> list[HallNow]:
        """Return the halls that are shown, with what is free."""
        shown, _ = await self.settings()
        halls = [hall for hall in self._places.current.proper_halls if shown[hall.id].shown]
        now = self._clock.now_ms()
        from_ms = now // QUARTER_MS * QUARTER_MS
        evenings = await self._evening(halls)
        occupancy = await self._records.read(
            lambda connection: self._finder.occupancy(connection, halls, from_ms, from_ms + SOON_MS)
        )
        found = []
        for hall in halls:
            opened = is_open(hall, from_ms, from_ms + SOON_MS)
            free = occupancy.free(hall, from_ms, from_ms + SOON_MS) if opened else ()
            found.append(HallNow(hall, opened, free, hall.id in evenings, shown[hall.id].feed))
        return found

    async def _evening(self, halls: Sequence[Hall]) -> set[str]:
        now = self._clock.now_ms()
        days = {local_day(now, hall.zone) for hall in halls}
        found: set[str] = set()
        for day in days:
            window = Window((day,), rules.EVENING_MIN, rules.DAY_MIN)
            found |= {spot.hall.id for spot in await self._finder.free(Need(sections=1), window, SOON_MS)}
        return found

    async def free(self, need: Need, window: Window, length_ms: int) -> list[Spot]:
        """Return free times in halls that are shown."""
        shown, _ = await self.settings()
        return [
            spot
            for spot in await self._finder.free(need, window, length_ms)
            if not spot.hall.is_room and shown.get(spot.hall.id, _EVERYTHING).shown
        ]

    async def week(self, hall_id: str, day: date | None) -> Week:
        """Return the plan of the week of a day. Raises RefusedError 404."""
        hall, shown = await self._hall(hall_id)
        monday = rules.monday_of(day or local_day(self._clock.now_ms(), hall.zone))
        entries = await self._entries(hall, shown, rules.week_span(monday, hall))
        return Week(hall, monday, rules.days_of(monday, entries, hall), shown)

    async def _entries(self, hall: Hall, shown: Shown, span: tuple[int, int]) -> list[Entry]:
        return await self._feeds.entries(feed_store.of_hall(hall.id), View(names=shown.names), span)

    async def calendar(self, hall_id: str) -> bytes:
        """Return the hall's calendar where the office lets everybody subscribe. Raises RefusedError 404."""
        hall, shown = await self._hall(hall_id)
        if not shown.feed:
            raise gone()
        return await self._feeds.public(hall.id, names=shown.names)

    async def _hall(self, hall_id: str) -> tuple[Hall, Shown]:
        shown, _ = await self.settings()
        if hall_id not in shown or not shown[hall_id].shown:
            raise RefusedError("no_such_hall", "Diese Halle gibt es nicht.", "There is no such hall.", status=404)
        return self._places.hall(hall_id), shown[hall_id]
