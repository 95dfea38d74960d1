"""SQL of feeds: who may fetch which plan, and the dates in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from hallenwart_backend.booking.feeds.tables import feeds
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.booking.tables import history as history_table

_SHOWN = (State.ASKED, State.BOOKED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Feed:
    """`scope`: the hall's, club's or trainer's id; `person` made it."""

    id: str
    kind: str
    scope: str
    name: str
    person: str | None
    created_ms: int
    trainer: str | None = None
    fetched_ms: int | None = None
    fetches: int = 0
    revoked_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """How often a date changed, and when last."""

    number: int
    t_ms: int


def _feed(row: Row[Any]) -> Feed:
    return Feed(**{name: value for name, value in row._asdict().items() if name != "token_hash"})


def add(connection: Connection, one: Feed, token_hash: str) -> None:
    connection.execute(insert(feeds).values(**asdict(one), token_hash=token_hash))


def by_token(connection: Connection, token_hash: str) -> Feed | None:
    row = connection.execute(select(feeds).where(feeds.c.token_hash == token_hash)).first()
    return _feed(row) if row else None


def one(connection: Connection, wanted: str) -> Feed | None:
    row = connection.execute(select(feeds).where(feeds.c.id == wanted)).first()
    return _feed(row) if row else None


def living(connection: Connection) -> list[Feed]:
    """Return feeds that were not ended, the newest first."""
    rows = connection.execute(select(feeds).where(feeds.c.revoked_ms.is_(None)).order_by(feeds.c.created_ms.desc(), feeds.c.id))
    return [_feed(row) for row in rows]


def revoke(connection: Connection, wanted: str, now_ms: int) -> None:
    connection.execute(update(feeds).where(feeds.c.id == wanted, feeds.c.revoked_ms.is_(None)).values(revoked_ms=now_ms))


def note_fetched(connection: Connection, wanted: str, now_ms: int, count: int) -> None:
    connection.execute(update(feeds).where(feeds.c.id == wanted).values(fetched_ms=now_ms, fetches=feeds.c.fetches + count))


def of_hall(hall: str) -> ColumnElement[bool]:
    return bookings.c.hall == hall


def of_club(club: str) -> ColumnElement[bool]:
    """Dates of a club: its own, and those lent to it."""
    return or_(bookings.c.club == club, bookings.c.borrower == club)


def of_trainer(person: str) -> ColumnElement[bool]:
    return bookings.c.person == person


def dates(
    connection: Connection, where: ColumnElement[bool], from_ms: int, to_ms: int, halls: Sequence[str]
) -> tuple[list[Booking], dict[str, Change]]:
    """Return what is or was to begin in this time, and how often each changed."""
    shown = where, bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms, bookings.c.state.in_(_SHOWN)
    here = *shown, bookings.c.hall.in_(halls)
    found = [booking_of(row) for row in connection.execute(select(bookings).where(*here).order_by(bookings.c.start_ms))]
    ids = select(bookings.c.id).where(*here)
    counted = select(history_table.c.booking, func.count(), func.max(history_table.c.t_ms)).where(
        history_table.c.booking.in_(ids)
    )
    changes = {
        name: Change(number, t_ms) for name, number, t_ms in connection.execute(counted.group_by(history_table.c.booking))
    }
    series = select(bookings.c.series).where(*here, bookings.c.series.is_not(None)).distinct()
    whole = select(history_table.c.series, func.count(), func.max(history_table.c.t_ms)).where(
        history_table.c.series.in_(series), history_table.c.booking.is_(None)
    )
    changes |= {name: Change(number, t_ms) for name, number, t_ms in connection.execute(whole.group_by(history_table.c.series))}
    return found, changes
