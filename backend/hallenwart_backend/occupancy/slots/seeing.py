"""Which sensors speak for a slot, and what they saw between its graces. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.occupancy.slots.grid import MINUTE_MS, Curve, Grid, joined, mean, runs
from hallenwart_backend.occupancy.slots.model import Seen

LEAST_CORE_MIN: Final = 10
LOOK_IN_MIN: Final = 10
"""Whoever is there for no longer uses nothing: looks in, fetches a ball, walks through."""
_ENTRY_GRACE_MIN: Final = 15


@dataclass(frozen=True, slots=True)
class Time:
    """A slot's place and time. `sections` are those of the hall it takes."""

    sections: frozenset[int]
    start_ms: int
    end_ms: int

    def core(self, grace_min: int) -> tuple[int, int]:
        """Return the time between the graces; of a short slot at least its middle third."""
        length_min = (self.end_ms - self.start_ms) // MINUTE_MS
        grace = min(grace_min, max(0, (length_min - LEAST_CORE_MIN) // 2), length_min // 3)
        return self.start_ms + grace * MINUTE_MS, self.end_ms - grace * MINUTE_MS

    def meets(self, other: Time, sections: frozenset[int]) -> bool:
        """Say whether another slot is in some of these sections at the same time."""
        return bool(other.sections & sections) and other.start_ms < self.end_ms and self.start_ms < other.end_ms


def grid_for(
    grids: Sequence[Grid], sections: frozenset[int], all_sections: frozenset[int]
) -> tuple[Grid, frozenset[int]] | None:
    """Return what sees these sections best, and what it sees: their own sensors, else the smallest that sees them all."""
    own = [one for one in grids if one.sections and one.sections <= sections]
    covering = _apart(own)
    if frozenset().union(*(one.sections for one in covering)) == sections and covering:
        return joined(covering), sections
    larger = [
        (len(one.sections or all_sections), at) for at, one in enumerate(grids) if (one.sections or all_sections) >= sections
    ]
    if not larger:
        return None
    best = grids[min(larger)[1]]
    return best, best.sections or all_sections


def _apart(grids: Sequence[Grid]) -> list[Grid]:
    """Return grids of sections that do not overlap, the larger ones first."""
    taken: frozenset[int] = frozenset()
    chosen = []
    for one in sorted(grids, key=lambda one: -len(one.sections)):
        if not one.sections & taken:
            chosen.append(one)
            taken |= one.sections
    return chosen


def seen(grids: Sequence[Grid], slot: Time, others: Sequence[Time], *, sections: int, grace_min: int) -> Seen:
    """Return what sensors saw of a slot. `others`: the other slots of the hall; `sections`: how many the hall has."""
    start, end = slot.core(grace_min)
    minutes = (end - start) // MINUTE_MS
    everything = frozenset(range(1, sections + 1))
    found = grid_for([one for one in grids if one.busy], slot.sections & everything or everything, everything)
    if found is None or all(x is None for x in found[0].busy):
        return Seen(minutes, 0.0, None, sensor=found is not None)
    grid, sees = found
    busy = grid.busy[grid.at(start) : grid.at(end)]
    known = [x for x in busy if x is not None]
    times = [end - start for start, end in runs(busy)]
    doubts = [x for x in known if x < 0.5]
    people = grid.people[grid.at(start) : grid.at(end)]
    counted = [x for x in people if x is not None]
    return Seen(
        minutes=minutes,
        covered=len(known) / max(1, minutes),
        busy=sum(time for time in times if time > LOOK_IN_MIN) / max(1, len(known)),
        run_min=max(times, default=0),
        doubt=sum(doubts) / len(doubts) if doubts else 0.0,
        people=mean(people),
        low=mean(grid.low[grid.at(start) : grid.at(end)]),
        high=mean(grid.high[grid.at(start) : grid.at(end)]),
        peak=max(counted, default=None),
        entries=_entries(grid.entries, slot),
        dark_lx=_middle(grid.light, start, end),
        air_ppm=_rise(grid.air, slot),
        others=sum(slot.meets(other, sees - slot.sections) for other in others),
    )


def _entries(entries: Curve, slot: Time) -> float | None:
    if not entries:
        return None
    first, last = slot.start_ms - _ENTRY_GRACE_MIN * MINUTE_MS, slot.end_ms - _ENTRY_GRACE_MIN * MINUTE_MS
    return sum(x for t, x in entries if x is not None and first <= t < last)


def _middle(curve: Curve, start_ms: int, end_ms: int) -> float | None:
    values = sorted(x for t, x in curve if x is not None and start_ms <= t < end_ms)
    return values[len(values) // 2] if values else None


def _rise(curve: Curve, slot: Time) -> float | None:
    """Return by how much a quantity rose within the slot, from its first quarter of an hour to its highest."""
    values = [(t, x) for t, x in curve if x is not None and slot.start_ms <= t < slot.end_ms]
    first = [x for t, x in values if t < slot.start_ms + 15 * MINUTE_MS]
    later = [x for t, x in values if t >= slot.start_ms + 15 * MINUTE_MS]
    return max(later) - min(first) if first and len(later) >= 2 else None
