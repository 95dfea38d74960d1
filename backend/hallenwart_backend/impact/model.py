"""What a measure is, and the facts it is made of. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hallenwart_backend.impact.rules import Estimate


class Level(StrEnum):
    """How far along the chain from input to impact (IOOI) a figure stands. Nothing here measures impact itself."""

    INPUT = "input"
    OUTPUT = "output"
    OUTCOME = "outcome"


class Unit(StrEnum):
    HOURS = "hours"
    GROUPS = "groups"
    MINUTES_PER_HOUR = "minutes_per_hour"
    MINUTES = "minutes"
    DAYS = "days"


class Why(StrEnum):
    """Why there is no figure."""

    UNKNOWN = "unknown"
    """Nothing is known."""
    FEW = "few"
    """Too few cases or clubs: it would tell of some of them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, or why there is none. What it means in words stands in `words`, by `id`."""

    id: str
    level: Level
    unit: Unit
    estimate: Estimate | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date that is over: how long, of which club, and the chance that somebody was there. `p` None: nobody knows."""

    club: str
    quarters: int
    p: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """All that is known of a year. None: of that nothing is kept here at all.

    `lent` were taken by another club, `kept` were offered and nobody took them. `heated` are weeks: minutes with people and
    minutes of heating, as far as sensors saw. `alarms` and `ideas` are milliseconds until somebody answered, None: nobody did.
    """

    dates: Sequence[Date] | None = None
    lent: Sequence[Date] = ()
    kept: Sequence[Date] = ()
    heated: Sequence[tuple[float, float]] = ()
    alarms: Sequence[int | None] = ()
    ideas: Sequence[int | None] = ()
    volunteered: Volunteered | None = None


@dataclass(frozen=True, slots=True)
class Volunteered:
    """Hours of volunteers that clubs confirmed, on how many shifts of how many clubs; `open` shifts wait for a word."""

    minutes: int
    shifts: int
    clubs: int
    open_minutes: int = 0
    open_shifts: int = 0
