"""What each week says of use, and what everybody may know of eight of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.occupancy.figures import store as figures
from hallenwart_backend.occupancy.figures.rules import HOURS
from hallenwart_backend.occupancy.policy.rules import HOUR_MS
from hallenwart_backend.occupancy.public.rules import Part, Shown, publish
from hallenwart_backend.occupancy.tables import usage_slots
from hallenwart_contract.clock import utc

WEEKS: Final = 8
TOWN: Final = ""
"""Under this name stand all places together; the others go by their site."""
Cell = tuple[int, int]
"""Weekday (Monday is 0) and bin of the day."""


@dataclass(slots=True)
class Week:
    """By cell and site people at a time, and the days of halls they stand on; by place and cell which clubs were there."""

    sums: dict[Cell, dict[str, tuple[float, int]]] = field(default_factory=dict)
    clubs: dict[tuple[str, Cell], set[str]] = field(default_factory=dict)


def week_of(connection: Connection, halls: Sequence[Hall], monday: date, hours: int) -> Week:
    """Return what these halls say of a week, in bins of so many hours."""
    site_of, week = {hall.id: hall.site.id for hall in halls}, Week()
    for hall, day, said in figures.days(connection, list(site_of), monday, monday + timedelta(days=6)):
        for at in range(HOURS // hours):
            span = range(at * hours, (at + 1) * hours)
            counted = sum(said.counted[hour] for hour in span)
            if counted > 0 and any(said.open[hour] > 0 for hour in span):
                of_cell = week.sums.setdefault((day.weekday(), at), {})
                people, slots = of_cell.get(site_of[hall], (0.0, 0))
                of_cell[site_of[hall]] = people + sum(said.people[hour] for hour in span) / counted, slots + 1
    _add_clubs(connection, halls, monday, hours, week)
    return week


def _add_clubs(connection: Connection, halls: Sequence[Hall], monday: date, hours: int, week: Week) -> None:
    by_id = {hall.id: hall for hall in halls}
    zone = halls[0].zone if halls else ZoneInfo("UTC")
    from_ms, to_ms = local_ms(monday, 0, zone), local_ms(monday + timedelta(days=7), 0, zone)
    slots = select(usage_slots.c.hall, usage_slots.c.club, usage_slots.c.start_ms, usage_slots.c.end_ms)
    within = usage_slots.c.start_ms >= from_ms, usage_slots.c.start_ms < to_ms, usage_slots.c.hall.in_(list(by_id))
    for hall, club, start_ms, end_ms in connection.execute(slots.where(*within, usage_slots.c.booking.is_not(None))):
        place = by_id[hall]
        for t_ms in range(start_ms, end_ms, HOUR_MS):
            at = utc(t_ms).astimezone(place.zone)
            cell = at.weekday(), at.hour // hours
            for name in (place.site.id, TOWN):
                week.clubs.setdefault((name, cell), set()).add(club or "")


def shown_of(weeks: Sequence[Week], k: int, hours: int) -> list[list[Shown]]:
    """Return what may be shown of `WEEKS` weeks together, by weekday and bin: the mean of each cell, where it is of enough."""
    return [[_shown(weeks, k, (day, at)) for at in range(HOURS // hours)] for day in range(7)]


def _shown(weeks: Sequence[Week], k: int, cell: Cell) -> Shown:
    sums: dict[str, tuple[float, int]] = {}
    for week in weeks:
        for site, (people, slots) in week.sums.get(cell, {}).items():
            had = sums.get(site, (0.0, 0))
            sums[site] = had[0] + people, had[1] + slots
    parts = {
        site: Part(people / WEEKS, slots, len(_clubs(weeks, site, cell))) for site, (people, slots) in sorted(sums.items())
    }
    return publish(parts, k, len(_clubs(weeks, TOWN, cell)))


def _clubs(weeks: Sequence[Week], place: str, cell: Cell) -> set[str]:
    return set().union(*(week.clubs.get((place, cell), ()) for week in weeks))
