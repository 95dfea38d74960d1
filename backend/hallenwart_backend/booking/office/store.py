"""SQL of the office's day: a week of many halls, and what happened to a place and time, each in a query or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, and_, func, or_, select

from hallenwart_backend.access.grants.store import code_states
from hallenwart_backend.booking import history
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import HOLDING, Booking, State
from hallenwart_backend.booking.rules import quarters
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, occupied
from hallenwart_backend.booking.tables import history as history_table

_MOVABLE_DAYS = 400
"""Moves are looked for so long before a slot: no booking is made further ahead."""
_DAY_MS = 86_400_000
MOST_SECTIONS = 16
_MOST_FOUND = 30


def week(connection: Connection, halls: Sequence[str], from_ms: int, to_ms: int) -> tuple[list[Booking], dict[str, str]]:
    """Return what holds time in these halls, rooms taken along aside, and how far the code of each is.

    The quarters name them: by start alone, every booking of the seasons before would be looked at.
    """
    span = quarters(from_ms, to_ms)
    there = select(occupied.c.booking).where(
        occupied.c.hall.in_(halls),
        occupied.c.section.in_(range(1, MOST_SECTIONS + 1)),
        occupied.c.quarter >= span.start,
        occupied.c.quarter < span.stop,
    )
    within = bookings.c.id.in_(there), bookings.c.hall.in_(halls), bookings.c.end_ms > from_ms
    rows = connection.execute(select(bookings).where(*within).order_by(bookings.c.start_ms, bookings.c.id))
    found = [booking_of(row) for row in rows]
    return found, code_states(connection, [one.id for one in found if one.state == State.BOOKED])


def at_slot(connection: Connection, hall: str, section: int, from_ms: int, to_ms: int) -> tuple[list[Booking], list[Entry]]:
    """Return every booking that has or once had this place in this time, and what was decided about them, oldest first."""
    span = and_(bookings.c.end_ms > from_ms, bookings.c.start_ms < to_ms)
    rows = connection.execute(select(bookings).where(bookings.c.hall == hall, span))
    here = {one.id: one for one in map(booking_of, rows) if section in one.sections}
    away = _moved_away(connection, hall, section, from_ms, to_ms) - here.keys()
    there = [booking_of(row) for row in connection.execute(select(bookings).where(bookings.c.id.in_(away)))]
    found = sorted([*here.values(), *there], key=lambda one: (one.created_ms, one.id))
    return found, history.of_bookings(connection, [one.id for one in found])


def _moved_away(connection: Connection, hall: str, section: int, from_ms: int, to_ms: int) -> set[str]:
    """Return the bookings whose history says that they had the place before a move."""
    between = history_table.c.t_ms.between(from_ms - _MOVABLE_DAYS * _DAY_MS, to_ms)
    rows = connection.execute(
        select(history_table.c.booking, history_table.c.detail).where(history_table.c.deed == str(Act.MOVED), between)
    )
    return {row.booking for row in rows if _was_here(row.detail.get("was") or {}, hall, section, from_ms, to_ms)}


def _was_here(was: dict[str, object], hall: str, section: int, from_ms: int, to_ms: int) -> bool:
    start, end, sections = was.get("start_ms"), was.get("end_ms"), was.get("sections")
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(sections, list)):
        return False
    return was.get("hall") == hall and section in sections and start < to_ms and end > from_ms


def coming(
    connection: Connection, halls: Sequence[str], clubs: Mapping[str, str], words: Sequence[str], *, now_ms: int
) -> list[Booking]:
    """Return dates to come whose club, title and note have all these words (in small letters), soonest first."""
    wanted = []
    for word in words:
        named = [club for club, name in clubs.items() if word in name.casefold()]
        texts = [func.lower(column).contains(word, autoescape=True) for column in (bookings.c.title, bookings.c.note)]
        wanted.append(or_(*texts, bookings.c.club.in_(named), bookings.c.borrower.in_(named)))
    here = bookings.c.hall.in_(halls), bookings.c.end_ms > now_ms, bookings.c.state.in_(HOLDING)
    ordered = select(bookings).where(*here, *wanted).order_by(bookings.c.start_ms, bookings.c.id).limit(_MOST_FOUND)
    return [booking_of(row) for row in connection.execute(ordered)]


def of_clubs(
    connection: Connection, from_ms: int, to_ms: int, *, club: str | None, halls: Sequence[str], states: Sequence[str]
) -> list[Booking]:
    """Return bookings that begin in this time, of one club (as owner or borrower) or of all, in order of start."""
    where = [bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms, bookings.c.hall.in_(halls)]
    where.append(bookings.c.state.in_(states))
    if club is not None:
        where.append(or_(bookings.c.club == club, bookings.c.borrower == club))
    wanted = select(bookings).where(*where).order_by(bookings.c.start_ms, bookings.c.id)
    return [booking_of(row) for row in connection.execute(wanted)]
