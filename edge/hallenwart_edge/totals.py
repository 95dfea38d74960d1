"""Persons from a counter that only ever adds up. Pure; times are monotonic milliseconds.

    rises                             the difference, if so many can have passed since
    falls a little                    a message that was overtaken: passed over
    falls from near a round limit     it wrapped (2^16, 2^32, 10^4 … 10^9)
    falls otherwise                   it began anew: what it says has passed since
    more than can have passed         a jump: counts for nothing, and is told as a fault of its own

A counter goes on adding up while nobody listens, so nobody who passed during an outage is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LIMITS: Final = (2**16, 2**31, 2**32, *(10**digits for digits in range(4, 10)))
NEAR: Final = 0.95
BURST: Final = 10
"""So many may pass at once."""
OVERTAKEN: Final = 3
OVERTAKEN_SHARE: Final = 0.02
LONGEST_MIN: Final = 24 * 60
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Total:
    """What a counter said last, and when; `at_ms` None: before this run, nobody knows how long ago."""

    value: int | None = None
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """`persons` passed since the value before. `jumped`: it says what cannot be."""

    total: Total
    persons: int = 0
    jumped: bool = False


def step(before: Total, value: int, now_ms: int, *, most_per_min: int) -> Step:
    """Take in a value that came just now. The first tells of nobody."""
    now = Total(value, now_ms)
    if before.value is None:
        return Step(now)
    minutes = LONGEST_MIN if before.at_ms is None else min(LONGEST_MIN, (now_ms - before.at_ms) / _MINUTE_MS)
    most = BURST + most_per_min * minutes
    last = before.value
    if value >= last:
        return Step(now, value - last) if value - last <= most else Step(now, jumped=True)
    if value > 0 and last - value <= max(OVERTAKEN, OVERTAKEN_SHARE * last):
        return Step(before)
    wrapped = next((value + limit - last for limit in LIMITS if NEAR * limit <= last < limit), None)
    if wrapped is not None and wrapped <= most:
        return Step(now, wrapped)
    return Step(now, value) if value <= most else Step(now, jumped=True)
