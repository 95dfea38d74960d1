"""Free now and soon free, by plan and count; typical use by weekday and hour of the last eight whole weeks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.rules import free_sections, local_day
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.policy.rules import DAY_MS, HOUR_MS, MINUTE_MS
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.public.rules import bin_hours
from hallenwart_backend.occupancy.public.weeks import WEEKS, shown_of, week_of
from hallenwart_contract.clock import Clock

LEAST_FREE_MS: Final = 30 * MINUTE_MS
SOON_MS: Final = 2 * HOUR_MS
_STEP_MS: Final = 15 * MINUTE_MS

ShownHalls = Callable[[], Awaitable[set[str]]]
CountNow = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class HallFree:
    """`state`: free, soon, busy, closed. `from_ms` is when it is free, `until_ms` until when at least."""

    hall: Hall
    state: str
    sections: tuple[int, ...] = ()
    from_ms: int | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Typical:
    """`cells[weekday][bin]`; `sites` by id, `town` of all. `hours` a bin is long."""

    first: date
    last: date
    hours: int
    k: int
    sites: Mapping[str, list[list[int | None]]] = field(default_factory=dict)
    town: list[list[int | None]] = field(default_factory=list)


class PublicUse:
    """`shown` are the halls the office shows to everybody; `count` says how many are in a hall now, None: nobody knows."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, shown: ShownHalls, count: CountNow) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._shown = shown
        self._count = count
        self._kept: tuple[object, Typical] | None = None

    async def halls(self) -> list[HallFree]:
        """Return the halls everybody may see, with when they are free next."""
        shown, now = await self._shown(), self._clock.now_ms()
        halls = [hall for hall in self._places.current.proper_halls if hall.id in shown]
        names = [hall.id for hall in halls]

        def read(connection: Connection) -> tuple[list[Booking], int]:
            found = bookings.of_places(connection, names, now, now + SOON_MS + DAY_MS, states=HOLDING)
            return found, newest(connection).policy.smallest

        plan, k = await self._records.read(read)
        return [self._free(hall, [one for one in plan if _takes(one, hall)], now, k) for hall in halls]

    def _free(self, hall: Hall, plan: Sequence[Booking], now_ms: int, k: int) -> HallFree:
        begin = now_ms // _STEP_MS * _STEP_MS
        people = self._count(hall.id)
        crowded = people is not None and people >= k and not any(one.start_ms <= now_ms for one in plan)
        for at in range(begin, begin + SOON_MS + 1, _STEP_MS):
            free = self._sections(hall, plan, at, at + LEAST_FREE_MS)
            if free and not (crowded and at == begin):
                until = next(
                    (
                        end
                        for end in range(at + LEAST_FREE_MS, at + DAY_MS, _STEP_MS)
                        if not self._sections(hall, plan, at, end + _STEP_MS)
                    ),
                    at + DAY_MS,
                )
                return HallFree(hall, "free" if at == begin else "soon", free, at, until)
        opened = hall.hours.open_spans(hall.zone, now_ms, now_ms + 1)
        return HallFree(hall, "busy" if opened else "closed")

    def _sections(self, hall: Hall, plan: Sequence[Booking], start_ms: int, end_ms: int) -> tuple[int, ...]:
        if hall.hours.open_spans(hall.zone, start_ms, end_ms) != [(start_ms, end_ms)]:
            return ()
        shut = {n for one in hall.hours.shut(hall.zone, start_ms, end_ms) for n in one.sections}
        free = free_sections(start_ms, end_ms, [one.taken for one in plan if one.hall == hall.id], hall.sections)
        return tuple(one for one in free if one not in shut)

    async def typical(self) -> Typical:
        """Return typical use; made anew each Monday, and when rules or shown halls change."""
        shown = await self._shown()
        halls = [hall for hall in self._places.current.proper_halls if hall.id in shown]
        zone = ZoneInfo(self._places.current.zone)
        today = local_day(self._clock.now_ms(), zone)
        monday = today - timedelta(days=today.weekday())
        first, last = monday - timedelta(weeks=WEEKS), monday - timedelta(days=1)
        saved = await self._records.read(newest)
        key = (monday, saved.rev, tuple(sorted(hall.id for hall in halls)))
        if self._kept is not None and self._kept[0] == key:
            return self._kept[1]
        hours, k = bin_hours(saved.policy.bin_min), saved.policy.smallest
        mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
        weeks = await self._records.read(lambda connection: [week_of(connection, halls, one, hours) for one in mondays])
        cells = shown_of(weeks, k, hours)
        sites = list(dict.fromkeys(hall.site.id for hall in halls))
        made = Typical(
            first,
            last,
            hours,
            k,
            {site: [[cell.parts.get(site) for cell in row] for row in cells] for site in sites},
            [[cell.total for cell in row] for row in cells],
        )
        self._kept = key, made
        return made


def _takes(one: Booking, hall: Hall) -> bool:
    return any(place == hall.id for place, _ in one.places)
