"""Counting people at a door with two light beams. Pure; times are monotonic milliseconds.

    outside                 inside       way in   00 > 10 > 11 > 01 > 00
       |  outer | inner |                way out  00 > 01 > 11 > 10 > 00

Whoever turns back leaves by the way he came and counts for nothing. Both beams must be broken together for 60 ms, so that an
arm does not count; of somebody who runs (under 60 ms from beam to beam) for 0.7 of that, which an arm across them never does.
Somebody close behind breaks the outer beam again before the one ahead has left the inner:

    10 > 11 > 01 > 11 > 10 > 11 > 01        two in; the 11 in the middle lasts shorter than the first took from beam to beam

One who turns round there is wider than the beams are apart, so with him it lasts longer. From beam to beam it takes one
`spacing_mm`, which gives speed and so the length of what passed: longer than a person with a bag are two abreast, one a little
ahead; longer than any two is a cart. Two exactly abreast are one to the beams. A beam that stays broken for over 5 s is
blocked: dirt or sabotage, a fault.
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
STOPPED_MS: Final = 3_000
WIDE_MM: Final = 550
CART_MM: Final = 850

SURE: Final = 0.86
"""One passage in seven is more or fewer people than it looks (evaluation/crowds.py, a mixed day)."""
SURE_CLOSE: Final = 0.75
SURE_WIDE: Final = 0.5
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
    lengths_mm = [_length_mm(crossing, spacing_mm) for crossing in state.crossings]
    longest_mm = max(lengths_mm)
    net = sum(crossing.way * _persons(length_mm) for crossing, length_mm in zip(state.crossings, lengths_mm, strict=True))
    if net == 0:
        return ()
    if state.longest_ms > BLOCKED_AFTER_MS:
        sure = SURE_AFTER_BLOCKED
    elif longest_mm > WIDE_MM:
        sure = SURE_WIDE
    else:
        sure = SURE if len(state.crossings) == 1 else SURE_CLOSE
    return (Passage(1 if net > 0 else -1, abs(net), sure, now_ms),)


def _persons(length_mm: float) -> int:
    if length_mm > CART_MM:
        return 0
    return 2 if length_mm > WIDE_MM else 1


def _length_mm(crossing: Crossing, spacing_mm: int) -> float:
    """Return how long what passed was along its way; nothing can be said of one who stopped in between."""
    if crossing.both_ms > STOPPED_MS:
        return spacing_mm
    return spacing_mm * (1 + crossing.both_ms / crossing.lag_ms)


@dataclass(frozen=True, slots=True)
class _Settling:
    """One beam's level as it has stood for 15 ms. `raw` is what its last edge said, at `edge_ms`."""

    settled: bool = False
    raw: bool = False
    edge_ms: int = 0

    @property
    def due_ms(self) -> int | None:
        """When the new level will have stood long enough; None while nothing is on its way."""
        return None if self.raw == self.settled else self.edge_ms + DEBOUNCE_MS


class BeamDoor:
    """Two beams whose edges chatter: takes edges in, gives passages."""

    def __init__(self, *, spacing_mm: int = SPACING_MM) -> None:
        self._spacing_mm = spacing_mm
        self._outer, self._inner = _Settling(), _Settling()
        self._beams = Beams()

    @property
    def levels(self) -> tuple[bool, bool]:
        """Return (outer broken, inner broken) as they settled."""
        return self._beams.outer, self._beams.inner

    @property
    def due_ms(self) -> int | None:
        """When `settle` has something to do next."""
        due = [each.due_ms for each in (self._outer, self._inner) if each.due_ms is not None]
        return min(due, default=None)

    def blocked(self, now_ms: int) -> bool:
        return blocked(self._beams, now_ms)

    def edge(self, *, outer: bool, broken: bool, mono_ms: int) -> list[Passage]:
        """Take in an edge of the outer or the inner beam; what had settled before it happened counts first."""
        found = self.settle(mono_ms)
        beam = self._outer if outer else self._inner
        if broken != beam.raw:
            beam = replace(beam, raw=broken, edge_ms=mono_ms)
            self._outer, self._inner = (beam, self._inner) if outer else (self._outer, beam)
        return found

    def settle(self, now_ms: int) -> list[Passage]:
        """Let levels count that have stood long enough, in the order of their edges and from when these were."""
        found: list[Passage] = []
        while (due_ms := self.due_ms) is not None and due_ms <= now_ms:
            if self._outer.due_ms == due_ms:
                self._outer = replace(self._outer, settled=self._outer.raw)
            else:
                self._inner = replace(self._inner, settled=self._inner.raw)
            found += self._are(self._outer.settled, self._inner.settled, due_ms - DEBOUNCE_MS)
        return found

    def stand(self, outer: bool, inner: bool, now_ms: int) -> list[Passage]:
        """Take in how the pins themselves stand, whatever the edges told."""
        self._outer, self._inner = _Settling(outer, outer, now_ms), _Settling(inner, inner, now_ms)
        return self._are(outer, inner, now_ms)

    def _are(self, outer: bool, inner: bool, now_ms: int) -> list[Passage]:
        spacing_mm = self._spacing_mm
        self._beams, found = step(self._beams, outer=outer, inner=inner, now_ms=now_ms, spacing_mm=spacing_mm)
        return list(found)
