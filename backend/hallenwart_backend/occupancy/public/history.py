"""What `/belegung` said of each week, as far back as days are judged: the same figures under the same rules, week by week.

What a week says is told when the Monday after it begins; then it never changes but by new rules of the office.
"""

from __future__ import annotations

import asyncio
from array import array
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.figures.rules import HOURS
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.public.rules import ROUNDED_TO, Shown, bin_hours
from hallenwart_backend.occupancy.public.service import ShownHalls
from hallenwart_backend.occupancy.public.weeks import TOWN, WEEKS, Week, shown_of, week_of
from hallenwart_backend.occupancy.slots.store import first_day
from hallenwart_contract.clock import Clock

MOST_WEEKS: Final = 156
Figure = tuple[int, int, int]
"""People at a time in a bin of time: from_ms, to_ms, how many (a whole five)."""


@dataclass(frozen=True, slots=True)
class ToldWeek:
    """Of the week that begins on `monday`: the mean of it and the seven weeks before, by site, and by "" of the town.

    `fives[place]`: for each bin of each day whole fives of people, 0 where there are too few to say.
    """

    monday: date
    zone: ZoneInfo
    hours: int
    fives: Mapping[str, array[int]]

    @property
    def from_ms(self) -> int:
        return local_ms(self.monday, 0, self.zone)

    @property
    def told_ms(self) -> int:
        return local_ms(self.monday + timedelta(days=7), 0, self.zone)

    def figures(self, place: str) -> Iterator[Figure]:
        """Yield what may be known of a site, or of the town, in order of time."""
        times = _times(self.monday, self.zone.key, self.hours)
        for at, fives in enumerate(self.fives.get(place, ())):
            from_ms, to_ms = times[at], times[at + 1]
            if fives and from_ms < to_ms:  # a bin that clocks leave out has no time
                yield from_ms, to_ms, fives * ROUNDED_TO


@lru_cache(MOST_WEEKS + 1)
def _times(monday: date, zone: str, hours: int) -> array[int]:
    """Return when each bin of a week begins, and when the last one ends."""
    bins, of = HOURS // hours, ZoneInfo(zone)
    days = [monday + timedelta(days=day) for day in range(7)]
    begin = [local_ms(day, 60 * hours * at, of) for day in days for at in range(bins)]
    return array("q", [*begin, local_ms(monday + timedelta(days=7), 0, of)])


class UseHistory:
    """Made anew each Monday, and when rules or shown halls change; a week at a time, so that nobody waits for it."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, shown: ShownHalls) -> None:
        self._records, self._places, self._clock, self._shown = records, places, clock, shown
        self._lock = asyncio.Lock()
        self._kept: tuple[object, list[ToldWeek]] | None = None

    async def weeks(self) -> list[ToldWeek]:
        """Return every week of which anything may be known, in order of time."""
        shown = await self._shown()
        halls = [hall for hall in self._places.current.proper_halls if hall.id in shown]
        zone = ZoneInfo(self._places.current.zone)
        today = local_day(self._clock.now_ms(), zone)
        this_monday = today - timedelta(days=today.weekday())
        saved = await self._records.read(newest)
        key = this_monday, saved.rev, tuple(sorted(hall.id for hall in halls)), zone.key
        async with self._lock:
            if self._kept is None or self._kept[0] != key:
                hours = bin_hours(saved.policy.bin_min)
                self._kept = key, await self._make(halls, this_monday, zone, hours, saved.policy.smallest)
            return self._kept[1]

    async def _make(self, halls: Sequence[Hall], end: date, zone: ZoneInfo, hours: int, k: int) -> list[ToldWeek]:
        first = await self._records.read(first_day)
        if first is None or not halls:
            return []
        monday = max(first - timedelta(days=first.weekday()), end - timedelta(weeks=MOST_WEEKS + WEEKS))
        made, last = list[ToldWeek](), deque((Week() for _ in range(WEEKS)), WEEKS)
        while monday < end:
            last.append(await self._records.read(partial(week_of, halls=halls, monday=monday, hours=hours)))
            if fives := _fives(shown_of(last, k, hours), hours):
                made.append(ToldWeek(monday, zone, hours, fives))
            monday += timedelta(days=7)
        return made[-MOST_WEEKS:]


def _fives(cells: Sequence[Sequence[Shown]], hours: int) -> dict[str, array[int]]:
    found: dict[str, array[int]] = {}
    bins = HOURS // hours
    for day, row in enumerate(cells):
        for at, cell in enumerate(row):
            for place, people in (*cell.parts.items(), (TOWN, cell.total)):
                if people is not None:
                    of = found.setdefault(place, array("H", bytes(2 * 7 * bins)))
                    of[day * bins + at] = min(people // ROUNDED_TO, 65_535)
    return found
