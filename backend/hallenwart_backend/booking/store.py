"""SQL of bookings. The primary key of the occupied quarters refuses a double booking even where a check were forgotten."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, insert, or_, select, text, update

from hallenwart_backend.booking.model import HOLDING, Booking, Cell, Kind, Leader, State
from hallenwart_backend.booking.refusals import hall_led
from hallenwart_backend.booking.rules import quarters
from hallenwart_backend.booking.tables import bookings, holder, occupied, sources
from hallenwart_backend.halls.tables import halls

T = TypeVar("T")
_OCCUPY: Final = "INSERT INTO occupied_quarters (hall, section, quarter, booking) VALUES (?, ?, ?, ?)"
_OCCUPY_AT_ONCE: Final = text(
    "INSERT INTO occupied_quarters (hall, section, quarter, booking) SELECT * FROM unnest("
    "CAST(:halls AS text[]), CAST(:sections AS integer[]), CAST(:quarters AS bigint[]), CAST(:ids AS text[]))"
)
_COLUMNS = tuple(bookings.c.keys())
_LISTS = ("sections", "effects", "rooms")
_AT_ONCE: Final = 5_000
"""So many values are named in one query."""
_SECTIONS: Final = range(1, 17)
_CHANGING = (
    "hall",
    "start_ms",
    "end_ms",
    "was_start_ms",
    "sections",
    "effects",
    "rooms",
    "buffer_ms",
    "title",
    "kind",
    "note",
    "series",
)


def booking_of(row: Row[Any]) -> Booking:
    fields = row._asdict()
    return Booking(**fields | {name: tuple(fields[name]) for name in _LISTS})


def _values(booking: Booking, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(booking, name) for name in names}
    return values | {name: list(values[name]) for name in _LISTS if name in values}


def lock(connection: Connection, names: Iterable[str]) -> None:
    """Let nobody else write into these halls' plans before this transaction ends. SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        for hall in sorted(set(names)):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": zlib.crc32(hall.encode())})


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


def conflicts(connection: Connection, wish: Booking, *, most: int = 20) -> list[Booking]:
    """Return who has any of the wish's places in any part of its time, soonest first; the wish itself never counts."""
    span = quarters(wish.start_ms, wish.clear_ms)
    here = or_(*(and_(occupied.c.hall == hall, occupied.c.section.in_(sections)) for hall, sections in wish.places))
    between = occupied.c.quarter >= span.start, occupied.c.quarter < span.stop
    busy = select(occupied.c.booking).where(here, *between, occupied.c.booking != wish.id)
    found = select(bookings).where(bookings.c.id.in_(busy)).order_by(bookings.c.start_ms, bookings.c.id).limit(most)
    return [booking_of(row) for row in connection.execute(found)]


def in_the_way(
    connection: Connection, wishes: Collection[Booking], *, besides: Collection[str] = ()
) -> dict[str, list[Booking]]:
    """Return by wish who has any of its places in any part of its time, soonest first; those with nobody are left out.

    Of wishes that meet each other the first has the time. Bookings named in `besides` do not count. A few queries in all.
    """
    cells = {wish.id: list(wish.cells) for wish in wishes}
    held = holders(connection, {cell for one in cells.values() for cell in one}, set(besides) | cells.keys())
    met: dict[str, list[Booking]] = {}
    for wish in wishes:
        others = {held[cell].id: held[cell] for cell in cells[wish.id] if cell in held}
        if others:
            met[wish.id] = sorted(others.values(), key=lambda one: (one.start_ms, one.id))
        else:
            held.update(dict.fromkeys(cells[wish.id], wish))
    return met


def holders(connection: Connection, cells: Collection[Cell], besides: Collection[str]) -> dict[Cell, Booking]:
    """Return who has these cells now."""
    wanted: dict[str, set[int]] = {}
    for hall, _, quarter in cells:
        wanted.setdefault(hall, set()).add(quarter)
    held: dict[Cell, str] = {}
    for hall, numbers in wanted.items():
        for some in batched(sorted(numbers), _AT_ONCE):
            here = *_within([hall]), occupied.c.quarter.in_(some)
            rows = connection.execute(select(occupied.c.section, occupied.c.quarter, occupied.c.booking).where(*here))
            held |= {(hall, section, quarter): booking for section, quarter, booking in rows if booking not in besides}
    known = by_id(connection, {booking for cell, booking in held.items() if cell in cells})
    return {cell: known[booking] for cell, booking in held.items() if cell in cells}


