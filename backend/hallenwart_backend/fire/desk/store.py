"""SQL of the register of disablements and of what people said to proposals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.fire.desk.rules import HELD, Off, OffState
from hallenwart_backend.fire.desk.tables import fire_off, fire_proposals

_FIELDS = tuple(field.name for field in fields(Off))


def add(connection: Connection, off: Off) -> None:
    connection.execute(insert(fire_off).values(**asdict(off)))


def save(connection: Connection, off: Off) -> None:
    connection.execute(update(fire_off).where(fire_off.c.id == off.id).values(**asdict(off)))


def one(connection: Connection, off: str) -> Off | None:
    row = connection.execute(select(fire_off).where(fire_off.c.id == off)).first()
    return _off(row) if row else None


def held(connection: Connection) -> list[Off]:
    """Return what is disabled or was asked for."""
    return [_off(row) for row in connection.execute(select(fire_off).where(fire_off.c.state.in_(HELD)))]


def ended_since(connection: Connection, from_ms: int) -> list[Off]:
    return [_off(row) for row in connection.execute(select(fire_off).where(fire_off.c.ended_ms >= from_ms))]


def of_bookings(connection: Connection, wanted: Collection[str]) -> list[Off]:
    return [_off(row) for row in connection.execute(select(fire_off).where(fire_off.c.booking.in_(wanted)))]


def of_device(connection: Connection, device: str, ids: Collection[str]) -> list[Off]:
    """Return what this device holds by the register, and whatever the register knows under these ids."""
    mine = fire_off.c.device == device
    rows = connection.execute(select(fire_off).where(mine, or_(fire_off.c.state.in_(HELD), fire_off.c.id.in_(ids))))
    return [_off(row) for row in rows]


def between(connection: Connection, site: str, from_ms: int, to_ms: int) -> list[Off]:
    """Return a site's disablements that touched this time, in order; those no device ever took are left out."""
    rows = connection.execute(
        select(fire_off)
        .where(fire_off.c.site == site, fire_off.c.since_ms < to_ms, fire_off.c.why != "refused")
        .where(or_(fire_off.c.ended_ms.is_(None), fire_off.c.ended_ms >= from_ms))
        .order_by(fire_off.c.since_ms, fire_off.c.id)
    )
    return [_off(row) for row in rows]


def _off(row: Row[Any]) -> Off:
    known = row._asdict()
    return Off(**{name: known[name] for name in _FIELDS} | {"state": OffState(row.state)})


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to a proposal: accepted, dismissed."""

    booking: str
    state: str
    person: str | None
    decided_ms: int | None


def answers(connection: Connection, wanted: Collection[str]) -> dict[str, Answer]:
    rows = connection.execute(select(fire_proposals).where(fire_proposals.c.booking.in_(wanted)))
    return {row.booking: Answer(row.booking, row.state, row.person, row.decided_ms) for row in rows}


def answer(connection: Connection, said: Answer) -> None:
    connection.execute(delete(fire_proposals).where(fire_proposals.c.booking == said.booking))
    connection.execute(insert(fire_proposals).values(**asdict(said)))


def with_effects(connection: Connection, from_ms: int, to_ms: int) -> list[Booking]:
    """Return bookings of this time that bring something with them that sensors would see, in order."""
    rows = connection.execute(
        select(bookings)
        .where(bookings.c.state == "booked", bookings.c.end_ms > from_ms, bookings.c.start_ms < to_ms)
        .order_by(bookings.c.start_ms, bookings.c.id)
    )
    return [booking for row in rows if (booking := booking_of(row)).effects]
