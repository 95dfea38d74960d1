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
    """Join the counts of several counters of one hall into one curve, in order of time, without repeated values.

    The first point of a run of equal values stays, and the last point of all, so that a line can be drawn.
    """
    points = sorted((point for curve in curves for point in curve), key=lambda point: point[0])
    kept: Curve = []
    for number, (t_ms, x) in enumerate(points):
        if not kept or kept[-1][1] != x or number == len(points) - 1:
            kept.append((t_ms, x))
    return kept
