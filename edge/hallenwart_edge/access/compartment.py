"""The life of one key compartment, as a pure decision: state and reading in, state and happenings out.

Nothing here waits, reads a clock or moves a coil; the agent does, and calls `step` with every reading (several a second).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from hallenwart_contract.messages import EventKind

OPENS_WITHIN_MS: Final = 2_000
LEFT_OPEN_AFTER_MS: Final = 60_000


class Happening(StrEnum):
    """What an event of a door is called on the wire."""

    OPENED = EventKind.DOOR_OPENED
    CLOSED = EventKind.DOOR_CLOSED
    FORCED = EventKind.DOOR_FORCED
    JAMMED = EventKind.DOOR_JAMMED
    LEFT_OPEN = EventKind.DOOR_LEFT_OPEN
    KEY_TAKEN = EventKind.KEY_TAKEN
    KEY_RETURNED = EventKind.KEY_RETURNED


@dataclass(frozen=True, slots=True)
class Compartment:
    """What is known of a compartment. Times are monotonic milliseconds."""

    closed: bool = True
    key_present: bool = True
    unlocked_at_ms: int | None = None  # a granted pulse that no opening has used up
    open_since_ms: int | None = None
    left_open_told: bool = False


def word(state: Compartment) -> str:
    """Name the stage of life for snapshots: closed, unlocking, open or left_open."""
    if not state.closed:
        return "left_open" if state.left_open_told else "open"
    return "closed" if state.unlocked_at_ms is None else "unlocking"


def unlock(state: Compartment, now_ms: int) -> Compartment:
    """Note that the coil was pulsed by right; the next opening is then no break-in."""
    return replace(state, unlocked_at_ms=now_ms)


def step(state: Compartment, *, closed: bool, key_present: bool, now_ms: int) -> tuple[Compartment, list[Happening]]:
    """Take in one reading of hook and key sensor."""
    if state.closed and not closed:
        return _opened(state, now_ms)
    if not state.closed and closed:
        return _closed(state, key_present)
    if closed:
        return _still_closed(state, now_ms)
    return _still_open(state, now_ms)


def _opened(state: Compartment, now_ms: int) -> tuple[Compartment, list[Happening]]:
    by_right = state.unlocked_at_ms is not None and now_ms - state.unlocked_at_ms <= OPENS_WITHIN_MS
    opened = replace(state, closed=False, unlocked_at_ms=None, open_since_ms=now_ms, left_open_told=False)
    return opened, [Happening.OPENED if by_right else Happening.FORCED]


def _closed(state: Compartment, key_present: bool) -> tuple[Compartment, list[Happening]]:
    happenings = [Happening.CLOSED]
    if state.key_present and not key_present:
        happenings.append(Happening.KEY_TAKEN)
    if key_present and not state.key_present:
        happenings.append(Happening.KEY_RETURNED)
    return Compartment(key_present=key_present), happenings


def _still_closed(state: Compartment, now_ms: int) -> tuple[Compartment, list[Happening]]:
    if state.unlocked_at_ms is not None and now_ms - state.unlocked_at_ms > OPENS_WITHIN_MS:
        return replace(state, unlocked_at_ms=None), [Happening.JAMMED]
    return state, []


def _still_open(state: Compartment, now_ms: int) -> tuple[Compartment, list[Happening]]:
    too_long = state.open_since_ms is not None and now_ms - state.open_since_ms > LEFT_OPEN_AFTER_MS
    if too_long and not state.left_open_told:
        return replace(state, left_open_told=True), [Happening.LEFT_OPEN]
    return state, []
