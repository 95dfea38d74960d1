"""What is known of a slot of the past, and what is said of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    USED = "used"
    UNDER_USED = "under_used"
    NO_SHOW = "no_show"
    UNBOOKED = "unbooked"
    """Somebody was there and nobody had booked."""
    UNKNOWN = "unknown"


class Word(StrEnum):
    """How a club explains a slot."""

    ILLNESS = "illness"
    HEATING = "heating"
    AWAY = "away"
    CANCELLED_LATE = "cancelled_late"
    COUNTED_WRONG = "counted_wrong"
    OTHER = "other"


class Why(StrEnum):
    """What speaks for a verdict. The figures of each are named with it."""

    NOBODY = "nobody"
    """minutes: so long sensors saw nobody."""
    SEEN = "seen"
    """share: of the time somebody was seen; minutes."""
    PEOPLE = "people"
    """mean, peak, low, high."""
    FEW = "few"
    """mean, expected."""
    SHORT = "short"
    """share: of the time."""
    ENTRIES = "entries"
    """count: people who came in."""
    KEY_TAKEN = "key_taken"
    """t_ms, returned_ms."""
    KEY_HUNG = "key_hung"
    """Nobody fetched the key of this booking."""
    DARK = "dark"
    """lx"""
    AIR_ROSE = "air_rose"
    """ppm: by so much the CO2 rose."""
    AIR_FLAT = "air_flat"
    """ppm"""
    SHARED = "shared"
    """others: bookings in other sections that the same sensors see."""
    BLIND = "blind"
    """covered: share of the time that sensors saw."""
    NO_SENSOR = "no_sensor"
    KEY_BUT_NOBODY = "key_but_nobody"
    """The key was out and nobody was seen: look at the sensor."""


@dataclass(frozen=True, slots=True)
class Reason:
    code: Why
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a booking: `taken_ms` None: it hung all the time."""

    taken_ms: int | None = None
    returned_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What sensors saw of one slot between its graces. Shares are of that time, 0 … 1.

    `covered`: how much of it they saw at all. `busy`: how much of that somebody was there, for longer than a look in. `doubt`:
    the mean probability of somebody there while they say nobody. `run_min`: the longest time in a row somebody was.

    `people` is None where nobody counts; `low` and `high` are means of the bounds. `others`: bookings of
    other sections that these sensors see too. `sensor`: there is one at all.
    """

    minutes: int
    covered: float
    busy: float | None
    run_min: int = 0
    doubt: float = 0.0
    people: float | None = None
    low: float | None = None
    high: float | None = None
    peak: float | None = None
    entries: float | None = None
    dark_lx: float | None = None
    air_ppm: float | None = None
    others: int = 0
    sensor: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """Probabilities of `used`, `under_used` and `no_show` add up to 1; `used` is without the under-used."""

    verdict: Verdict
    used: float
    under_used: float
    no_show: float
    reasons: tuple[Reason, ...]
