"""Use as files tell it: what the page said of each week, and single hours of all halls together.

A single hour is told of the whole town alone: of a site it would often be one club's figure. It stands on at least `k` people,
`k` halls and three clubs at that hour. And it is told only where the page shows the town's figure in every mean that the hour
is part of, so that a site hidden there cannot be worked out of the others.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.figures.rules import HOURS
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.public.history import ToldWeek, UseHistory
from hallenwart_backend.occupancy.public.rules import ROUNDED_TO, Part, bin_hours, rounded
from hallenwart_backend.occupancy.public.service import ShownHalls
from hallenwart_backend.occupancy.public.weeks import TOWN, WEEKS, Cell, Week, week_of

Row = list[Any]


def usual_rows(told: ToldWeek, names: Mapping[str, str]) -> list[Row]:
    """Return monday, weekday (1 Monday), hour, hours, site, its name, people of what may be known; no site: the town."""
    rows = []
    for place, fives in sorted(told.fives.items()):
        for at, of in enumerate(fives):
            day, hour = divmod(at * told.hours, HOURS)
            if of:
                name = names.get(place, "")
                rows.append([str(told.monday), day + 1, hour, told.hours, place, name, of * ROUNDED_TO])
    return rows


def shows_town(told: ToldWeek, cell: Cell) -> bool:
    day, at = cell
    fives = told.fives.get(TOWN, ())
    place = day * (HOURS // told.hours) + at
    return place < len(fives) and fives[place] > 0


def single_hours(monday: date, week: Week, means: Sequence[ToldWeek], k: int) -> dict[Cell, int | None]:
    """Return by weekday and bin the people of all halls together, None where that may not be told.

    `means` are all that the page said of eight weeks which this week is one of.
    """
    own = any(one.monday == monday for one in means)
    told: dict[Cell, int | None] = {}
    for cell, sites in week.sums.items():
        of = Part(
            sum(people for people, _ in sites.values()),
            sum(halls for _, halls in sites.values()),
            len(week.clubs.get((TOWN, cell), ())),
        )
        may = own and of.may_show(k) and all(shows_town(one, cell) for one in means)
        told[cell] = rounded(of.people) if may else None
    return told


class UseRows:
    """`shown` are the halls the office shows to everybody."""

    def __init__(self, records: Records, places: PlaceBook, history: UseHistory, shown: ShownHalls) -> None:
        self._records, self._places, self._history, self._shown = records, places, history, shown

    async def under(self) -> str:
        """Return what the rows depend on beside time: the rules, and which halls are shown."""
        saved = await self._records.read(newest)
        return f"{saved.policy.smallest} {saved.policy.bin_min} {' '.join(hall.id for hall in await self._halls())}"

    async def usual(self, first: date, until: date) -> AsyncIterator[list[Row]]:
        """Yield what the page said of the weeks that begin within, one after the other."""
        names = {site.id: site.name for site in self._places.current.sites.values()}
        for told in await self._history.weeks():
            if first <= told.monday < until:
                yield usual_rows(told, names)

    async def single(self, first: date, until: date) -> AsyncIterator[list[Row]]:
        """Yield the beginning of each hour that halls were open, how many hours, and people."""
        halls, told = await self._halls(), await self._history.weeks()
        if not halls or not told:
            return
        zone, policy = halls[0].zone, (await self._records.read(newest)).policy
        hours = bin_hours(policy.bin_min)
        for monday in _mondays(max(first, told[0].monday), until):
            week = await self._records.read(partial(week_of, halls=halls, monday=monday, hours=hours))
            means = [one for one in told if monday <= one.monday < monday + timedelta(weeks=WEEKS)]
            said = single_hours(monday, week, means, policy.smallest)
            yield [
                [_start(monday + timedelta(days=day), at * hours, zone), hours, people]
                for (day, at), people in sorted(said.items())
                if first <= monday + timedelta(days=day) < until
            ]

    async def _halls(self) -> list[Hall]:
        shown = await self._shown()
        return [hall for hall in self._places.current.proper_halls if hall.id in shown]


def _mondays(first: date, until: date) -> Iterator[date]:
    at = first - timedelta(days=first.weekday())
    while at < until:
        yield at
        at += timedelta(weeks=1)


def _start(day: date, hour: int, zone: ZoneInfo) -> str:
    return datetime.combine(day, time(hour), zone).isoformat()
