"""SQL of bookings. The primary key of the occupied quarters refuses a double booking even where a check were forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from hallenwart_backend.booking.rules import Taken, quarters
from hallenwart_backend.booking.tables import bookings, occupied


@dataclass(frozen=True, slots=True)
class Booking:
    id: str
    hall: str
    sections: tuple[int, ...]
    club: str | None
    title: str
    person: str | None
    start_ms: int
    end_ms: int
    state: str
    created_ms: int
    cancelled_ms: int | None = None
    partner: str | None = None
    was_start_ms: int | None = None
    effects: tuple[str, ...] = ()

    @property
    def taken(self) -> Taken:
        return Taken(self.start_ms, self.end_ms, frozenset(self.sections))


def booking_of(row: Row[Any]) -> Booking:
    fields = row._asdict()
    fields |= {"sections": tuple(fields["sections"]), "effects": tuple(fields["effects"])}
    return Booking(**fields)


def busy_sections(connection: Connection, hall: str, start_ms: int, end_ms: int, sections: Sequence[int]) -> set[int]:
    """Return which of these sections somebody has in this time."""
    span = quarters(start_ms, end_ms)
    return set(
        connection.scalars(
            select(occupied.c.section)
            .distinct()
            .where(
                occupied.c.hall == hall,
                occupied.c.section.in_(sections),
                occupied.c.quarter >= span.start,
                occupied.c.quarter < span.stop,
            )
        )
    )


def add(connection: Connection, booking: Booking) -> None:
    """Insert a booking with its quarters. Raises IntegrityError when one of them is taken."""
    values = {name: getattr(booking, name) for name in bookings.c.keys()}  # noqa: SIM118 - columns, not a dict
    connection.execute(
        insert(bookings).values(**values | {"sections": list(booking.sections), "effects": list(booking.effects)})
    )
    _occupy(connection, booking)


def move(connection: Connection, booking: Booking) -> None:
    """Write a booking's new time and sections. Raises IntegrityError when a quarter is taken."""
    values = {name: getattr(booking, name) for name in ("start_ms", "end_ms", "was_start_ms")}
    change = update(bookings).where(bookings.c.id == booking.id)
    connection.execute(change.values(**values, sections=list(booking.sections), effects=list(booking.effects)))
    _occupy(connection, booking)


def free(connection: Connection, booking: str) -> None:
    """Give back the quarters of a booking."""
    connection.execute(delete(occupied).where(occupied.c.booking == booking))


def _occupy(connection: Connection, booking: Booking) -> None:
    connection.execute(
        insert(occupied),
        [
            {"hall": booking.hall, "section": section, "quarter": quarter, "booking": booking.id}
            for section in booking.sections
            for quarter in quarters(booking.start_ms, booking.end_ms)
        ],
    )


def cancel(connection: Connection, booking: str, *, now_ms: int) -> bool:
    """Free the hall time; return False when it was cancelled before."""
    done = connection.execute(
        update(bookings)
        .where(bookings.c.id == booking, bookings.c.state == "booked")
        .values(state="cancelled", cancelled_ms=now_ms)
    )
    free(connection, booking)
    return done.rowcount == 1


def one(connection: Connection, booking: str) -> Booking | None:
    row = connection.execute(select(bookings).where(bookings.c.id == booking)).first()
    return booking_of(row) if row else None


def of_halls(
    connection: Connection, halls: Sequence[str], from_ms: int, to_ms: int, *, states: Collection[str] = ("booked",)
) -> list[Booking]:
    """Return bookings of these states (booked, held, cancelled) that touch the time, in order of start.

    With cancelled ones, those that were to begin then come too: what changed is shown where it was.
    """
    span = and_(bookings.c.end_ms > from_ms, bookings.c.start_ms < to_ms)
    if "cancelled" in states:
        span = or_(span, bookings.c.was_start_ms.between(from_ms, to_ms - 1))
    wanted = select(bookings).where(bookings.c.hall.in_(halls), bookings.c.state.in_(states), span)
    return [booking_of(row) for row in connection.execute(wanted.order_by(bookings.c.start_ms, bookings.c.id))]


def of_club(connection: Connection, club: str | None, from_ms: int) -> list[Booking]:
    """Return a club's bookings from a time on, cancelled ones too; None is the town's own, not what others lead for it."""
    wanted = select(bookings).where(
        bookings.c.club.is_(None) & bookings.c.partner.is_(None) if club is None else bookings.c.club == club
    )
    ordered = wanted.where(bookings.c.end_ms > from_ms).order_by(bookings.c.start_ms, bookings.c.id)
    return [booking_of(row) for row in connection.execute(ordered)]


def coming_of_club(connection: Connection, club: str, now_ms: int) -> int:
    held = bookings.c.club == club, bookings.c.state == "booked", bookings.c.end_ms > now_ms
    return connection.scalar(select(func.count()).select_from(bookings).where(*held)) or 0


def changed(connection: Connection, *, now_ms: int, cancelled_after_ms: int) -> list[Booking]:
    """Return bookings to come that are no longer what they were: moved, or cancelled since a time."""
    told = or_(
        (bookings.c.state == "booked") & bookings.c.was_start_ms.is_not(None), bookings.c.cancelled_ms > cancelled_after_ms
    )
    rows = connection.execute(select(bookings).where(bookings.c.end_ms > now_ms, told).order_by(bookings.c.start_ms))
    return [booking_of(row) for row in rows]
