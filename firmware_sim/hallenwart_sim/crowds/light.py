"""What two light beams across a door see of people: edges, as their receivers would give them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_sim.crowds.people import Walker

STEP_MS: Final = 4
_FASTEST_MM_MS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Beams:
    """Where the beams run: `spacing_mm` apart around the door's plane, `height_mm` over the floor."""

    spacing_mm: float = 100
    height_mm: float = 1_000

    def broken(self, walkers: Sequence[Walker], t_ms: float) -> tuple[bool, bool]:
        """Return (outer broken, inner broken)."""
        outer = inner = False
        for walker in walkers:
            if (here := walker.at(t_ms)) is None or abs(here.s_mm) > self._reach_mm(walker):
                continue
            facing = walker.heading(t_ms)
            for piece in walker.pieces:
                if piece.low_mm <= self.height_mm <= piece.high_mm:
                    middle = here.s_mm + facing * piece.ahead_mm
                    outer = outer or abs(middle + self.spacing_mm / 2) <= piece.depth_mm / 2
                    inner = inner or abs(middle - self.spacing_mm / 2) <= piece.depth_mm / 2
        return outer, inner

    def quiet_ms(self, walkers: Sequence[Walker], t_ms: float) -> float:
        """Return how long from now nobody can reach the beams, at 5 m/s."""
        places = [(walker, walker.at(t_ms)) for walker in walkers]
        away_mm = [abs(here.s_mm) - self._reach_mm(walker) for walker, here in places if here is not None]
        begins_ms = [walker.begins_ms - t_ms for walker in walkers if walker.begins_ms > t_ms]
        return min([*(each / _FASTEST_MM_MS for each in away_mm), *begins_ms], default=0)

    def _reach_mm(self, walker: Walker) -> float:
        return max(abs(piece.ahead_mm) + piece.depth_mm / 2 for piece in walker.pieces) + self.spacing_mm


@dataclass(frozen=True, slots=True)
class LightEdge:
    t_ms: int
    outer: bool
    inner: bool


def edges(walkers: Sequence[Walker], beams: Beams = Beams()) -> list[LightEdge]:
    """Return every change of the two beams in order of time, with both levels after it, as a quiet contact would give it."""
    found: list[LightEdge] = []
    levels = (False, False)
    for begins_ms, ends_ms, group in together(walkers):
        t_ms = int(begins_ms)
        while t_ms <= ends_ms + STEP_MS:
            if (now := beams.broken(group, t_ms)) != levels:
                levels = now
                found.append(LightEdge(t_ms, *levels))
            t_ms += max(STEP_MS, 0 if any(levels) else int(beams.quiet_ms(group, t_ms)))
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


def chattering(quiet: Sequence[LightEdge], dice: random.Random) -> list[LightEdge]:
    """Return the same edges from contacts that chatter: one change in three goes to and fro before it stays, for 2 to 3 ms."""
    found: list[LightEdge] = []
    before = (False, False)
    for edge in quiet:
        if dice.random() < 1 / 3:
            found += [
                edge,
                LightEdge(edge.t_ms + 1, *before),
                LightEdge(edge.t_ms + dice.randint(2, 3), edge.outer, edge.inner),
            ]
        else:
            found.append(edge)
        before = edge.outer, edge.inner
    return found
