"""What closing a place is, and what becomes of the dates it meets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from hallenwart_backend.booking.finding.ranking import Ranked
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.series.planning import Instead


class ClosingKind(StrEnum):
    """A `block` is a booking of the town itself: maintenance, elections. After a `closure` the place is shut."""

    BLOCK = "block"
    CLOSURE = "closure"


class Lot(StrEnum):
    """What becomes of a date that is met. `keeps_hall`: only a room it took along is closed."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    KEPT = "kept"
    KEEPS_HALL = "keeps_hall"


@dataclass(frozen=True, slots=True)
class Closing:
    """From `first` to `last` in local wall time without a zone; `every` week, month or year until a date. `why` is public."""

    id: str
    kind: ClosingKind
    halls: tuple[str, ...]
    sections: tuple[int, ...]
    why: str
    first: datetime
    last: datetime
    every: str = ""
    step: int = 1
    until: date | None = None
    note: str = ""
    who: str = ""
    made_ms: int = 0
    lifted_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What staff decide for single dates, by booking: those to keep, those to move and where, those that run and must end."""

    keep: Collection[str] = ()
    to: Mapping[str, Instead] = field(default_factory=dict)
    running: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """A date that a closing meets. `after` is where it is moved, `people` how many are told."""

    booking: Booking
    lot: Lot
    running: bool
    after: Booking | None = None
    people: int = 0
    substitutes: tuple[Ranked, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing with the blocks it takes (or the times it shuts) and the dates it meets."""

    closing: Closing
    blocks: tuple[Booking, ...]
    met: tuple[Met, ...]
    written: bool = False
