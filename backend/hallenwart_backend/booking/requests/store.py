"""SQL of what waits for the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from hallenwart_backend.booking.lending.tables import questions
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.requests.tables import move_wishes
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, history, series


@dataclass(frozen=True, slots=True)
class MoveWish:
    """`change`: the fields of `moving.Change` that are to be different."""

    id: str
    booking: str
    club: str
    person: str | None
    change: dict[str, Any]
    why: str
    created_ms: int
    state: str = "asked"


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    series: str
    club: str
    lent: int
    created_ms: int
    title: str


def asked(connection: Connection, *, about: str | None = None) -> list[Booking]:
    """Return the dates that wait for approval; of one booking or series alone with `about`."""
    rows = select(bookings).where(bookings.c.state == State.ASKED, bookings.c.partner.is_(None))
    if about is not None:
        rows = rows.where(or_(bookings.c.id == about, bookings.c.series == about))
    return [booking_of(row) for row in connection.execute(rows.order_by(bookings.c.start_ms, bookings.c.id))]


def reasons(connection: Connection, dates: Sequence[Booking]) -> dict[str, tuple[str, ...]]:
    """Return by which rules these dates wait, by booking or series, as noted when they were asked for."""
    names, rights = [one.id for one in dates], [one.series for one in dates if one.series]
    about = or_(history.c.booking.in_(names), history.c.series.in_(rights))
    rows = connection.execute(select(history).where(history.c.deed == "asked", about).order_by(history.c.number))
    return {(row.booking or row.series): tuple(row.detail.get("reasons", ())) for row in rows}


def add_wish(connection: Connection, wish: MoveWish) -> None:
    values = {name: getattr(wish, name) for name in MoveWish.__dataclass_fields__}
    connection.execute(insert(move_wishes).values(**values))


def wishes(connection: Connection) -> list[tuple[MoveWish, Booking]]:
    """Return wishes to move that wait, with their dates."""
    rows = connection.execute(select(move_wishes).where(move_wishes.c.state == "asked")).all()
    dates = select(bookings).where(bookings.c.id.in_([row.booking for row in rows]))
    found = {row.id: booking_of(row) for row in connection.execute(dates)}
    return [(MoveWish(**row._asdict()), found[row.booking]) for row in rows]


def wish(connection: Connection, name: str) -> MoveWish | None:
    row = connection.execute(select(move_wishes).where(move_wishes.c.id == name)).first()
    return MoveWish(**row._asdict()) if row else None


def end_wish(connection: Connection, name: str, state: str) -> bool:
    """Decide a wish; return False when that was done before."""
    waits = move_wishes.c.id == name, move_wishes.c.state == "asked"
    return connection.execute(update(move_wishes).where(*waits).values(state=state)).rowcount == 1


def open_questions(connection: Connection) -> list[Question]:
    """Return the rights the office is asked about."""
    joined = select(questions, series.c.title).join(series, series.c.id == questions.c.series)
    rows = connection.execute(joined.where(questions.c.decided_ms.is_(None)).order_by(questions.c.created_ms))
    return [Question(row.id, row.series, row.club, row.lent, row.created_ms, row.title) for row in rows]


def settle_question(connection: Connection, name: str, *, now_ms: int) -> Question | None:
    """Mark a question as answered; return it, or None when that was done before."""
    found = next((one for one in open_questions(connection) if one.id == name), None)
    if found is not None:
        connection.execute(update(questions).where(questions.c.id == name).values(decided_ms=now_ms))
    return found
