"""How many people are in a hall, as far as the counters know. Pure; times are milliseconds since the epoch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
