"""Free now and soon free, by plan and count; typical use by weekday and hour of the last eight whole weeks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.rules import free_sections, local_day, local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.figures import store as figures
from hallenwart_backend.occupancy.figures.rules import HOURS
from hallenwart_backend.occupancy.policy.rules import DAY_MS, HOUR_MS, MINUTE_MS
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.public.rules import Part, Shown, bin_hours, publish
from hallenwart_backend.occupancy.tables import usage_slots
from hallenwart_contract.clock import Clock, utc

WEEKS: Final = 8
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
        parts, clubs = await self._records.read(lambda connection: _parts(connection, halls, first, last, hours))
        cells = [[_publish(parts, clubs, (day, at), k) for at in range(HOURS // hours)] for day in range(7)]
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


Cell = tuple[int, int]
Parts = dict[Cell, dict[str, Part]]


def _takes(one: Booking, hall: Hall) -> bool:
    return any(place == hall.id for place, _ in one.places)


def _publish(parts: Parts, clubs: Mapping[tuple[str, Cell], set[str]], cell: Cell, k: int) -> Shown:
    return publish(parts.get(cell, {}), k, len(clubs.get(("", cell), set())))


def _parts(
    connection: Connection, halls: Sequence[Hall], first: date, last: date, hours: int
) -> tuple[Parts, dict[tuple[str, Cell], set[str]]]:
    """Return what each site says of each cell, and who was there: by site, and by "" for all."""
    site_of = {hall.id: hall.site.id for hall in halls}
    clubs = _clubs(connection, halls, first, last, hours)
    sums: dict[tuple[str, Cell], list[float]] = {}
    for hall, day, said in figures.days(connection, list(site_of), first, last):
        for at in range(HOURS // hours):
            span = range(at * hours, (at + 1) * hours)
            counted = sum(said.counted[hour] for hour in span)
            if counted > 0 and any(said.open[hour] > 0 for hour in span):
                of = sums.setdefault((site_of[hall], (day.weekday(), at)), [0.0, 0.0])
                of[0] += sum(said.people[hour] for hour in span) / counted
                of[1] += 1
    found: Parts = {}
    for (site, cell), (people, slots) in sums.items():
        of_site = clubs.get((site, cell), set())
        found.setdefault(cell, {})[site] = Part(people / WEEKS, round(slots), len(of_site))
    return found, clubs


def _clubs(
    connection: Connection, halls: Sequence[Hall], first: date, last: date, hours: int
) -> dict[tuple[str, Cell], set[str]]:
    by_id = {hall.id: hall for hall in halls}
    zone = halls[0].zone if halls else ZoneInfo("UTC")
    span = local_ms(first, 0, zone), local_ms(last, 1440, zone)
    slots = select(usage_slots.c.hall, usage_slots.c.club, usage_slots.c.start_ms, usage_slots.c.end_ms)
    within = usage_slots.c.start_ms >= span[0], usage_slots.c.start_ms < span[1], usage_slots.c.hall.in_(list(by_id))
    found: dict[tuple[str, Cell], set[str]] = {}
    for hall, club, start_ms, end_ms in connection.execute(slots.where(*within, usage_slots.c.booking.is_not(None))):
        place = by_id[hall]
        for t_ms in range(start_ms, end_ms, HOUR_MS):
            at = utc(t_ms).astimezone(place.zone)
            cell = at.weekday(), at.hour // hours
            for name in (place.site.id, ""):
                found.setdefault((name, cell), set()).add(club or "")
    return found
