"""Heat by rate of rise, by how much hotter it is than it has been under high roofs, or by a fixed temperature.

In a room: 8.3 K/min over 30 s and 5 K above the lowest of ten minutes. Under a high roof (`Profile.TALL`) hot gas arrives thin
and late: 3 K above the hottest of the ten minutes before the last one, or 5 K above their lowest and hotter than any of them.
That a hall warms up again after a draught is no fire, and a slow morning sun is none. Both: 57 °C at all.

A median of three samples takes out single glitches both ways. The rate is divided by the time that really passed, so gaps and
slow sensors neither raise nor hide a fire. Quiet rooms (facts: 29 sensor days) reached 0.87 K in a minute and 2.44 K in ten at
most. The figures for fires and simulated nuisances are in docs/evaluation.md.
"""

from __future__ import annotations

import bisect
import statistics
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Final

from hallenwart_edge.fire import arrivals
from hallenwart_edge.fire.arrivals import Arrivals
from hallenwart_edge.fire.plan import Profile
from hallenwart_edge.fire.verdict import Verdict, Word

RATE_K_PER_MIN: Final = 8.3
RISE_K: Final = 5.0
FIXED_C: Final = 57.0
WINDOW_MS: Final = 30_000
BASELINE_MS: Final = 600_000
TALL_RISE_K: Final = 3.0
_LATELY_MS: Final = 60_000
_HOTTER_K: Final = 0.5
_TIME: Final = itemgetter(0)
_TEMP_C: Final = itemgetter(1)
_OLDEST_REFERENCE_MS: Final = 120_000
_SHORTEST_SPAN_MS: Final = 10_000
_NO_NUMBER: Final = float("nan")
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

    arrivals: Arrivals = field(default_factory=Arrivals)
    raw: tuple[float, ...] = ()
    past: tuple[tuple[int, float], ...] = ()
    value: float | None = None
    since_value_ms: int = 0
    until_below_c: float | None = None


def step(state: Heat, temp_c: float, at_ms: int, limits: HeatLimits, *, now_ms: int | None = None) -> Heat:
    """Take in one sample of the time `at_ms`, which came at `now_ms` (None: at once).

    One that is not newer than the last, dated ahead, or not a number within the range cannot raise a fire and hides none.
    """
    now_ms = at_ms if now_ms is None else now_ms
    said_c = _NO_NUMBER if _just_powered(state, temp_c) else temp_c
    came = arrivals.take(state.arrivals, said_c, at_ms, now_ms, lowest=limits.lowest_c, highest=limits.highest_c)
    if not came.fine:
        return replace(state, arrivals=came)
    raw = (*state.raw, temp_c)[-3:]
    since_value_ms = state.since_value_ms if temp_c == state.value else now_ms
    seen = replace(state, arrivals=came, raw=raw, value=temp_c, since_value_ms=since_value_ms)
    if len(raw) < 3:
        return seen
    filtered = statistics.median(raw)
    past = state.past[bisect.bisect_right(state.past, at_ms - BASELINE_MS, key=_TIME) :]
    held = _held(state.until_below_c, past, filtered, at_ms, limits.profile)
    return replace(seen, past=(*past, (at_ms, filtered)), until_below_c=held)


def verdict(state: Heat, now_ms: int, limits: HeatLimits, *, born_ms: int) -> Verdict:
    """Judge the thermometer now. `born_ms` is when watching began."""
    if wrong := arrivals.fault(state.arrivals, now_ms, limits, born_ms=born_ms):
        return Verdict(Word.FAULT, wrong)
    if state.until_below_c is not None:
        return Verdict(Word.FIRE, x=state.value, thr=state.until_below_c)
    if state.value is not None and now_ms - state.since_value_ms > limits.stuck_after_ms:
        return Verdict(Word.FAULT, "stuck")
    return Verdict(x=state.value)


def _just_powered(state: Heat, temp_c: float) -> bool:
    return temp_c == _POWER_ON_C and (state.value is None or state.value < _POWER_ON_C - 5)


def _held(
    until_below_c: float | None, past: tuple[tuple[int, float], ...], now_c: float, at_ms: int, profile: Profile
) -> float | None:
    if until_below_c is not None and now_c >= until_below_c:
        return until_below_c
    if now_c >= FIXED_C:
        return FIXED_C - RISE_K
    if not past:
        return None
    base_c = min(past, key=_TEMP_C)[1]
    if profile is Profile.TALL:
        return _held_under_a_tall_roof(past, base_c, now_c, at_ms)
    if now_c - base_c < RISE_K or _rate_k_per_min(past, now_c, at_ms) < RATE_K_PER_MIN:
        return None
    return base_c + RISE_K


def _held_under_a_tall_roof(past: tuple[tuple[int, float], ...], base_c: float, now_c: float, at_ms: int) -> float | None:
    """Compare with the hottest of what was before the last minute; right after the start, with the first sample there is."""
    before = bisect.bisect_right(past, at_ms - _LATELY_MS, key=_TIME)
    hottest_c = max(past[:before] or past[:1], key=_TEMP_C)[1]
    if now_c - hottest_c >= TALL_RISE_K:
        return hottest_c + TALL_RISE_K / 2
    if now_c - base_c >= RISE_K and now_c - hottest_c >= _HOTTER_K:
        return base_c + RISE_K
    return None


def _rate_k_per_min(past: tuple[tuple[int, float], ...], now_c: float, at_ms: int) -> float:
    reference = next((entry for entry in reversed(past) if at_ms - entry[0] >= WINDOW_MS), past[0])
    span_ms = at_ms - reference[0]
    if not _SHORTEST_SPAN_MS <= span_ms <= _OLDEST_REFERENCE_MS:
        return 0.0
    return (now_c - reference[1]) * 60_000 / span_ms
