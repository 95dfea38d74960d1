"""Hall time that was asked for or waited for and not given: what prime-time pressure adds to what is booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, select

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.waiting.tables import waiting
from hallenwart_backend.halls.model import Hall, Places

WAITING = ("waiting", "offered")


def wishes_of(
    connection: Connection, hall: Hall, asked: Sequence[Booking], day: date, places: Places
) -> list[tuple[int, int, float]]:
    """Return spans of a day with the share of the hall that is wanted in them.

    A wish for any day of a week, in one of several halls, at any time of an evening counts its part: spread evenly over
    where and when it could be had.
    """
    spans = [(one.start_ms, one.end_ms, len(one.sections) / hall.sections) for one in asked]
    monday = day - timedelta(days=day.weekday())
    rows = select(waiting).where(waiting.c.state.in_(WAITING), waiting.c.from_date <= day, waiting.c.to_date >= day)
    for wish in connection.execute(rows):
        halls = [one for one in wish.halls if one in places.halls] or [one.id for one in places.proper_halls]
        if hall.id not in halls or (wish.weekday is not None and wish.weekday != day.weekday()):
            continue
        week = [monday + timedelta(days=at) for at in range(7)]
        days = [one for one in week if wish.from_date <= one <= wish.to_date and (wish.weekday in (None, one.weekday()))]
        wanted = min(max(1, wish.wanted - wish.filled), len(days))
        length = wish.to_min - wish.from_min
        share = wish.sections / hall.sections * wanted * wish.length_min / (len(days) * len(halls) * max(length, 15))
        start, end = local_ms(day, wish.from_min, hall.zone), local_ms(day, wish.to_min, hall.zone)
        spans.append((start, end, share))
    return spans
