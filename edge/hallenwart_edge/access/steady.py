"""A switch that may flicker: what it says is believed only when it said so for long enough. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

V = TypeVar("V")

FLICKER_CHANGES: Final = 8
FLICKER_WITHIN_MS: Final = 10_000
"""So many changes of mind within this time are a fault of the switch or of its cable."""


@dataclass(frozen=True, slots=True)
class Steady(Generic[V]):
    """`value` is believed, `seen` what was read last, since `since_ms` (monotonic). `changes_ms` are its latest changes."""

    value: V
    seen: V
    since_ms: int
    changes_ms: tuple[int, ...] = ()

    @property
    def calm(self) -> bool:
        """Whether what is read now is what is believed."""
        return self.seen == self.value


def steady(value: V, now_ms: int) -> Steady[V]:
    """Begin with a first reading, believed as it is."""
    return Steady(value, value, now_ms)


def take(state: Steady[V], seen: V, now_ms: int, *, for_ms: int) -> Steady[V]:
    """Take in a reading; it is believed once it has been the same for `for_ms`."""
    if seen != state.seen:
        changes_ms = (*state.changes_ms, now_ms)[-FLICKER_CHANGES:]
        state = replace(state, seen=seen, since_ms=now_ms, changes_ms=changes_ms)
    if not state.calm and now_ms - state.since_ms >= for_ms:
        return replace(state, value=seen)
    return state


def flickers(state: Steady[V], now_ms: int) -> bool:
    """Say whether the switch changed its mind too often of late. It is sound again after ten quiet seconds."""
    changes_ms = state.changes_ms
    often = len(changes_ms) == FLICKER_CHANGES and changes_ms[-1] - changes_ms[0] <= FLICKER_WITHIN_MS
    return often and now_ms - changes_ms[-1] < FLICKER_WITHIN_MS
