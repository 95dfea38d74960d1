"""When people come and go around a booking. Pure, and the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

MINUTE_MS: Final = 60_000
_KEY_BEFORE_MS: Final = 6 * MINUTE_MS
_FIRST_BEFORE_MS: Final = 5 * MINUTE_MS
_MOST_AFTER_MS: Final = 2 * MINUTE_MS
_LAST_AFTER_MS: Final = 14 * MINUTE_MS
_LEAVING_MS: Final = 8 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Evening:
    """One group's instants in town time: key fetched, everybody's arrival and departure, key hung back."""

    fetch_ms: int
    arrivals_ms: tuple[int, ...]
    departures_ms: tuple[int, ...]
    return_ms: int


def evening(*, start_ms: int, end_ms: int, people: int, seed: str) -> Evening:
    """Return an evening: most come within minutes of the start, a few late; most leave within minutes of the end.

    The key goes back after the last has left, within ten minutes of the end.
    """
    dice = random.Random(seed)
    arrivals = sorted(
        round(start_ms + dice.triangular(-_FIRST_BEFORE_MS, _LAST_AFTER_MS, _MOST_AFTER_MS)) for _ in range(people)
    )
    departures = sorted(round(end_ms + dice.triangular(-3 * MINUTE_MS, _LEAVING_MS, 0)) for _ in range(people))
    fetch_ms = min(start_ms - _KEY_BEFORE_MS + dice.randrange(4 * MINUTE_MS), arrivals[0] if arrivals else start_ms)
    return Evening(fetch_ms, tuple(arrivals), tuple(departures), max([end_ms, *departures]) + MINUTE_MS // 2)
