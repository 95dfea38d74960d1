"""What a booking is: one date of a club (or of the town itself) in a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hallenwart_backend.booking.rules import Taken, quarters

Cell = tuple[str, int, int]
"""Hall, section, quarter of an hour."""


class State(StrEnum):
    """`asked` waits for approval and `held` for another system's word; both hold their time, the last two do not."""

    ASKED = "asked"
    HELD = "held"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    DECLINED = "declined"


HOLDING = (State.ASKED, State.HELD, State.BOOKED)


class Kind(StrEnum):
    """What for. A `block` is the town's own: maintenance, elections, floor care."""

    TRAINING = "training"
    MATCH = "match"
    EVENT = "event"
    SCHOOL = "school"
    BLOCK = "block"


class Group(StrEnum):
    """Priority groups of clubs, first come first."""

    SCHOOL = "school"
    CLUB = "club"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Leader:
    """A system outside that leads bookings, the page where people book there, and when it last told its plan."""

    name: str
    link: str
    as_of_ms: int | None


@dataclass(frozen=True, slots=True)
class Booking:
    """`club` has the right to this date (None: the town), `borrower` is the club it is lent to. `partner` leads it elsewhere.

    `rooms` are other places taken along for the same time, each as a whole. `on_behalf`: staff entered it for the club.
    Until `clear_ms` nobody else can have the place: its buffer, for airing and change-over.
    """

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
    borrower: str | None = None
    series: str | None = None
    kind: str = Kind.TRAINING
    rooms: tuple[str, ...] = ()
    buffer_ms: int = 0
    on_behalf: bool = False
    note: str = ""

    @property
    def holder(self) -> str | None:
        """The club that has this date now; None is the town."""
        return self.borrower or self.club

    @property
    def clear_ms(self) -> int:
        return self.end_ms + self.buffer_ms

    @property
    def taken(self) -> Taken:
        return Taken(self.start_ms, self.clear_ms, frozenset(self.sections))

    @property
    def places(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Every place it takes, with the sections there."""
        return ((self.hall, self.sections), *((room, (1,)) for room in self.rooms))

    @property
    def cells(self) -> Iterator[Cell]:
        """Everything it occupies."""
        span = quarters(self.start_ms, self.clear_ms)
        return ((hall, section, quarter) for hall, sections in self.places for section in sections for quarter in span)
