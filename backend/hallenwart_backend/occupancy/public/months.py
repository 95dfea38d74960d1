"""Use by the hour as files may tell it: what a month's weekdays were like at each site, and what single hours were in the town.

The rules are those of the page (`rules`). A single hour is told of all halls together alone: of a site it would often be one
club's figure. And it is told only where its weekday and hour of the whole month are told too, so that the sites that are
hidden there cannot be worked out of the others.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.figures import store as figures
from hallenwart_backend.occupancy.figures.rules import HOURS
from hallenwart_backend.occupancy.policy.rules import HOUR_MS
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.public.rules import Part, bin_hours, publish, rounded
from hallenwart_backend.occupancy.tables import usage_slots
from hallenwart_contract.clock import utc

Cell = tuple[date, int]
"""A day, and which bin of its hours."""


@dataclass(slots=True)
class Month:
    """What was counted in a month: by day and bin the people of each hall, and the clubs of each site."""

    people: dict[Cell, dict[str, float]] = field(default_factory=dict)
    clubs: dict[Cell, set[tuple[str, str]]] = field(default_factory=dict)


def months(first: date, until: date) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each month within."""
    at = first
    while at < until:
        after = (at.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield at, min(after, until) - timedelta(days=1)
        at = after


def week_of(month: Month, site_of: Mapping[str, str], k: int) -> dict[tuple[int, int], tuple[dict[str, int | None], int | None]]:
    """Return by weekday and bin what may be told of each site, and of all of them."""
    sums: dict[tuple[int, int], dict[str, list[float]]] = {}
    dates: dict[tuple[int, int], set[date]] = {}
    clubs: dict[tuple[int, int], set[tuple[str, str]]] = {}
    for (day, at), halls in month.people.items():
        cell = day.weekday(), at
        dates.setdefault(cell, set()).add(day)
        clubs.setdefault(cell, set()).update(month.clubs.get((day, at), ()))
        for hall, people in halls.items():
            of = sums.setdefault(cell, {}).setdefault(site_of[hall], [0.0, 0.0])
            of[0] += people
            of[1] += 1
    told = {}
    for cell, sites in sums.items():
        many = {site: {club for where, club in clubs[cell] if where == site} for site in sites}
        parts = {
            site: Part(people / len(dates[cell]), round(slots), len(many[site])) for site, (people, slots) in sites.items()
        }
        shown = publish(parts, k, len({club for _, club in clubs[cell]}))
        told[cell] = dict(shown.parts), shown.total
    return told


def hours_of(month: Month, site_of: Mapping[str, str], k: int) -> dict[Cell, int | None]:
    """Return by day and bin what may be told of all halls together."""
    week = week_of(month, site_of, k)
    told: dict[Cell, int | None] = {}
    for (day, at), halls in month.people.items():
        clubs = {club for _, club in month.clubs.get((day, at), ())}
        of = Part(sum(halls.values()), len(halls), len(clubs))
        known = week[day.weekday(), at][1] is not None and of.may_show(k)
        told[day, at] = rounded(of.people) if known else None
    return told


class UseByMonth:
    """Rows for files. `shown` are the halls the office shows to everybody."""

    def __init__(self, records: Records, places: PlaceBook, shown: Callable[[], Awaitable[set[str]]]) -> None:
        self._records, self._places, self._shown = records, places, shown

    async def under(self) -> str:
        """Return what the rows depend on beside time."""
        saved = await self._records.read(newest)
        return f"{saved.policy.smallest} {saved.policy.bin_min} {' '.join(hall.id for hall in await self._halls())}"

    async def week(self, first: date, until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield month, weekday (1 Monday), hour, hours, site, its name, people; an empty site is all of them together."""
        async for begin, month, halls, hours, k in self._months(first, until):
            names = {hall.site.id: hall.site.name for hall in halls}
            said = week_of(month, {hall.id: hall.site.id for hall in halls}, k)
            yield [
                [f"{begin:%Y-%m}", day + 1, at * hours, hours, site, name, people]
                for (day, at), (sites, total) in sorted(said.items())
                for site, name, people in (("", "", total), *((site, names[site], of) for site, of in sorted(sites.items())))
            ]

    async def single(self, first: date, until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield the beginning of each hour, how many hours, and people."""
        async for _, month, halls, hours, k in self._months(first, until):
            said = hours_of(month, {hall.id: hall.site.id for hall in halls}, k)
            zone = halls[0].zone
            yield [
                [datetime.combine(day, time(at * hours), zone).isoformat(), hours, people]
                for (day, at), people in sorted(said.items())
            ]

    async def _halls(self) -> list[Hall]:
        shown = await self._shown()
        return [hall for hall in self._places.current.proper_halls if hall.id in shown]

    async def _months(self, first: date, until: date) -> AsyncIterator[tuple[date, Month, list[Hall], int, int]]:
        halls = await self._halls()
        if not halls:
            return
        policy = (await self._records.read(newest)).policy
        hours = bin_hours(policy.bin_min)
        for begin, last in months(first, until):
            month = await self._records.read(lambda connection, of=(begin, last): _read(connection, halls, *of, hours))
            if month.people:
                yield begin, month, halls, hours, policy.smallest


def _read(connection: Connection, halls: Sequence[Hall], first: date, last: date, hours: int) -> Month:
    by_id = {hall.id: hall for hall in halls}
    month = Month()
    for hall, day, said in figures.days(connection, list(by_id), first, last):
        for at in range(HOURS // hours):
            span = range(at * hours, (at + 1) * hours)
            counted = sum(said.counted[hour] for hour in span)
            if counted > 0 and any(said.open[hour] > 0 for hour in span):
                month.people.setdefault((day, at), {})[hall] = sum(said.people[hour] for hour in span) / counted
    zone = halls[0].zone
    slots = select(usage_slots.c.hall, usage_slots.c.club, usage_slots.c.start_ms, usage_slots.c.end_ms).where(
        usage_slots.c.start_ms >= local_ms(first, 0, zone),
        usage_slots.c.start_ms < local_ms(last, 1440, zone),
        usage_slots.c.hall.in_(list(by_id)),
        usage_slots.c.booking.is_not(None),
    )
    for hall, club, start_ms, end_ms in connection.execute(slots):
        for t_ms in range(start_ms, end_ms, HOUR_MS):
            local = utc(t_ms).astimezone(by_id[hall].zone)
            month.clubs.setdefault((local.date(), local.hour // hours), set()).add((by_id[hall].site.id, club or ""))
    return month
