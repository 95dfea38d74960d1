"""The office's rules of how use is judged, shown and acted on, as plain values. Pure.

What is missing keeps the default. Clock times are local wall time of the hall's site, in minutes after midnight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from hallenwart_backend.booking.model import Kind

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 3_600_000
DAY_MS: Final = 86_400_000
LEAST_BIN_MIN: Final = 15
"""Public figures are never of a shorter time than this."""
LEAST_SMALLEST: Final = 5
"""Public figures never stand on fewer than this, whatever the office sets (facts: suppress below about 5)."""
GROUP_SIZE: Final[Mapping[str, int]] = MappingProxyType({Kind.TRAINING: 10, Kind.MATCH: 14, Kind.EVENT: 20, Kind.SCHOOL: 16})
"""People per section of a hall that are expected of a kind of booking."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Staff are in the halls at these times (empty: all halls), Monday is 0: whom one meets then uses nothing."""

    weekdays: tuple[int, ...]
    from_min: int
    to_min: int
    halls: tuple[str, ...] = ()

    def holds(self, hall: str, weekday: int, minute: int) -> bool:
        fits = not self.halls or hall in self.halls
        return fits and weekday in self.weekdays and self.from_min <= minute < self.to_min


@dataclass(frozen=True, slots=True)
class Power:
    """What is switched in a hall, in watts as its plate says; None: nobody stated it."""

    light_w: int | None = None
    heat_w: int | None = None


@dataclass(frozen=True, slots=True)
class UsageRules:
    """`under_share`: a slot with less than this share of the expected people (or of its time) is under-used.

    `grace_min`: so long people may come late, and stay late after the one before. A right is looked at after `propose_after`
    no-shows of its last `looked_at` dates. Nothing is called a no-show below `min_probability`. With `auto_release` a running
    booking is offered to others when `release_after_min` after its start nobody is there and no key was taken. The office
    sees a club's verdict after `office_after_days`, or at once when the club explained it. `smallest` and `bin_min`: public
    figures stand on at least so many, of at least so many minutes. `cent_kwh`: the price of energy, 0 where nobody said it.
    """

    under_share: float = 0.3
    grace_min: int = 15
    propose_after: int = 3
    looked_at: int = 6
    min_probability: float = 0.9
    auto_release: bool = False
    release_after_min: int = 30
    office_after_days: int = 14
    smallest: int = LEAST_SMALLEST
    bin_min: int = 60
    prime: tuple[int, int] = (16 * 60, 21 * 60)
    expected: Mapping[str, int] = field(default_factory=lambda: GROUP_SIZE)
    cleaning: tuple[Cleaning, ...] = ()
    power: Mapping[str, Power] = field(default_factory=dict)
    cent_kwh: int = 0

    def people_expected(self, kind: str, sections: Sequence[int]) -> int:
        return self.expected.get(kind, GROUP_SIZE[Kind.TRAINING]) * max(1, len(sections))

    def is_cleaning(self, hall: str, weekday: int, minute: int) -> bool:
        return any(one.holds(hall, weekday, minute) for one in self.cleaning)
