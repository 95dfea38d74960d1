"""What two light beams across a door see of people: edges, as their receivers would give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_sim.crowds.people import Walker

STEP_MS: Final = 4
_REACH_MM: Final = 2_600
"""Nothing that people push sticks out farther."""


@dataclass(frozen=True, slots=True)
class Beams:
    """Where the beams run: `spacing_mm` apart around the door's plane, `height_mm` over the floor."""

    spacing_mm: float = 100
    height_mm: float = 1_000

    def broken(self, walkers: Sequence[Walker], t_ms: float) -> tuple[bool, bool]:
        """Return (outer broken, inner broken)."""
        outer = inner = False
        for walker in walkers:
            if (here := walker.at(t_ms)) is None or abs(here.s_mm) > _REACH_MM:
                continue
            facing = walker.heading(t_ms)
            for piece in walker.pieces:
                if piece.low_mm <= self.height_mm <= piece.high_mm:
                    middle = here.s_mm + facing * piece.ahead_mm
                    outer = outer or abs(middle + self.spacing_mm / 2) <= piece.depth_mm / 2
                    inner = inner or abs(middle - self.spacing_mm / 2) <= piece.depth_mm / 2
        return outer, inner


@dataclass(frozen=True, slots=True)
class LightEdge:
    t_ms: int
    outer: bool
    inner: bool


def edges(walkers: Sequence[Walker], beams: Beams = Beams()) -> list[LightEdge]:
    """Return every change of the two beams in order of time, with both levels after it."""
    found: list[LightEdge] = []
    levels = (False, False)
    for begins_ms, ends_ms, group in together(walkers):
        for t_ms in range(int(begins_ms), int(ends_ms) + STEP_MS, STEP_MS):
            if (now := beams.broken(group, t_ms)) != levels:
                levels = now
                found.append(LightEdge(t_ms, *levels))
    return found


def together(walkers: Sequence[Walker]) -> list[tuple[float, float, list[Walker]]]:
    """Return stretches of time in which somebody is near the door, with all who are."""
    stretches: list[tuple[float, float, list[Walker]]] = []
    for walker in sorted(walkers, key=lambda each: each.begins_ms):
        if stretches and walker.begins_ms <= stretches[-1][1]:
            begins_ms, ends_ms, group = stretches[-1]
            stretches[-1] = (begins_ms, max(ends_ms, walker.ends_ms), [*group, walker])
        else:
            stretches.append((walker.begins_ms, walker.ends_ms, [walker]))
    return stretches
