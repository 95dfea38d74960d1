"""The one history of a slot: every decision with who, when and why. Written in the decision's own transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, func, insert, or_, select

from hallenwart_backend.booking.tables import bookings, history, series

_LONGEST_WHY: Final = 400


class Act(StrEnum):
    BOOKED = "booked"
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DISPLACED = "displaced"
    SKIPPED = "skipped"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"
    LENT = "lent"
    RETURNED = "returned"
    FILLED = "filled"
    IMPORTED = "imported"
    CHANGED = "changed"
    ASKED_TO_LEND = "asked_to_lend"
    ASKED_TO_MOVE = "asked_to_move"
    KEPT = "kept"
    """The office looked at a right that was often lent, and left it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`who` is a pseudonym (empty: the rules themselves), `club` for whom. `detail` says what changed, as plain values."""

    act: Act
    t_ms: int
    who: str = ""
    booking: str | None = None
    series: str | None = None
    club: str | None = None
    on_behalf: bool = False
    why: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def note(connection: Connection, *entries: Entry) -> None:
    if entries:
        connection.execute(
            insert(history),
            [
                {
                    "booking": one.booking,
                    "series": one.series,
                    "t_ms": one.t_ms,
                    "deed": str(one.act),
                    "who": one.who,
                    "on_behalf": one.on_behalf,
                    "club": one.club,
                    "why": one.why[:_LONGEST_WHY],
                    "detail": dict(one.detail),
                }
                for one in entries
            ],
        )


def of_booking(connection: Connection, booking: str) -> list[Entry]:
    """Return what was decided about a booking and about the series it belongs to, oldest first."""
    with_series = bookings.outerjoin(series, series.c.id == bookings.c.series)
    right = select(func.coalesce(series.c.phase_of, bookings.c.series)).select_from(with_series)
    its_series = right.where(bookings.c.id == booking).scalar_subquery()
    about = or_(history.c.booking == booking, (history.c.series == its_series) & history.c.booking.is_(None))
    return _entries(connection, about)


def of_bookings(connection: Connection, wanted: Sequence[str]) -> list[Entry]:
    """Return what was decided about each of these bookings itself, oldest first."""
    return _entries(connection, history.c.booking.in_(wanted))


def ended_by(connection: Connection, wanted: Collection[str]) -> dict[str, Entry]:
    """Return by what each of these bookings ended, as far as history knows."""
    if not wanted:
        return {}
    ends = Act.CANCELLED, Act.DISPLACED, Act.DECLINED
    found = _entries(connection, history.c.booking.in_(wanted) & history.c.deed.in_(ends))
    return {one.booking: one for one in found if one.booking is not None}


def _entries(connection: Connection, about: Any) -> list[Entry]:
    rows = connection.execute(select(history).where(about).order_by(history.c.t_ms, history.c.number))
    return [
        Entry(Act(row.deed), row.t_ms, row.who, row.booking, row.series, row.club, row.on_behalf, row.why, row.detail)
        for row in rows
    ]
