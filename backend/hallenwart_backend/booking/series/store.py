"""SQL of series."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, series

_LISTS = ("sections", "rooms", "effects")


def _of(row: Row[Any]) -> Series:
    fields = row._asdict()
    fields |= {name: tuple(fields[name]) for name in _LISTS}
    return Series(**fields | {"skipped": tuple(date.fromisoformat(day) for day in fields["skipped"])})


def _values(one: Series) -> dict[str, Any]:
    values = asdict(one)
    return values | {name: list(values[name]) for name in _LISTS} | {"skipped": [str(day) for day in one.skipped]}


def add_many(connection: Connection, many: Collection[Series]) -> None:
    if many:
        connection.execute(insert(series), [_values(one) for one in many])


def put(connection: Connection, one: Series) -> None:
    """Write a series as it is now."""
    connection.execute(update(series).where(series.c.id == one.id).values(**_values(one)))


def drop(connection: Connection, gone: Collection[str]) -> None:
    """Forget phases that have no date any more."""
    connection.execute(delete(series).where(series.c.id.in_(gone)))


def one(connection: Connection, wanted: str) -> Series | None:
    row = connection.execute(select(series).where(series.c.id == wanted)).first()
    return _of(row) if row else None


def phases(connection: Connection, of: str) -> list[Series]:
    """Return how a series was before it changed, oldest first."""
    rows = connection.execute(select(series).where(series.c.phase_of == of).order_by(series.c.from_date, series.c.id))
    return [_of(row) for row in rows]


def phases_of(connection: Connection, of: Collection[str]) -> dict[str, str]:
    """Return by phase whose it is."""
    rows = connection.execute(select(series.c.id, series.c.phase_of).where(series.c.phase_of.in_(of)))
    return {row.id: row.phase_of for row in rows}


def living(
    connection: Connection, *, clubs: Sequence[str | None] | None = None, hall: str = "", ends_from: date | None = None
) -> list[Series]:
    """Return series by weekday and time. None in `clubs` is the town; without `clubs` those of all."""
    wanted = select(series).where(series.c.phase_of.is_(None))
    if clubs is not None:
        named = [club for club in clubs if club is not None]
        town = [series.c.club.is_(None)] if None in clubs else []
        wanted = wanted.where(or_(series.c.club.in_(named), *town))
    if hall:
        wanted = wanted.where(series.c.hall == hall)
    if ends_from is not None:
        wanted = wanted.where(series.c.to_date >= ends_from)
    ordered = wanted.order_by(series.c.weekday, series.c.start_min, series.c.hall, series.c.id)
    return [_of(row) for row in connection.execute(ordered)]


def dates_of(connection: Connection, ids: Collection[str], from_ms: int = 0) -> list[Booking]:
    """Return all dates of these series from a time on, cancelled and lent ones too."""
    wanted = select(bookings).where(bookings.c.series.in_(ids), bookings.c.end_ms > from_ms)
    return [booking_of(row) for row in connection.execute(wanted.order_by(bookings.c.start_ms, bookings.c.id))]


def coming(connection: Connection, ids: Collection[str], from_ms: int) -> dict[str, tuple[int, int]]:
    """Return by series how many dates are to come, and when the next begins."""
    held = bookings.c.series.in_(ids), bookings.c.state.in_(HOLDING), bookings.c.end_ms > from_ms
    counted = select(bookings.c.series, func.count(), func.min(bookings.c.start_ms)).where(*held)
    return {name: (number, start_ms) for name, number, start_ms in connection.execute(counted.group_by(bookings.c.series))}


_RHYTHM_MS: Final = func.coalesce(bookings.c.was_start_ms, bookings.c.start_ms)
"""When a date was to begin, wherever it was moved."""


def gather(connection: Connection, phases: Collection[str], into: str, from_ms: int) -> None:
    """Give the dates of phases from a time on to the series itself."""
    later = bookings.c.series.in_(phases), from_ms <= _RHYTHM_MS
    connection.execute(update(bookings).where(*later).values(series=into))


def part(connection: Connection, of: str, phase: str, to_ms: int) -> None:
    """Give the dates of a series before a time to a phase of it."""
    earlier = bookings.c.series == of, to_ms > _RHYTHM_MS
    connection.execute(update(bookings).where(*earlier).values(series=phase))
