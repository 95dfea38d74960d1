"""Which counter or sensor contradicts the others, and so is not to be believed. Pure; times are monotonic milliseconds.

    a sensor of presence sees nobody      of 10 who pass its place within 2 h or more  sees_nobody
    a sensor of presence sees somebody    for 6 h in which nobody passed, or 14 h     always_on
    the doors count nobody                2 h after a key was taken, 1 h where        counts_nobody
                                          somebody was seen since
    more came than went, or fewer         by over a fifth of a day of 20 or more      imbalance

What is suspected proves nothing any more. It is believed again as soon as it says something else, the doors of an unbalanced
day after the next balanced one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_edge.occupancy.closing import Closing

_HOUR_MS: Final = 3_600_000
BLIND_MS: Final = 2 * _HOUR_MS
BLIND_PASSAGES: Final = 10
STUCK_MS: Final = 6 * _HOUR_MS
STUCK_ANYWAY_MS: Final = 14 * _HOUR_MS
IDLE_MS: Final = 2 * _HOUR_MS
IDLE_SEEN_MS: Final = _HOUR_MS
UNBALANCED: Final = 0.2
UNBALANCED_FROM: Final = 20

SEES_NOBODY: Final = "sees_nobody"
ALWAYS_ON: Final = "always_on"
COUNTS_NOBODY: Final = "counts_nobody"
IMBALANCE: Final = "imbalance"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a sensor of presence said lately: since when it says so, and how many passed since, from the first to the last.

    `sees` None: nothing.
    """

    sees: bool | None = None
    since_ms: int = 0
    passed: int = 0
    first_ms: int = 0
    last_ms: int = 0


def sighted(state: Sight, sees: bool | None, now_ms: int) -> Sight:
    return state if sees is state.sees else Sight(sees, now_ms)


def walked(state: Sight, persons: int, now_ms: int) -> Sight:
    first_ms = state.first_ms if state.passed else now_ms
    return replace(state, passed=state.passed + persons, first_ms=first_ms, last_ms=now_ms)


def suspicion(state: Sight, now_ms: int, *, counted: bool) -> str:
    """Return why a sensor of presence is suspected, empty when it is not. `counted`: doors count its place."""
    for_ms = now_ms - state.since_ms
    if state.sees is False and state.passed >= BLIND_PASSAGES and state.last_ms - state.first_ms >= BLIND_MS:
        return SEES_NOBODY
    if state.sees and (for_ms >= STUCK_ANYWAY_MS or (counted and for_ms >= STUCK_MS and state.passed == 0)):
        return ALWAYS_ON
    return ""


@dataclass(frozen=True, slots=True)
class Idle:
    """How long doors count nobody although a key is out. `out_ms`: since when, None while none is; `seen`: by a sensor."""

    out_ms: int | None = None
    seen: bool = False


def idle(state: Idle, *, key_out: bool | None, seen: bool, moved: bool, now_ms: int) -> Idle:
    """Take in what is so now. `moved`: somebody passed a door since the last call."""
    if not key_out:
        return Idle()
    if moved or state.out_ms is None:
        return Idle(now_ms)
    return replace(state, seen=state.seen or seen)


def counts_nobody(state: Idle, now_ms: int) -> bool:
    if state.out_ms is None:
        return False
    return now_ms - state.out_ms >= (IDLE_SEEN_MS if state.seen else IDLE_MS)


def unbalanced(closings: Sequence[Closing]) -> bool:
    """Say whether the last day on which many came did not come out even."""
    told = [each for each in closings if max(each.ins, each.outs) >= UNBALANCED_FROM and each.proven]
    return bool(told) and abs(told[-1].error) > UNBALANCED * max(told[-1].ins, told[-1].outs)
