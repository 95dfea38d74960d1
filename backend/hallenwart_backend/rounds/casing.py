"""Makes the case of a round: halls in a usual week, wishes, what each club used, where it was last season."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from sqlalchemy import Connection, func, select

from hallenwart_backend.booking.finding.fitting import courts_of
from hallenwart_backend.booking.model import HOLDING
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.tables import series
from hallenwart_backend.halls.model import Hall as Place
from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.occupancy.tables import usage_slots
from hallenwart_backend.rounds.model import Assignment, Book, Round, Wish
from hallenwart_backend.rounds.rules import QUARTER_MIN, Case, Hall, Lines, Spot, Want, span
from hallenwart_backend.rounds.weights import Weights

PAST: Final = timedelta(days=400)
OVERLAP: Final = timedelta(days=28)
"""A series that reaches so far into the season has its time; a shorter rest only keeps single dates."""
FEWEST: Final = 5
"""Of fewer judged dates nothing is said of a club's use."""
UNKNOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Past:
    """A weekly right: `series`, whose, where. `club` None: the town's own."""

    series: str
    club: str | None
    title: str
    hall: str
    sections: tuple[int, ...]
    weekday: int
    start_min: int
    end_min: int
    from_date: date
    to_date: date


@dataclass(frozen=True, slots=True)
class Use:
    """What is known of the dates of a club or a series: milliseconds, how much of them was used, people on average."""

    booked_ms: int = 0
    used_ms: float = 0.0
    slots: int = 0
    people: float | None = None

    @property
    def percent(self) -> int | None:
        known = self.slots >= FEWEST and self.booked_ms
        return max(0, min(100, round(100 * self.used_ms / self.booked_ms))) if known else None


def rights(connection: Connection, halls: Collection[str], from_date: date, to_date: date) -> list[Past]:
    """Return weekly rights that hold between two days, phases of them too."""
    wanted = select(series).where(
        series.c.hall.in_(halls), series.c.state.in_(HOLDING), series.c.from_date <= to_date, series.c.to_date >= from_date
    )
    return [
        Past(
            one.id, one.club, one.title, one.hall, tuple(one.sections), one.weekday, one.start_min, one.end_min,
            one.from_date, one.to_date,
        )
        for one in connection.execute(wanted.order_by(series.c.id))
    ]  # fmt: skip


def last_season(connection: Connection, halls: Collection[str], begins: date) -> list[Past]:
    """Return clubs' rights of the year before a season."""
    return [one for one in rights(connection, halls, begins - PAST, begins - timedelta(days=1)) if one.club is not None]


def used_by(connection: Connection, by: str, from_ms: int, to_ms: int) -> dict[str, Use]:
    """Return what is known by `club` or `series`; half of an under-used date counts. Dates nobody could judge do not."""
    column, length = usage_slots.c[by], usage_slots.c.end_ms - usage_slots.c.start_ms
    used = func.sum(length * (usage_slots.c.p_used + 0.5 * usage_slots.c.p_under))
    wanted = (
        select(column, func.sum(length), used, func.count(), func.avg(usage_slots.c.people_mean))
        .where(usage_slots.c.start_ms >= from_ms, usage_slots.c.start_ms < to_ms, column.is_not(None))
        .where(usage_slots.c.verdict.in_((Verdict.USED, Verdict.UNDER_USED, Verdict.NO_SHOW)))
        .group_by(column)
    )
    return {
        name: Use(int(booked), float(share), int(slots), None if people is None else float(people))
        for name, booked, share, slots, people in connection.execute(wanted)
    }


def halls_of(places: Places, wanted: Sequence[str], taken: Sequence[Past], begins: date, ends: date) -> tuple[Hall, ...]:
    """Return the halls of a round in a usual week; time of schools and time that others have is not theirs to give."""
    found = [places.halls[one] for one in wanted if one in places.halls]
    return tuple(_hall(one, [past for past in taken if past.hall == one.id], begins, ends) for one in found)