def _within(halls: Sequence[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Name all sections too: the primary key begins with hall and section, so that the time alone would not find its rows."""
    return occupied.c.hall.in_(halls), occupied.c.section.in_(_SECTIONS)


def by_id(connection: Connection, wanted: Collection[str]) -> dict[str, Booking]:
    """Return these bookings by their ids."""
    found: dict[str, Booking] = {}
    for some in batched(sorted(wanted), _AT_ONCE):
        found |= {row.id: booking_of(row) for row in connection.execute(select(bookings).where(bookings.c.id.in_(some)))}
    return found


def batched(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (values[first : first + size] for first in range(0, len(values), size))


def add(connection: Connection, booking: Booking) -> None:
    """Insert a booking with its quarters. Raises IntegrityError when one of them is taken."""
    add_many(connection, [booking])


def add_many(connection: Connection, many: Collection[Booking]) -> None:
    """Insert bookings with their quarters, all or none. Raises IntegrityError when a quarter is taken."""
    if many:
        _refuse_led(connection, many)
        connection.execute(insert(bookings), [_values(booking, _COLUMNS) for booking in many])
        _occupy(connection, many)


def move(connection: Connection, booking: Booking) -> None:
    """Write a booking's new time and places; its old quarters were freed. Raises IntegrityError when a quarter is taken."""
    _refuse_led(connection, [booking])
    connection.execute(update(bookings).where(bookings.c.id == booking.id).values(**_values(booking, _CHANGING)))
    _occupy(connection, [booking])


def _refuse_led(connection: Connection, many: Iterable[Booking]) -> None:
    """Raise RefusedError 409 where another system leads the hall: only it enters something there, and the town its blocks."""
    wanted = {(one.hall, one.partner) for one in many if one.kind != Kind.BLOCK}
    places = select(halls.c.id, halls.c.led_by, sources.c.name, sources.c.link).join(sources, sources.c.id == halls.c.led_by)
    for row in connection.execute(places.where(halls.c.id.in_({hall for hall, _ in wanted}))):
        if any(hall == row.id and partner != row.led_by for hall, partner in wanted):
            raise hall_led(row.name, row.link)


def rename(connection: Connection, booking: Booking) -> None:
    """Write what a booking is called; it stays where it is."""
    named = {"title": booking.title, "kind": booking.kind, "note": booking.note}
    connection.execute(update(bookings).where(bookings.c.id == booking.id).values(**named))


def leaders(connection: Connection) -> dict[str, Leader]:
    """Return all systems that lead halls, or once did, by id."""
    rows = connection.execute(select(sources.c.id, sources.c.name, sources.c.link, sources.c.as_of_ms))
    return {row.id: Leader(row.name, row.link, row.as_of_ms) for row in rows}


def free(connection: Connection, booking: str) -> None:
    """Give back the quarters of a booking."""
    connection.execute(delete(occupied).where(occupied.c.booking == booking))


def _occupy(connection: Connection, many: Iterable[Booking]) -> None:
    """Insert a booking's quarters: a season has hundreds of thousands, so they go to the driver as they are."""
    cells = [(*cell, booking.id) for booking in many for cell in booking.cells]
    if connection.dialect.name == "postgresql":
        columns = zip(("halls", "sections", "quarters", "ids"), map(list, zip(*cells, strict=True)), strict=True)
        connection.execute(_OCCUPY_AT_ONCE, dict(columns))
    else:
        connection.exec_driver_sql(_OCCUPY, cells)


def approve(connection: Connection, asked: Collection[str]) -> None:
    """Book what waited for approval."""
    for some in batched(sorted(asked), _AT_ONCE):
        connection.execute(
            update(bookings).where(bookings.c.id.in_(some), bookings.c.state == State.ASKED).values(state=State.BOOKED)
        )


def cancel(connection: Connection, booking: str, *, now_ms: int, state: State = State.CANCELLED) -> bool:
    """Free the hall time; return False when it was cancelled before."""
    done = connection.execute(
        update(bookings).where(bookings.c.id == booking, bookings.c.state.in_(HOLDING)).values(state=state, cancelled_ms=now_ms)
    )
    free(connection, booking)
    return done.rowcount == 1


def one(connection: Connection, booking: str) -> Booking | None:
    row = connection.execute(select(bookings).where(bookings.c.id == booking)).first()
    return booking_of(row) if row else None


def of_halls(
    connection: Connection, halls: Sequence[str], from_ms: int, to_ms: int, *, states: Collection[str] = ("booked",)
) -> list[Booking]:
    """Return bookings of these states that touch the time, in order of start.

    With cancelled ones, those that were to begin then come too: what changed is shown where it was.
    """
    span = and_(bookings.c.end_ms > from_ms, bookings.c.start_ms < to_ms)
    if "cancelled" in states:
        span = or_(span, bookings.c.was_start_ms.between(from_ms, to_ms - 1))
    wanted = select(bookings).where(bookings.c.hall.in_(halls), bookings.c.state.in_(states), span)
    return [booking_of(row) for row in connection.execute(wanted.order_by(bookings.c.start_ms, bookings.c.id))]


def of_places(
    connection: Connection, places: Sequence[str], from_ms: int, to_ms: int, *, states: Collection[str] = ("booked",)
) -> list[Booking]:
    """Return as `of_halls` does, and the bookings that take one of these places along as a room, while they hold it."""
    span = quarters(from_ms, to_ms)
    where = *_within(places), occupied.c.quarter >= span.start, occupied.c.quarter < span.stop
    taken = select(occupied.c.booking).where(*where).distinct()
    along = select(bookings).where(bookings.c.id.in_(taken), bookings.c.hall.not_in(places), bookings.c.state.in_(states))
    rooms = [booking_of(row) for row in connection.execute(along.order_by(bookings.c.start_ms, bookings.c.id))]
    return [*of_halls(connection, places, from_ms, to_ms, states=states), *rooms]


def taken_of_halls(connection: Connection, halls: Sequence[str], from_ms: int, to_ms: int) -> list[tuple[str, int, int]]:
    """Return (hall, section, quarter) of everything occupied there in this time, rooms taken along included."""
    span = quarters(from_ms, to_ms)
    where = *_within(halls), occupied.c.quarter >= span.start, occupied.c.quarter < span.stop
    return [
        tuple(row) for row in connection.execute(select(occupied.c.hall, occupied.c.section, occupied.c.quarter).where(*where))
    ]


def of_club(connection: Connection, club: str | None, from_ms: int, to_ms: int | None = None) -> list[Booking]:
    """Return a club's dates that touch a span (None: without an end), lent and borrowed and cancelled ones too.

    None is the town's own, not what others lead for it.
    """
    theirs = or_(bookings.c.club == club, bookings.c.borrower == club)
    wanted = select(bookings).where(bookings.c.club.is_(None) & bookings.c.partner.is_(None) if club is None else theirs)
    return _touching(connection, wanted, from_ms, to_ms)


def of_person(connection: Connection, person: str, from_ms: int, to_ms: int | None = None) -> list[Booking]:
    """Return the dates somebody booked or was given, likewise."""
    return _touching(connection, select(bookings).where(bookings.c.person == person), from_ms, to_ms)


def _touching(connection: Connection, wanted: Select[Any], from_ms: int, to_ms: int | None) -> list[Booking]:
    within = wanted.where(bookings.c.end_ms > from_ms)
    if to_ms is not None:
        within = within.where(bookings.c.start_ms < to_ms)
    return [booking_of(row) for row in connection.execute(within.order_by(bookings.c.start_ms, bookings.c.id))]


def coming_of_club(connection: Connection, club: str, now_ms: int) -> int:
    """Count the coming single dates a club has, those of its series aside."""
    held = holder == club, bookings.c.state.in_(HOLDING), bookings.c.end_ms > now_ms, bookings.c.series.is_(None)
    return connection.scalar(select(func.count()).select_from(bookings).where(*held)) or 0
