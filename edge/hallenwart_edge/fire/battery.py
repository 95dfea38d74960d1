"""How long a radio sensor's battery lasts: a warning 30 days before its end, a fault 7 days before (facts A2).

Heads report per cent, no days. Assumed: two days for each per cent that is left. That is careful for a battery made for three
years (eleven days each), because the figure comes from a voltage that falls slowly at first and fast at the end. What a head
itself calls low counts as the 30-day level: EN 14604 wants that warning at least 30 days before.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

DAYS_PER_PCT: Final = 2.0
WARN_DAYS: Final = 30
FAULT_DAYS: Final = 7
NEW_PCT: Final = 5
"""A level is left only when the battery has this much more: per cent wander with the temperature."""


class Level(StrEnum):
    """How far the end is away; also the word that is told."""

    GOOD = ""
    DAYS_30 = "days_30"
    DAYS_7 = "days_7"


def days_left(pct: float) -> float:
    return pct * DAYS_PER_PCT


def level(pct: int | None, *, low: bool, before: Level) -> Level:
    """Return the level for what a head says, after the level it had."""
    found = _level(pct, low=low)
    if pct is None or before is Level.GOOD or found is before:
        return found
    return max(found, _level(pct - NEW_PCT, low=low), key=_ORDER.index) if _better(found, before) else found


def _level(pct: int | None, *, low: bool) -> Level:
    if pct is not None and days_left(pct) <= FAULT_DAYS:
        return Level.DAYS_7
    return Level.DAYS_30 if low or (pct is not None and days_left(pct) <= WARN_DAYS) else Level.GOOD


_ORDER: Final = (Level.GOOD, Level.DAYS_30, Level.DAYS_7)


def _better(found: Level, before: Level) -> bool:
    return _ORDER.index(found) < _ORDER.index(before)
