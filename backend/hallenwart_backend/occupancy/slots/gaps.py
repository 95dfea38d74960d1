"""Use without a booking: times in which people were in a hall that nobody had. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.occupancy.slots.grid import MINUTE_MS, Grid, mean
from hallenwart_backend.occupancy.slots.seeing import Time

LEAST_MIN: Final = 20
_BRIDGE_MIN: Final = 10
"""Two times nearer to each other are one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """`p`: how likely somebody was there."""

    sections: frozenset[int]
    start_ms: int
    end_ms: int
    p: float
    people: float | None
    peak: float | None

    def id(self, hall: str) -> str:
        text = f"{hall}/{sorted(self.sections)}/{self.start_ms // (5 * MINUTE_MS)}"
        return "u" + hashlib.sha256(text.encode()).hexdigest()[:24]


def gaps(
    grids: Sequence[Grid],
    plan: Sequence[Time],
    *,
    sections: int,
    grace_min: int,
    ignored: Callable[[int], bool],
    from_ms: int,
    to_ms: int,
) -> list[Gap]:
    """Return the use without booking that begins in [from_ms, to_ms). `ignored` says at what times staff are there.

    Where sections are seen on their own, they count on their own; a hall seen as one counts only while nobody has any of it.
    """
    everything = frozenset(range(1, sections + 1))
    own = [one for one in grids if one.sections]
    apart = frozenset().union(*(one.sections for one in own)) == everything if own else False
    found = []
    for grid in own if apart else [one for one in grids if not one.sections] or own:
        sees = grid.sections or everything
        free = _free(grid, plan, sees, grace_min, ignored)
        for first, last in _runs(grid, free):
            start = grid.from_ms + first * MINUTE_MS
            if from_ms <= start < to_ms:
                people = [x for x in grid.people[first:last] if x is not None]
                end = grid.from_ms + last * MINUTE_MS
                p = mean(grid.busy[first:last]) or 0.0
                found.append(Gap(sees, start, end, p, mean(people), max(people, default=None)))
    return sorted(found, key=lambda gap: (gap.start_ms, sorted(gap.sections)))


def _free(grid: Grid, plan: Sequence[Time], sees: frozenset[int], grace_min: int, ignored: Callable[[int], bool]) -> list[bool]:
    free = [True] * len(grid.busy)
    grace = grace_min * MINUTE_MS
    for slot in plan:
        if slot.sections & sees:
            first, last = grid.at(slot.start_ms - grace), grid.at(slot.end_ms + grace)
            free[first:last] = [False] * (last - first)
    for first in range(0, len(free), 15):
        if ignored(grid.from_ms + first * MINUTE_MS):
            free[first : first + 15] = [False] * len(free[first : first + 15])
    return free


def _runs(grid: Grid, free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield runs of minutes with somebody there and nobody booked, short pauses bridged, long enough to be use."""
    start = last = -1
    for at, busy in enumerate(grid.busy):
        if free[at] and busy is not None and busy >= 0.5:
            start = at if start < 0 else start
            last = at
        elif start >= 0 and (not free[at] or at - last > _BRIDGE_MIN):
            if last + 1 - start >= LEAST_MIN:
                yield start, last + 1
            start = -1
    if start >= 0 and last + 1 - start >= LEAST_MIN:
        yield start, last + 1
