"""How many people are in a hall, as far as the counters know. Pure; times are milliseconds since the epoch."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

PEOPLE: Final = "people"
"""Quantity of the telemetry that counts people; its component is the hall's id."""

STALE_MS: Final = 15 * 60_000
DAY_MS: Final = 86_400_000
Curve = list[tuple[int, float | None]]


@dataclass(frozen=True, slots=True)
class People:
    """`count` None: the counter is not to be trusted. `t_ms` is the device's time of the count."""

    count: int | None
    t_ms: int


def newer(known: People | None, told: People) -> People:
    """Return the younger of two counts; of the same age, what was told last."""
    return told if known is None or told.t_ms >= known.t_ms else known


MISSED_SHARE: Final = 0.05
"""Assumed share of passages a counter misses or counts twice; no recording of a sports hall says it better."""
SPREAD_REACH_MS: Final = 2 * 3_600_000
"""So far back the curve is looked at."""


def spread_of(curve: Sequence[tuple[int, float | None]], now: People, now_ms: int) -> int | None:
    """Return by how much a count may be wrong, at least 1; None when the counter was not to be trusted.

    Two parts add up. What the counter may have missed: a share of the passages since it last stood at zero (of those the
    curve shows; who came as another left is not among them). What may have happened since: the largest change within as long
    a time as the count is old.
    """
    if now.count is None:
        return None
    known = known_of(curve, now)
    since_zero = known[max((at for at, (_, x) in enumerate(known) if round(x) == 0), default=0) :]
    passages = sum(abs(later[1] - earlier[1]) for earlier, later in pairwise(since_zero)) + since_zero[0][1]
    return max(1, math.ceil(MISSED_SHARE * passages) + largest_change(known, max(0, now_ms - now.t_ms)))


def known_of(curve: Sequence[tuple[int, float | None]], now: People) -> list[tuple[int, float]]:
    """Return the known counts of a curve up to now, and the one of now."""
    past = [(t_ms, x) for t_ms, x in curve if x is not None and t_ms <= now.t_ms]
    return past if now.count is None else [*past, (now.t_ms, float(now.count))]


def largest_change(known: Sequence[tuple[int, float]], within_ms: int) -> int:
    """Return the largest difference between two counts that are at most this far apart; 0 for a fresh count."""
    largest, first = 0.0, 0
    for at, (t_ms, _) in enumerate(known):
        while t_ms - known[first][0] > within_ms:
            first += 1
        window = [x for _, x in known[first : at + 1]]
        largest = max(largest, max(window) - min(window))
    return math.ceil(largest)


def is_stale(people: People, now_ms: int) -> bool:
    """Whether a count is too old to be called the present."""
    return now_ms - people.t_ms > STALE_MS


def merged(curves: Iterable[Sequence[tuple[int, float | None]]]) -> Curve:
    """Join the counts of several counters of one hall into one curve, in order of time.

    Of a run of equal values the first and the last point stay, so that a line through them is true. Where nothing was
    told for over `STALE_MS`, a point without a value says that nobody knows.
    """
    points = sorted((point for curve in curves for point in curve), key=lambda point: point[0])
    kept: Curve = []
    last: tuple[int, float | None] | None = None
    for point in points:
        silent = last is not None and point[0] - last[0] > STALE_MS
        if last is not None and (silent or point[1] != last[1]) and kept[-1] != last:
            kept.append(last)
        if last is not None and silent:
            kept.append((last[0] + STALE_MS, None))
        if last is None or silent or point[1] != last[1]:
            kept.append(point)
        last = point
    if last is not None and kept[-1] != last:
        kept.append(last)
    return kept