def _hall(place: Place, taken: Sequence[Past], begins: date, ends: date) -> Hall:
    facts, buffer = place.facts, -(-place.buffer_min // QUARTER_MIN)
    busy = [[0] * 7 for _ in range(place.sections)]
    for one in taken:
        first, last = one.start_min // QUARTER_MIN, -(-one.end_min // QUARTER_MIN)
        for section in one.sections:
            busy[section - 1][one.weekday] |= span(first, last - first + buffer)
    return Hall(
        id=place.id,
        sections=place.sections,
        tenths=max(1, round(10 * courts_of(place))),
        open=tuple(_open(place, weekday, begins, ends) for weekday in range(7)),
        taken=tuple(tuple(days) for days in busy),
        sports=facts.sports,
        lines=tuple(Lines(one.sport, one.sections) for one in facts.markings),
        step_free=bool(facts.access.step_free),
        buffer=buffer,
    )


def _open(place: Place, weekday: int, begins: date, ends: date) -> int:
    """Return the hours of a weekday that hold on most of its dates."""
    first = begins + timedelta(days=(weekday - begins.weekday()) % 7)
    counted: dict[int, int] = {}
    for number in range(max(1, (ends - first).days // 7 + 1)):
        day = first + timedelta(weeks=number)
        if day not in place.hours.special:
            opened = _quarters(place.hours.of_day(day))
            counted[opened] = counted.get(opened, 0) + 1
    usual = max(counted, key=lambda one: (counted[one], one), default=0)
    for one in place.named:
        if one.kind == "school":
            usual &= ~_quarters(one.week[weekday])
    return usual


def _quarters(spans: Sequence[tuple[int, int]]) -> int:
    found = 0
    for opens, closes in spans:
        first = -(-opens // QUARTER_MIN)
        found |= span(first, max(0, closes // QUARTER_MIN - first))
    return found


def spot_of(one: Assignment) -> Spot | None:
    if one.hall is None:
        return None
    return Spot(one.hall, one.weekday, one.start_min // QUARTER_MIN, one.sections)


def wants_of(wishes: Sequence[Wish], use: Mapping[str, Use], last: Sequence[Past]) -> tuple[Want, ...]:
    known = [one.percent for one in use.values() if one.percent is not None]
    middle = round(median(known)) if known else UNKNOWN
    places: dict[str, list[tuple[str, int, int]]] = {}
    for one in last:
        places.setdefault(one.club or "", []).append((one.hall, one.weekday, one.start_min // QUARTER_MIN))
    found = []
    for wish in wishes:
        percent = use[wish.club].percent if wish.club in use else None
        found.append(_want(wish, middle if percent is None else percent, tuple(sorted(set(places.get(wish.club, ()))))))
    return tuple(found)


def _want(wish: Wish, used: int, last: tuple[tuple[str, int, int], ...]) -> Want:
    return Want(
        id=wish.id,
        club=wish.club,
        group=wish.group,
        people=wish.people,
        youth=wish.youth,
        sections=wish.sections,
        weekdays=wish.weekdays,
        earliest=wish.earliest_min // QUARTER_MIN,
        latest=wish.latest_min // QUARTER_MIN,
        length=wish.minutes // QUARTER_MIN,
        priority=wish.priority,
        halls=wish.halls,
        sport=wish.sport,
        marking=wish.marking,
        step_free=wish.step_free,
        used=used,
        last=last,
    )


def taken_of(connection: Connection, of: Round, besides: Collection[str]) -> list[Past]:
    """Return the rights that reach into the season of a round; not those that arose from it."""
    found = rights(connection, of.halls, of.from_date + OVERLAP, of.to_date)
    short = rights(connection, of.halls, of.from_date, of.to_date) if of.to_date - of.from_date < 2 * OVERLAP else []
    return [one for one in {past.series: past for past in (*found, *short)}.values() if one.series not in besides]


def read_case(connection: Connection, book: Book, places: Places, weights: Weights | None = None) -> Case:
    """Return the case of a round as it is now."""
    of = book.round
    mine = {one.series for one in book.assignments if one.series}
    zone = next((places.halls[one].zone for one in of.halls if one in places.halls), None)
    span_ms = (local_ms(of.from_date - PAST, 0, zone), local_ms(of.from_date, 0, zone)) if zone else (0, 0)
    use = used_by(connection, "club", *span_ms)
    last = last_season(connection, of.halls, of.from_date)
    halls = halls_of(places, of.halls, taken_of(connection, of, mine), of.from_date, of.to_date)
    known, ids = {one.id for one in halls}, {one.id for one in book.stated}
    fixed = {
        one.wish: spot_of(one)
        for one in book.assignments
        if one.fixed and one.wish in ids and (one.hall is None or one.hall in known)
    }
    return Case(halls, wants_of(book.stated, use, last), weights or of.weights, fixed)


def placed_in(book: Book, case: Case) -> dict[str, Spot]:
    """Return where the wishes of a round are by its stored proposal."""
    wants, halls = case.by_want(), case.by_hall()
    found = {one.wish: spot_of(one) for one in book.assignments}
    return {name: spot for name, spot in found.items() if spot is not None and name in wants and spot.hall in halls}
