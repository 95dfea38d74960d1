"""What waits for the office, as one list. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_backend.booking.model import Booking


class RequestKind(StrEnum):
    """`right`: many dates of a series were lent in a row, is it still needed?"""

    BOOKING = "booking"
    SERIES = "series"
    MOVE = "move"
    RIGHT = "right"
    CLUB = "club"


_MARKS: Final = {kind[0]: kind for kind in RequestKind}


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to decide. `dates` are the bookings it is about, soonest first; `reasons` are codes of the booking rules.

    `why` is what the club says, `change` the new time and place of a wish to move, `lent` the dates of a right lent in a row.
    """

    kind: RequestKind
    about: str
    club: str
    asked_ms: int
    title: str = ""
    dates: tuple[Booking, ...] = ()
    reasons: tuple[str, ...] = ()
    why: str = ""
    person: str | None = None
    change: tuple[tuple[str, object], ...] = ()
    lent: int = 0

    @property
    def id(self) -> str:
        return f"{self.kind[0]}.{self.about}"

    @property
    def expires_ms(self) -> int | None:
        """When nobody needs to decide any more."""
        return self.dates[-1].start_ms if self.dates and self.kind is not RequestKind.RIGHT else None


def parsed(request: str) -> tuple[RequestKind, str] | None:
    """Return what a request's id stands for; None for no id."""
    mark, _, about = request.partition(".")
    return (_MARKS[mark], about) if mark in _MARKS and about else None


def of_asked(asked: Iterable[Booking], reasons: dict[str, tuple[str, ...]]) -> list[Request]:
    """Return asked dates as requests: single ones one by one, those of a series together. `reasons` by booking or series."""
    together: dict[tuple[RequestKind, str], list[Booking]] = {}
    for one in sorted(asked, key=lambda booking: (booking.start_ms, booking.id)):
        key = (RequestKind.SERIES, one.series) if one.series else (RequestKind.BOOKING, one.id)
        together.setdefault(key, []).append(one)
    return [
        Request(
            kind,
            about,
            dates[0].club or "",
            min(one.created_ms for one in dates),
            dates[0].title,
            tuple(dates),
            reasons.get(about) or reasons.get(dates[0].id, ()),
            dates[0].note,
            dates[0].person,
        )
        for (kind, about), dates in together.items()
    ]


def in_order(requests: Sequence[Request]) -> list[Request]:
    """Return requests as they should be decided: what begins soonest first, then what waits longest."""

    def first(one: Request) -> tuple[int, int, str]:
        return (one.dates[0].start_ms if one.dates else one.asked_ms, one.asked_ms, one.id)

    return sorted(requests, key=first)
