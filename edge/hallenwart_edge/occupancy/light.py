"""Whether the lamps of a room are on, told from an illuminance sensor that also sees daylight. Pure; times are monotonic ms.

Lamps change the level within moments, the sky within many minutes: a *step* up switches on, a step down switches off. What the
lamps add (`lamp_lx`) is learnt from each switching on, so that every room gets its own threshold; until then it is what even
a dim sports hall has (EN 12193 asks for 200 lx, emergency lighting gives a few), or the first step from near darkness.
Below half of it the lamps cannot be on, however they came to be off. A level that crept up is daylight, and where daylight is
stronger than the lamps, its ups and downs are the sun's: nothing is concluded from them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

LAMP_LX: Final = 200.0
LEAST_LAMP_LX: Final = 50.0
"""What a sensor on the wall sees of 200 lx on the floor."""
FROM_DARK: Final = 3.0
"""No sky grows so many times brighter within the time of a step."""
STEP_WITHIN_MS: Final = 250_000
"""A sensor that tells a mean every other minute spreads a switching over two values."""
SETTLED_MS: Final = 180_000
"""Gas discharge lamps of halls take some minutes to their full light."""
FORGET_MS: Final = 600_000
"""After so long without a value nothing is known of what happened in between."""
LEARN: Final = 0.3
STEP_SHARE: Final = 0.6
OFF_SHARE: Final = 0.5
MOST_LX: Final = 200_000.0
_EVERY_MS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Light:
    """`on` None: not known yet. `recent` are (t_ms, lx) of the last minutes, `before_lx` the level before the last step up."""

    lx: float | None = None
    at_ms: int = 0
    on: bool | None = None
    since_ms: int = 0
    stepped: bool = False
    before_lx: float | None = None
    lamp_lx: float = LAMP_LX
    learnt: int = 0
    recent: tuple[tuple[int, float], ...] = ()


def step(state: Light, lx: float, now_ms: int) -> Light:
    """Take in a level. What no sensor can mean (negative, not finite) is left out."""
    if not math.isfinite(lx) or not 0 <= lx <= MOST_LX:
        return state
    if state.lx is not None and now_ms - state.at_ms > FORGET_MS:
        state = replace(state, on=None, recent=(), before_lx=None)
    recent = tuple((t_ms, x) for t_ms, x in state.recent if 0 <= now_ms - t_ms <= STEP_WITHIN_MS)
    state = _settled(_switched(state, recent, lx, now_ms), lx, now_ms)
    if not recent or now_ms - recent[-1][0] >= _EVERY_MS:
        recent = (*recent, (now_ms, lx))
    return replace(state, lx=lx, at_ms=now_ms, recent=recent)


def _switched(state: Light, recent: tuple[tuple[int, float], ...], lx: float, now_ms: int) -> Light:
    lowest = min((x for _, x in recent), default=lx)
    highest = max((x for _, x in recent), default=lx)
    if not state.on and recent and _steps_up(state, lowest, lx):
        lamp_lx = state.lamp_lx if state.learnt else min(state.lamp_lx, lx - lowest)
        return replace(state, on=True, since_ms=now_ms, stepped=True, before_lx=lowest, lamp_lx=lamp_lx)
    down = highest - lx >= STEP_SHARE * state.lamp_lx
    if state.on is not False and lx < OFF_SHARE * state.lamp_lx:
        return _off(state, now_ms, stepped=state.on is True and down)
    if state.on is None:
        return replace(state, on=True, since_ms=now_ms, stepped=False, before_lx=None)
    if state.on and down and lx < state.lamp_lx and now_ms - state.since_ms > STEP_WITHIN_MS:
        return _off(state, now_ms, stepped=True)
    return state


def _steps_up(state: Light, lowest: float, lx: float) -> bool:
    if lowest >= state.lamp_lx:
        return False
    first = not state.learnt and lx >= max(LEAST_LAMP_LX, FROM_DARK * lowest)
    return first or lx - lowest >= STEP_SHARE * state.lamp_lx


def _off(state: Light, now_ms: int, *, stepped: bool) -> Light:
    return replace(state, on=False, since_ms=now_ms, stepped=stepped, before_lx=None, recent=())


def _settled(state: Light, lx: float, now_ms: int) -> Light:
    """Learn what the lamps add, once they shine fully."""
    if not state.on or state.before_lx is None or now_ms - state.since_ms < SETTLED_MS:
        return state
    added = lx - state.before_lx
    learnt = state.learnt + 1
    share = max(LEARN, 1 / learnt)
    lamp_lx = max(LEAST_LAMP_LX, state.lamp_lx + share * (added - state.lamp_lx))
    return replace(state, lamp_lx=lamp_lx, learnt=learnt, before_lx=None)


@dataclass(frozen=True, slots=True)
class Habit:
    """How this room's lamps go with its people: hours lit, and in all, while others saw somebody and while they saw nobody.

    It begins with ten hours of what holds for most rooms: lit nine times of ten with people, one time of ten without.
    """

    lit_busy_h: float = 9.0
    busy_h: float = 10.0
    lit_free_h: float = 1.0
    free_h: float = 10.0


HABIT_H: Final = 100.0
"""Older hours than these are forgotten bit by bit: lamps get other timers, summer needs none."""
MOST_WEIGHT: Final = 2.2
"""Nine to one, whatever was counted."""


def learnt(habit: Habit, *, lit: bool, busy: bool, gone_ms: int) -> Habit:
    """Take in that the lamps were as they were while others than the light knew whether somebody was there."""
    hours = gone_ms / 3_600_000
    if busy:
        kept = min(1.0, HABIT_H / (habit.busy_h + hours))
        return replace(habit, lit_busy_h=(habit.lit_busy_h + lit * hours) * kept, busy_h=(habit.busy_h + hours) * kept)
    kept = min(1.0, HABIT_H / (habit.free_h + hours))
    return replace(habit, lit_free_h=(habit.lit_free_h + lit * hours) * kept, free_h=(habit.free_h + hours) * kept)


def weight(habit: Habit, *, lit: bool) -> float:
    """Return what lit lamps (or dark ones) say for somebody being there, as a logarithm of odds."""
    busy, free = (
        (part + 0.5) / (whole + 1) for part, whole in ((habit.lit_busy_h, habit.busy_h), (habit.lit_free_h, habit.free_h))
    )
    told = math.log(busy / free) if lit else math.log((1 - busy) / (1 - free))
    return min(MOST_WEIGHT, max(0.0, told)) if lit else max(-MOST_WEIGHT, min(0.0, told))
