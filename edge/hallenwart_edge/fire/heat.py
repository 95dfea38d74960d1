"""Heat by rate of rise: 8.3 K/min over 30 s and 5 K above the lowest of ten minutes, or 58 °C at all.

A median of three samples takes out single glitches both ways. The rate is divided by the time that really passed, so gaps
and slow sensors neither raise nor hide a fire. Quiet rooms (facts: 29 sensor days) reached 0.87 K in a minute at most.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_edge.fire.plan import Profile
from hallenwart_edge.fire.verdict import OK, Verdict, Word

RATE_K_PER_MIN: Final = 8.3
RISE_K: Final = 5.0
FIXED_C: Final = 58.0
WINDOW_MS: Final = 30_000
BASELINE_MS: Final = 600_000
_OLDEST_REFERENCE_MS: Final = 120_000
_SHORTEST_SPAN_MS: Final = 10_000
_POWER_ON_C: Final = 85.0
"""What a DS18B20 says before its first conversion."""


@dataclass(frozen=True, slots=True)
class HeatLimits:
    """When a thermometer is not to be believed, and how it is judged."""

    lowest_c: float = -30.0
    highest_c: float = 125.0
    bad_after_ms: int = 10_000
    silent_after_ms: int = 30_000
    stuck_after_ms: int = 86_400_000
    profile: Profile = Profile.ROOM


@dataclass(frozen=True, slots=True)
class Heat:
    """What is known of a thermometer. `past` holds filtered (time, °C) of ten minutes; `until_below_c` holds a fire."""

    seen_ms: int | None = None
    good_ms: int | None = None
    raw: tuple[float, ...] = ()
    past: tuple[tuple[int, float], ...] = ()
    value: float | None = None
    since_value_ms: int = 0
    until_below_c: float | None = None


def step(state: Heat, temp_c: float, at_ms: int, limits: HeatLimits) -> Heat:
    """Take in one sample. One that is not newer than the last, or not a number within the range, cannot raise a fire."""
    if state.seen_ms is not None and at_ms <= state.seen_ms:
        return state
    if not _believable(state, temp_c, limits):
        return replace(state, seen_ms=at_ms)
    raw = (*state.raw, temp_c)[-3:]
    if len(raw) < 3:
        return replace(state, seen_ms=at_ms, good_ms=at_ms, raw=raw, value=temp_c, since_value_ms=at_ms)
    filtered = statistics.median(raw)
    past = tuple(entry for entry in state.past if entry[0] > at_ms - BASELINE_MS)
    return Heat(
        seen_ms=at_ms,
        good_ms=at_ms,
        raw=raw,
        past=(*past, (at_ms, filtered)),
        value=temp_c,
        since_value_ms=state.since_value_ms if temp_c == state.value else at_ms,
        until_below_c=_held(state.until_below_c, past, filtered, at_ms),
    )


def verdict(state: Heat, now_ms: int, limits: HeatLimits, *, born_ms: int) -> Verdict:
    """Judge the thermometer now. `born_ms` is when watching began."""
    seen_ms = born_ms if state.seen_ms is None else state.seen_ms
    good_ms = born_ms if state.good_ms is None else state.good_ms
    if now_ms - seen_ms > limits.silent_after_ms:
        return Verdict(Word.FAULT, "silent")
    if seen_ms - good_ms > limits.bad_after_ms:
        return Verdict(Word.FAULT, "out_of_range")
    if state.until_below_c is not None:
        return Verdict(Word.FIRE, x=state.value, thr=state.until_below_c)
    if state.value is not None and now_ms - state.since_value_ms > limits.stuck_after_ms:
        return Verdict(Word.FAULT, "stuck")
    return replace(OK, x=state.value)


def _believable(state: Heat, temp_c: float, limits: HeatLimits) -> bool:
    if not (math.isfinite(temp_c) and limits.lowest_c <= temp_c <= limits.highest_c):
        return False
    return temp_c != _POWER_ON_C or (state.value is not None and state.value >= _POWER_ON_C - 5)


def _held(until_below_c: float | None, past: tuple[tuple[int, float], ...], now_c: float, at_ms: int) -> float | None:
    if until_below_c is not None and now_c >= until_below_c:
        return until_below_c
    if now_c >= FIXED_C:
        return FIXED_C - RISE_K
    if not past:
        return None
    base_c = min(temp_c for _, temp_c in past)
    if now_c - base_c < RISE_K or _rate_k_per_min(past, now_c, at_ms) < RATE_K_PER_MIN:
        return None
    return base_c + RISE_K


def _rate_k_per_min(past: tuple[tuple[int, float], ...], now_c: float, at_ms: int) -> float:
    reference = next((entry for entry in reversed(past) if at_ms - entry[0] >= WINDOW_MS), past[0])
    span_ms = at_ms - reference[0]
    if not _SHORTEST_SPAN_MS <= span_ms <= _OLDEST_REFERENCE_MS:
        return 0.0
    return (now_c - reference[1]) * 60_000 / span_ms
