"""Smoke by light obscuration, in percent per metre.

Threshold: optical density 0.0225 1/m (base 10), two samples one after the other; of 33 places with a living meter in the
NIST TN 1455-1 fires it came 5 s (median) after the median of the real alarms there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_edge.fire.verdict import OK, Verdict, Word

ALARM_OD_PER_M: Final = 0.0225
CLEARS_BELOW: Final = 0.8
"""Share of the threshold below which the cause counts as gone."""

_SAMPLES: Final = 2


def pct_m_of(od_per_m: float) -> float:
    """Return the obscuration in %/m for an optical density in 1/m, base 10."""
    return 100.0 * (1.0 - math.pow(10.0, -od_per_m))


ALARM_PCT_M: Final = pct_m_of(ALARM_OD_PER_M)


@dataclass(frozen=True, slots=True)
class SmokeLimits:
    """When a head is not to be believed. Values below `lowest_pct_m` mean a broken wire (the zero is a live one)."""

    lowest_pct_m: float = -2.0
    highest_pct_m: float = 100.0
    bad_after_ms: int = 10_000
    silent_after_ms: int = 30_000
    stuck_after_ms: int = 7 * 86_400_000


@dataclass(frozen=True, slots=True)
class Smoke:
    """What is known of a smoke head. Times are those of the samples, monotonic milliseconds."""

    seen_ms: int | None = None
    good_ms: int | None = None
    value: float | None = None
    since_value_ms: int = 0
    over: int = 0
    under: int = 0
    burning: bool = False


def step(state: Smoke, pct_m: float, at_ms: int, limits: SmokeLimits) -> Smoke:
    """Take in one sample. One that is not newer than the last, or not a number within the range, cannot raise a fire."""
    if state.seen_ms is not None and at_ms <= state.seen_ms:
        return state
    if not (math.isfinite(pct_m) and limits.lowest_pct_m <= pct_m <= limits.highest_pct_m):
        return replace(state, seen_ms=at_ms, over=0)
    since_value_ms = state.since_value_ms if state.value == pct_m else at_ms
    gap = state.seen_ms is not None and at_ms - state.seen_ms > limits.silent_after_ms
    over = (0 if gap else state.over) + 1 if pct_m >= ALARM_PCT_M else 0
    under = (0 if gap else state.under) + 1 if pct_m < ALARM_PCT_M * CLEARS_BELOW else 0
    burning = over >= _SAMPLES or (state.burning and under < _SAMPLES)
    return Smoke(at_ms, at_ms, pct_m, since_value_ms, over, under, burning)


def verdict(state: Smoke, now_ms: int, limits: SmokeLimits, *, born_ms: int) -> Verdict:
    """Judge the head now. `born_ms` is when watching began: a head that never answered is silent too."""
    if state.good_ms is None or now_ms - state.good_ms > limits.bad_after_ms:
        if state.seen_ms is None or now_ms - state.seen_ms > limits.bad_after_ms:
            silent = now_ms - (born_ms if state.seen_ms is None else state.seen_ms) > limits.silent_after_ms
            return Verdict(Word.FAULT, "silent") if silent else _measured(state)
        since_ms = born_ms if state.good_ms is None else state.good_ms
        return Verdict(Word.FAULT, "out_of_range") if now_ms - since_ms > limits.bad_after_ms else OK
    if not state.burning and now_ms - state.since_value_ms > limits.stuck_after_ms:
        return Verdict(Word.FAULT, "stuck")
    return _measured(state)


def _measured(state: Smoke) -> Verdict:
    if state.burning:
        return Verdict(Word.FIRE, x=state.value, thr=ALARM_PCT_M)
    return replace(OK, x=state.value, thr=ALARM_PCT_M)
