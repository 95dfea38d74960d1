"""Curves of sensors as one value a minute. Pure.

A value stands until the next one, at most `HOLD_MIN`: agents tell what stands still at least every 5 min.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MINUTE_MS: Final = 60_000
HOLD_MIN: Final = 15
Point = tuple[int, float | None]
Curve = Sequence[Point]
Minutes = list[float | None]
SOMEBODY: Final = 0.97
NOBODY: Final = 0.03
"""What a bare `presence` or count says of the probability that somebody is there."""


@dataclass(frozen=True, slots=True)
class Track:
    """What sensors told of one place: `sections` of a hall (empty: all of it). Each curve may be empty."""

    sections: frozenset[int] = frozenset()
    busy: Curve = ()
    presence: Curve = ()
    people: Curve = ()
    low: Curve = ()
    high: Curve = ()
    entries: Curve = ()
    light: Curve = ()
    air: Curve = ()
    lamps: Curve = ()
    heating: Curve = ()
    power: Curve = ()

    @property
    def sees(self) -> bool:
        """Whether it can say if somebody is there."""
        return bool(self.busy or self.presence or self.people)

    @property
    def curves(self) -> tuple[Curve, ...]:
        return (
            self.busy,
            self.presence,
            self.people,
            self.low,
            self.high,
            self.entries,
            self.light,
            self.air,
            self.lamps,
            self.heating,
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A track from `from_ms` on, one value a minute; None: not known."""

    sections: frozenset[int]
    from_ms: int
    busy: Minutes
    people: Minutes
    low: Minutes
    high: Minutes
    entries: Curve = ()
    light: Curve = ()
    air: Curve = ()

    def at(self, t_ms: int) -> int:
        """Return the index of a time, within the grid."""
        return max(0, min(len(self.busy), (t_ms - self.from_ms) // MINUTE_MS))


def grid_of(track: Track, from_ms: int, to_ms: int) -> Grid:
    """Return a track as minutes from `from_ms` (a whole minute) to `to_ms`."""
    count = max(0, -(-(to_ms - from_ms) // MINUTE_MS))
    people = filled(track.people, from_ms, count)
    busy = filled(track.busy, from_ms, count)
    if track.presence:
        busy = _else(busy, filled([(t, _word(x)) for t, x in track.presence], from_ms, count))
    if track.people:
        busy = _else(busy, filled([(t, _word(x)) for t, x in track.people], from_ms, count))
    low = _else(filled(track.low, from_ms, count), people) if track.low else people
    high = _else(filled(track.high, from_ms, count), people) if track.high else people
    return Grid(track.sections, from_ms, busy, people, low, high, track.entries, track.light, track.air)


def filled(curve: Curve, from_ms: int, count: int, hold_min: int = HOLD_MIN) -> Minutes:
    """Return `count` minutes of a curve that is in order of time."""
    minutes: Minutes = [None] * count
    for at, (t_ms, x) in enumerate(curve):
        if x is None:
            continue
        first = (t_ms - from_ms) // MINUTE_MS
        until = first + hold_min
        if at + 1 < len(curve):
            until = min(until, max(first + 1, (curve[at + 1][0] - from_ms) // MINUTE_MS))
        first = max(0, first)
        until = min(count, until)
        if first < until:
            minutes[first:until] = [x] * (until - first)
    return minutes


def _word(x: float | None) -> float | None:
    return None if x is None else SOMEBODY if x >= 0.5 else NOBODY


def _else(minutes: Minutes, others: Minutes) -> Minutes:
    return [other if x is None else x for x, other in zip(minutes, others, strict=True)]


def joined(grids: Sequence[Grid]) -> Grid:
    """Return several places next to each other as one: people add up, somebody is there where somebody is in one of them.

    What is not known of one is not known of all, except that somebody seen in one is seen. Of several doubts the largest
    counts, not their sum: what makes one sensor doubt makes its neighbours doubt.
    """
    if len(grids) == 1:
        return grids[0]
    first = grids[0]
    return Grid(
        frozenset().union(*(one.sections for one in grids)),
        first.from_ms,
        [_any_busy(xs) for xs in zip(*(one.busy for one in grids), strict=True)],
        [_sum(xs) for xs in zip(*(one.people for one in grids), strict=True)],
        [_sum(xs) for xs in zip(*(one.low for one in grids), strict=True)],
        [_sum(xs) for xs in zip(*(one.high for one in grids), strict=True)],
        sorted(point for one in grids for point in one.entries if point[1] is not None),
        next((one.light for one in grids if one.light), ()),
        next((one.air for one in grids if one.air), ()),
    )


def _any_busy(xs: Iterable[float | None]) -> float | None:
    busy, blind = 0.0, False
    for x in xs:
        blind = blind or x is None
        busy = max(busy, x or 0.0)
    return None if blind and busy < 0.5 else busy


def _sum(xs: Iterable[float | None]) -> float | None:
    total = 0.0
    for x in xs:
        if x is None:
            return None
        total += x
    return total


def mean(minutes: Sequence[float | None]) -> float | None:
    known = [x for x in minutes if x is not None]
    return sum(known) / len(known) if known else None


def runs(busy: Sequence[float | None]) -> list[tuple[int, int]]:
    """Return from when to when, in minutes, somebody was rather there than not; an unknown minute ends a run."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, x in enumerate(busy):
        there = x is not None and x >= 0.5
        if there and start < 0:
            start = at
        elif not there and start >= 0:
            found.append((start, at))
            start = -1
    return [*found, (start, len(busy))] if start >= 0 else found
