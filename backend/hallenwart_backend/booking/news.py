"""What happened to bookings that people are to hear of: rows in the deed's own transaction, made into letters later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert

from hallenwart_backend.booking.tables import news


class NewsKind(StrEnum):
    """`lent` goes to the club whose right it is, `borrowed` to the one that has the date now.

    `displaced` tells of dates lost to a closing, `freed` that they can be had again; both name them in `dates`. `use_empty`
    names dates on which nobody was seen, `use_released` one that began without anybody and went to others.
    """

    BOOKED = "booked"
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    SERIES_BOOKED = "series_booked"
    SERIES_CHANGED = "series_changed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DISPLACED = "displaced"
    FREED = "freed"
    WAITING_FILLED = "waiting_filled"
    OFFERED = "offered"
    ASKED_TO_LEND = "asked_to_lend"
    LENT = "lent"
    BORROWED = "borrowed"
    LENDING_ENDED = "lending_ended"
    CODE_READY = "code_ready"
    CODE_AT_LOCKER = "code_at_locker"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    DAMAGE = "damage"
    USE_EMPTY = "use_empty"
    USE_PROPOSED = "use_proposed"
    USE_RELEASED = "use_released"


@dataclass(frozen=True, slots=True)
class News:
    """`club` is who is told (None: the town's own offices), `person` who did it. `detail`: plain values for the words."""

    kind: NewsKind
    t_ms: int
    booking: str | None = None
    series: str | None = None
    club: str | None = None
    person: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def tell(connection: Connection, *told: News) -> None:
    if told:
        connection.execute(
            insert(news),
            [
                {
                    "kind": str(one.kind),
                    "booking": one.booking,
                    "series": one.series,
                    "club": one.club,
                    "person": one.person,
                    "t_ms": one.t_ms,
                    "detail": dict(one.detail),
                }
                for one in told
            ],
        )
