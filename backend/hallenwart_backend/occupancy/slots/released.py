"""Bookings whose rest was given to others because nobody came: judged until then, as what they were."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.occupancy.tables import usage_releases


def released(connection: Connection, hall: str, from_ms: int, to_ms: int) -> list[Booking]:
    """Return released bookings of a hall that began in this time, each ending when it was let go."""
    joined = select(bookings).join(usage_releases, usage_releases.c.booking == bookings.c.id)
    within = bookings.c.hall == hall, bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    rows = connection.execute(joined.where(*within, bookings.c.state == State.CANCELLED))
    return [replace(one, state=State.BOOKED, end_ms=one.cancelled_ms or one.end_ms) for one in map(booking_of, rows)]
