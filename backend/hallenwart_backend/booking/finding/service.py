"""Finds free times and substitutes: one query for what is taken, the rest in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store
from hallenwart_backend.booking.finding.fitting import Need, fits, open_to, wanted_in
from hallenwart_backend.booking.finding.ranking import Ranked, rank, sections_for
from hallenwart_backend.booking.finding.rules import Occupancy, Spot, is_open, shut_parts, spot_at, spots_of
from hallenwart_backend.booking.finding.sports import sport_of
from hallenwart_backend.booking.model import Booking, Group
from hallenwart_backend.booking.rules import LATE_MS, local_day, local_ms
from hallenwart_backend.booking.wall import DAY_MIN
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

MOST_SUBSTITUTES: Final = 12
_PER_HALL: Final = 2
"""So many substitutes of one hall are told: more would hide the others."""
_SAME_DAY: Final = 2
_ELSEWHERE: Final = 3
Place = tuple[str, tuple[int, ...], int, int]
"""Hall, sections, start and end in ms."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which days, and between which local times of day (minutes after midnight; `to_min` None: whatever begins that day)."""

    days: tuple[date, ...]
    from_min: int = 0
    to_min: int | None = None

    def span_ms(self, day: date, hall: Hall, length_ms: int) -> tuple[int, int]:
        """Return between which instants a free time of this day lies."""
        if self.to_min is not None:
            return local_ms(day, self.from_min, hall.zone), local_ms(day, self.to_min, hall.zone)
        return local_ms(day, self.from_min, hall.zone), local_ms(day, DAY_MIN, hall.zone) - 1 + length_ms


