"""SQL of what a year's measures stand on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from hallenwart_backend.alerts.tables import incidents
from hallenwart_backend.booking.lending.rules import OfferState
from hallenwart_backend.booking.lending.tables import offers
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.impact.model import Date, Volunteered
from hallenwart_backend.occupancy.figures import store as figures
from hallenwart_backend.occupancy.figures.rules import Hours
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.occupancy.tables import usage_days, usage_slots
from hallenwart_backend.participation.tables import ideas as idea_rows
from hallenwart_backend.volunteering.hours.tables import hours
from hallenwart_backend.volunteering.model import SignState
from hallenwart_backend.volunteering.tables import shifts, signups
from hallenwart_contract.participation import IdeaState

_QUARTER_MS = 900_000
_S = usage_slots.c
_SEEN_OF_HOUR = 54
"""Minutes of an hour that sensors must have seen for it to count."""
FIRE = ("smoke", "heat", "panel", "call_point", "pre_alarm", "co")


def first_year(connection: Connection) -> int | None:
    """Return the first year of which use is known."""
    found: date | None = connection.scalar(select(func.min(usage_days.c.day)))
    return found.year if found else None


def dates(connection: Connection, from_ms: int, to_ms: int) -> list[Date]:
    """Return the judged dates of clubs."""
    within = _S.start_ms >= from_ms, _S.start_ms < to_ms
    wanted = select(_S.club, _S.start_ms, _S.end_ms, _S.verdict, _S.p_no_show)
    rows = connection.execute(wanted.where(*within, _S.booking.is_not(None), _S.club.is_not(None)))
    return [_date(*row) for row in rows]


def offered(connection: Connection, from_ms: int, to_ms: int, state: OfferState) -> list[Date]:
    """Return offered dates that are over and were held, by what became of the offer; unjudged ones are not known."""
    within = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms, bookings.c.state == "booked"
    club = offers.c.borrower if state is OfferState.TAKEN else offers.c.club
    joined = offers.join(bookings, bookings.c.id == offers.c.booking).outerjoin(usage_slots, _S.booking == bookings.c.id)
    wanted = select(club, bookings.c.start_ms, bookings.c.end_ms, _S.verdict, _S.p_no_show).select_from(joined)
    rows = connection.execute(wanted.where(*within, offers.c.state == state, club.is_not(None)))
    return [_date(*row) for row in rows]


def _date(club: str, start_ms: int, end_ms: int, verdict: str | None, p_no_show: float | None) -> Date:
    known = verdict not in (None, Verdict.UNKNOWN) and p_no_show is not None
    return Date(club, max(1, (end_ms - start_ms) // _QUARTER_MS), 1.0 - p_no_show if known and p_no_show is not None else None)


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
    """Return of ideas that were left and neither hidden nor the same as another: how long until they were answered."""
    within = idea_rows.c.made_ms >= from_ms, idea_rows.c.made_ms < to_ms, idea_rows.c.into == ""
    wanted = select(idea_rows.c.made_ms, idea_rows.c.answered_ms).where(*within, idea_rows.c.state != IdeaState.HIDDEN)
    rows = connection.execute(wanted)
    return [None if answered_ms is None else max(0, answered_ms - made_ms) for made_ms, answered_ms in rows]


def volunteered(connection: Connection, from_ms: int, to_ms: int, now_ms: int) -> Volunteered:
    """Return hours of shifts that clubs confirmed, and shifts that are over with somebody in them and wait for a word."""
    stands = hours.c.withdrawn_ms.is_(None), hours.c.from_ms >= from_ms, hours.c.from_ms < to_ms
    sums = select(func.sum(hours.c.minutes), func.count(), func.count(func.distinct(func.coalesce(hours.c.club, ""))))
    minutes, count, clubs = connection.execute(sums.where(*stands)).one()
    over = shifts.c.from_ms >= from_ms, shifts.c.from_ms < to_ms, shifts.c.to_ms < now_ms, shifts.c.cancelled_ms.is_(None)
    joined = signups.join(shifts, shifts.c.id == signups.c.shift).outerjoin(hours, hours.c.signup == signups.c.id)
    waiting = select(func.sum(shifts.c.to_ms - shifts.c.from_ms), func.count()).select_from(joined)
    open_ms, open_count = connection.execute(waiting.where(*over, signups.c.state == SignState.IN, hours.c.id.is_(None))).one()
    return Volunteered(int(minutes or 0), count, clubs, int(open_ms or 0) // 60_000, open_count)


def alarms(connection: Connection, from_ms: int, to_ms: int) -> list[int | None]:
    """Return of alarms of fire and gas that were no drill: how long until a person acknowledged them."""
    within = incidents.c.raised_ms >= from_ms, incidents.c.raised_ms < to_ms
    wanted = select(incidents.c.raised_ms, incidents.c.acked_ms).where(*within, incidents.c.kind.in_(FIRE))
    rows = connection.execute(wanted.where(incidents.c.drill.is_(False)))
    return [None if acked_ms is None else max(0, acked_ms - raised_ms) for raised_ms, acked_ms in rows]
