"""Counting people at a door with two light beams. Pure; times are monotonic milliseconds.

    outside                 inside       way in   00 > 10 > 11 > 01 > 00
       |  outer | inner |                way out  00 > 01 > 11 > 10 > 00

Whoever turns back leaves by the way he came and counts for nothing. Both beams must be broken together for 60 ms, so that an
arm does not count; of somebody who runs (under 60 ms from beam to beam) for 0.7 of that, which an arm across them never does.
Somebody close behind breaks the outer beam again before the one ahead has left the inner:

    10 > 11 > 01 > 11 > 10 > 11 > 01        two in; the 11 in the middle lasts shorter than the first one took from beam to beam

One who turns round there is wider than the beams are apart, so with him it lasts longer. From beam to beam it takes one
`spacing_mm`, which gives speed and so the length of what passed: longer than a person with a bag is told as less sure, longer
than any is a cart. A beam that stays broken for over 5 s is blocked: dirt or sabotage, a fault.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from hallenwart_edge.door_types import Passage

DEBOUNCE_MS: Final = 15
TOGETHER_MS: Final = 60
BLOCKED_AFTER_MS: Final = 5_000
NOBODY_AFTER_MS: Final = 60_000
"""Who leaves beams that were blocked for longer is no passage: somebody took away what hung there."""
SPACING_MM: Final = 100
RUNS_MS: Final = 60
RUNNING_TOGETHER: Final = 0.7
TURNS_AFTER: Final = 1.3
"""Of the time from beam to beam: somebody who goes back breaks both for longer than that."""
WIDE_MM: Final = 600
CART_MM: Final = 1_000

SURE: Final = 0.97
SURE_CLOSE: Final = 0.8
SURE_WIDE: Final = 0.6
SURE_AFTER_BLOCKED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Crossing:
    """From one beam alone over both to the other alone: `lag_ms` beam to beam, `both_ms` both broken."""

    way: Literal[-1, 1]
    lag_ms: int
    both_ms: int


@dataclass(frozen=True, slots=True)
class Beams:
    """Both beams as they settled (True: broken), and what happened since both were whole last.

    `alone`: the beam last broken without the other since `alone_ms`, +1 the outer, -1 the inner. `both_ms`: how long both were
    broken together since then.
    """

    outer: bool = False
    inner: bool = False
    changed_ms: int = 0
    alone: Literal[-1, 0, 1] = 0
    alone_ms: int = 0
    lag_ms: int = 0
    both_ms: int = 0
    crossings: tuple[Crossing, ...] = ()
    longest_ms: int = 0

    @property
    def whole(self) -> bool:
        return not self.outer and not self.inner


def blocked(state: Beams, now_ms: int) -> bool:
    """Say whether the beams have stood broken as they are for over 5 s."""
    return not state.whole and now_ms - state.changed_ms > BLOCKED_AFTER_MS


def step(
    state: Beams, *, outer: bool, inner: bool, now_ms: int, spacing_mm: int = SPACING_MM
) -> tuple[Beams, tuple[Passage, ...]]:
    """Take in the settled levels of both beams. Returns the new state and the passages that are certain with it.

    Both beams changing at once tells no direction: such a passage counts for nothing.
    """
    if (outer, inner) == (state.outer, state.inner):
        return state, ()
    held_ms = now_ms - state.changed_ms
    if not state.whole:
        state = replace(state, longest_ms=max(state.longest_ms, held_ms))
    if state.outer and state.inner:
        state = replace(state, both_ms=state.both_ms + held_ms)
    if not outer and not inner:
        return Beams(changed_ms=now_ms), _passages(state, now_ms, spacing_mm)
    state = replace(state, outer=outer, inner=inner, changed_ms=now_ms)
    if outer and inner:
        return replace(state, lag_ms=now_ms - state.alone_ms if state.alone else 0), ()
    return _alone(state, 1 if outer else -1, now_ms), ()


def _alone(state: Beams, beam: Literal[-1, 1], now_ms: int) -> Beams:
    """One beam is broken and the other is not: where the other was before, somebody got across."""
    crossed = state.alone == -beam and state.both_ms > 0
    crossings = state.crossings
    if crossed and state.both_ms >= _enough_ms(state):
        crossings = (*crossings, Crossing(state.alone or beam, max(1, state.lag_ms), state.both_ms))
    if crossed or state.alone != beam:
        return replace(state, alone=beam, alone_ms=now_ms, both_ms=0, crossings=crossings)
    return state  # back where he was: the time together goes on counting


def _enough_ms(state: Beams) -> float:
    """Return how long both beams must be broken: longer where somebody would have turned round."""
    last = state.crossings[-1] if state.crossings else None
    if last is not None and last.way == -state.alone:
        return max(TOGETHER_MS, TURNS_AFTER * last.lag_ms)
    if DEBOUNCE_MS <= state.lag_ms < RUNS_MS:
        return min(TOGETHER_MS, max(DEBOUNCE_MS, RUNNING_TOGETHER * state.lag_ms))
    return TOGETHER_MS


def _passages(state: Beams, now_ms: int, spacing_mm: int) -> tuple[Passage, ...]:
    if state.longest_ms > NOBODY_AFTER_MS or not state.crossings:
        return ()
    net = sum(crossing.way for crossing in state.crossings if _length_mm(crossing, spacing_mm) <= CART_MM)
    if net == 0:
        return ()
    longest_mm = max(_length_mm(crossing, spacing_mm) for crossing in state.crossings)
    if state.longest_ms > BLOCKED_AFTER_MS:
        sure = SURE_AFTER_BLOCKED
    elif longest_mm > WIDE_MM:
        sure = SURE_WIDE
    else:
        sure = SURE if len(state.crossings) == 1 else SURE_CLOSE
    return (Passage(1 if net > 0 else -1, abs(net), sure, now_ms),)


def _length_mm(crossing: Crossing, spacing_mm: int) -> float:
    """Return how long what passed was along its way."""
    return spacing_mm * (1 + crossing.both_ms / crossing.lag_ms)


@dataclass(frozen=True, slots=True)
class Settling:
    """One beam's level as it has stood for 15 ms. `raw` is what its last edge said, at `edge_ms`."""

    settled: bool = False
    raw: bool = False
    edge_ms: int = 0

    @property
    def due_ms(self) -> int | None:
        """When the new level will have stood long enough; None while nothing is on its way."""
        return None if self.raw == self.settled else self.edge_ms + DEBOUNCE_MS

    def edge(self, level: bool, mono_ms: int) -> Settling:
        return self if level == self.raw else replace(self, raw=level, edge_ms=mono_ms)