class Finder:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock

    async def free(self, need: Need, window: Window, length_ms: int) -> list[Spot]:
        """Return all free times that fit, by time."""
        halls = [hall for hall in self._places.current.halls.values() if fits(hall, need)]
        spans = [window.span_ms(day, hall, length_ms) for hall in halls for day in (window.days[0], window.days[-1])]
        if not spans:
            return []
        from_ms, to_ms = min(start for start, _ in spans), max(end for _, end in spans)
        occupancy = await self._records.read(lambda connection: self.occupancy(connection, halls, from_ms, to_ms))
        found = (spot for hall in halls for spot in self._free_in(hall, need, window, length_ms, occupancy))
        return sorted(found, key=lambda spot: (spot.start_ms, spot.hall.name))

    def _free_in(self, hall: Hall, need: Need, window: Window, length_ms: int, occupancy: Occupancy) -> Iterator[Spot]:
        wanted, now = wanted_in(hall, need.sections) or hall.sections, self._clock.now_ms()
        for day in window.days:
            from_ms, to_ms = window.span_ms(day, hall, length_ms)
            spots = spots_of(hall, wanted, occupancy, length_ms=length_ms, from_ms=from_ms, to_ms=to_ms, now_ms=now)
            yield from (spot for spot in spots if open_to(spot, need.group))

    def occupancy(self, connection: Connection, halls: Sequence[Hall], from_ms: int, to_ms: int) -> Occupancy:
        """Return what is taken or shut in these halls."""
        occupancy = Occupancy(from_ms)
        reach = max((hall.buffer_ms for hall in halls), default=0)
        occupancy.take(store.taken_of_halls(connection, [hall.id for hall in halls], from_ms, to_ms + reach))
        shut_parts(occupancy, halls, to_ms)
        return occupancy

    async def substitutes(self, lost: Booking, *, days: int = 3, group: str = Group.CLUB) -> list[Ranked]:
        """Return where a date could take place instead, the best first: the same time first, then the nearest."""
        return (await self._records.read(partial(self.substitutes_of, lost=[lost], days=days, groups={lost.id: group})))[
            lost.id
        ]

    def substitutes_of(
        self,
        connection: Connection,
        lost: Sequence[Booking],
        *,
        days: int = 1,
        closed: Iterable[Place] = (),
        groups: dict[str, str] | None = None,
    ) -> dict[str, list[Ranked]]:
        """Return substitutes by lost date, besides times that are about to be closed.

        The best of each is not told to the next one: two clubs would else be sent to one hall.
        """
        halls = [hall for hall in self._places.current.halls.values() if not hall.is_room]
        found: dict[str, list[Ranked]] = {}
        for day, some in self._by_day(lost).items():
            from_ms, to_ms = self._reach(day, some, days)
            occupancy = self.occupancy(connection, halls, from_ms, to_ms)
            for hall_id, sections, start_ms, end_ms in closed:
                if start_ms < to_ms and from_ms < end_ms:
                    occupancy.take_span(hall_id, sections, max(start_ms, from_ms), min(end_ms, to_ms))
            for one in some:
                found[one.id] = self._ranked(one, halls, occupancy, days, (groups or {}).get(one.id, Group.CLUB))
                for best in found[one.id][:1]:
                    spot = best.spot
                    occupancy.take_span(spot.hall.id, spot.sections, spot.start_ms, spot.end_ms + spot.hall.buffer_ms)
        return found

    def _by_day(self, bookings: Sequence[Booking]) -> dict[date, list[Booking]]:
        found: dict[date, list[Booking]] = {}
        for one in sorted(bookings, key=lambda one: one.start_ms):
            found.setdefault(local_day(one.start_ms, self._places.hall(one.hall).zone), []).append(one)
        return found

    def _reach(self, day: date, some: Sequence[Booking], days: int) -> tuple[int, int]:
        """Return which time matters for dates of a day that may move by so many days."""
        zone = self._places.hall(some[0].hall).zone
        last_ms = local_ms(day, (days + 1) * DAY_MIN, zone)
        return local_ms(day, -days * DAY_MIN, zone), max(last_ms, *(one.end_ms for one in some))

    def _ranked(self, lost: Booking, halls: Sequence[Hall], occupancy: Occupancy, days: int, group: str) -> list[Ranked]:
        was, sport = self._places.hall(lost.hall), sport_of(lost.title)
        found: list[Ranked] = []
        for hall in halls:
            wanted = sections_for(hall, lost, was)
            spots = self._near(hall, wanted, lost, occupancy, days) if wanted else ()
            judged = (rank(spot, lost, was, sport) for spot in spots if open_to(spot, group))
            found += sorted((one for one in judged if one is not None), key=_order)[:_PER_HALL]
        return sorted(found, key=_order)[:MOST_SUBSTITUTES]

    def _near(self, hall: Hall, wanted: int, lost: Booking, occupancy: Occupancy, days: int) -> Iterator[Spot]:
        """Yield free times at the same time, and around it."""
        now, length_ms = self._clock.now_ms(), lost.end_ms - lost.start_ms
        if is_open(hall, lost.start_ms, lost.end_ms) and lost.start_ms + LATE_MS > now:
            same = spot_at(hall, wanted, occupancy, lost.start_ms, lost.end_ms)
            if same is not None:
                yield same
        day = local_day(lost.start_ms, hall.zone)
        from_ms, to_ms = local_ms(day, -days * DAY_MIN, hall.zone), local_ms(day, (days + 1) * DAY_MIN, hall.zone)
        for spot in spots_of(hall, wanted, occupancy, length_ms=length_ms, from_ms=from_ms, to_ms=to_ms, now_ms=now):
            if spot.start_ms != lost.start_ms and not (hall.id == lost.hall and _overlap(spot, lost)):
                yield spot

    async def options(self, wishes: Sequence[Booking]) -> dict[str, list[Spot]]:
        """Return by wish what else is free: the nearest times of its own hall that day, then other halls at the same time."""
        if not wishes:
            return {}
        return await self._records.read(partial(self._options, wishes=wishes))

    def _options(self, connection: Connection, wishes: Sequence[Booking]) -> dict[str, list[Spot]]:
        halls = [hall for hall in self._places.current.halls.values() if not hall.is_room]
        found: dict[str, list[Spot]] = {}
        for day, some in self._by_day(wishes).items():
            here = [hall for hall in halls if hall.id in {one.hall for one in some}]
            same_day = self.occupancy(connection, here, *self._reach(day, some, 0))
            between = min(one.start_ms for one in some), max(one.end_ms for one in some)
            same_time = self.occupancy(connection, halls, *between)
            found |= {wish.id: self._options_of(wish, halls, same_day, same_time) for wish in some}
        return found

    def _options_of(self, wish: Booking, halls: Sequence[Hall], same_day: Occupancy, same_time: Occupancy) -> list[Spot]:
        was = self._places.hall(wish.hall)
        near = [spot for spot in self._near(was, len(wish.sections), wish, same_day, 0) if spot.start_ms != wish.start_ms]
        near += self._same_time(was, len(wish.sections), wish, same_time)
        near.sort(key=lambda spot: abs(spot.start_ms - wish.start_ms))
        others = [
            spot
            for hall in halls
            if hall.id != was.id and (wanted := sections_for(hall, wish, was))
            for spot in self._same_time(hall, wanted, wish, same_time)
        ]
        sport = sport_of(wish.title)
        ranked = sorted((one for spot in others if (one := rank(spot, wish, was, sport))), key=_order)
        return [*near[:_SAME_DAY], *(one.spot for one in ranked[:_ELSEWHERE])]

    def _same_time(self, hall: Hall, wanted: int, wish: Booking, occupancy: Occupancy) -> list[Spot]:
        if not is_open(hall, wish.start_ms, wish.end_ms):
            return []
        spot = spot_at(hall, wanted, occupancy, wish.start_ms, wish.end_ms)
        return [spot] if spot else []


def _order(one: Ranked) -> tuple[float, int, str]:
    return one.burden, one.spot.start_ms, one.spot.hall.id


def _overlap(spot: Spot, lost: Booking) -> bool:
    return spot.start_ms < lost.end_ms and lost.start_ms < spot.end_ms
