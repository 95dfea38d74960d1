"""What a year's measures stand on, asked of the subjects that know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection

from hallenwart_backend.alerts import store as incidents
from hallenwart_backend.booking.lending import store as lending
from hallenwart_backend.booking.lending.rules import OfferState
from hallenwart_backend.impact.model import Date, Volunteered
from hallenwart_backend.occupancy.figures import store as figures
from hallenwart_backend.occupancy.figures.rules import Hours
from hallenwart_backend.occupancy.slots import store as slots
from hallenwart_backend.participation import store as participation
from hallenwart_backend.volunteering.hours import store as hours

_QUARTER_MS = 900_000
_SEEN_OF_HOUR = 54
"""Minutes of an hour that sensors must have seen for it to count."""
FIRE = ("smoke", "heat", "panel", "call_point", "pre_alarm", "co")


def dates(connection: Connection, from_ms: int, to_ms: int) -> list[Date]:
    """Return the judged dates of clubs."""
    found = slots.judged(connection, from_ms, to_ms)
    return [_date(one.club, one.start_ms, one.end_ms, one.no_show) for one in found if one.club is not None]


def offered(connection: Connection, from_ms: int, to_ms: int, state: OfferState) -> list[Date]:
    """Return offered dates that are over and were held, by what became of the offer; unjudged ones are not known."""
    known = {one.booking: one.no_show for one in slots.judged(connection, from_ms, to_ms)}
    held = lending.held(connection, from_ms, to_ms, state)
    return [_date(one.club, one.start_ms, one.end_ms, known.get(one.booking)) for one in held]


def _date(club: str, start_ms: int, end_ms: int, no_show: float | None) -> Date:
    return Date(club, max(1, (end_ms - start_ms) // _QUARTER_MS), None if no_show is None else 1.0 - no_show)


def heated(connection: Connection, halls: Sequence[str], first: date, last: date) -> list[tuple[float, float]]:
    """Return by week the heated minutes with people, and all heated minutes, of hours that sensors saw."""
    weeks: dict[tuple[int, int], list[float]] = {}
    for _, day, said in figures.days(connection, halls, first, last):
        used, warm = _warm(said)
        if warm:
            of = weeks.setdefault(day.isocalendar()[:2], [0.0, 0.0])
            of[0] += used
            of[1] += warm
    return [(used, warm) for used, warm in weeks.values()]


def _warm(said: Hours) -> tuple[float, float]:
    seen = [at for at, known in enumerate(said.known) if known >= _SEEN_OF_HOUR and said.warm[at]]
    warm = sum(said.warm[at] for at in seen)
    return warm - sum(said.warm_empty[at] for at in seen), warm


def ideas(connection: Connection, from_ms: int, to_ms: int) -> list[int | None]:
    """Return how long until ideas were answered."""
    return _waits(participation.answered(connection, from_ms, to_ms))


def alarms(connection: Connection, from_ms: int, to_ms: int) -> list[int | None]:
    """Return how long until a person acknowledged alarms of fire and gas."""
    return _waits(incidents.answered(connection, FIRE, from_ms, to_ms))


def _waits(found: Iterable[tuple[int, int | None]]) -> list[int | None]:
    return [None if until_ms is None else max(0, until_ms - from_ms) for from_ms, until_ms in found]


def volunteered(connection: Connection, from_ms: int, to_ms: int, now_ms: int) -> Volunteered:
    """Return hours of shifts that clubs confirmed, and shifts that are over with somebody in them and wait for a word."""
    waiting = hours.unconfirmed(connection, from_ms, to_ms, now_ms=now_ms)
    return Volunteered(*hours.confirmed(connection, from_ms, to_ms), *waiting)
