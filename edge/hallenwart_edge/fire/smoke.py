"""Smoke by light obscuration, in percent per metre: by its level, or by how fast it rises.

Level: optical density 0.0225 1/m (base 10), two samples one after the other. Rise: half of that above the lowest of ten
minutes, at a pace that makes the whole of it in a minute, three samples; the pace is divided by the time that really passed, so
gaps and slow heads neither raise nor hide a fire. Both are round shares of one threshold, the mean of real alarms in NIST
TN 1455-1, and not fitted to a recording. See docs/fire.md for what they reach.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_edge.fire import arrivals
from hallenwart_edge.fire.arrivals import Arrivals
from hallenwart_edge.fire.verdict import Verdict, Word

ALARM_OD_PER_M: Final = 0.0225
CLEARS_BELOW: Final = 0.8
"""Share of the threshold below which the cause counts as gone."""

WINDOW_MS: Final = 30_000
BASELINE_MS: Final = 600_000
_LEVEL_SAMPLES: Final = 2
_RISE_SAMPLES: Final = 3
_SHORTEST_SPAN_MS: Final = 5_000
_OLDEST_REFERENCE_MS: Final = 120_000


def pct_m_of(od_per_m: float) -> float:
    """Return the obscuration in %/m for an optical density in 1/m, base 10."""
    return 100.0 * (1.0 - math.pow(10.0, -od_per_m))


ALARM_PCT_M: Final = pct_m_of(ALARM_OD_PER_M)
RISE_PCT_M: Final = ALARM_PCT_M / 2
PACE_PCT_M_PER_MIN: Final = ALARM_PCT_M


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
    """What is known of a smoke head. `past` holds (time, %/m) of ten minutes; `until_below_pct_m` holds a fire.

    `over` and `rising` count samples in a row that are over the level or rise, `under` those that clear.
    """

    arrivals: Arrivals = field(default_factory=Arrivals)
    past: tuple[tuple[int, float], ...] = ()
    value: float | None = None
    since_value_ms: int = 0
    over: int = 0
    rising: int = 0
    under: int = 0
    until_below_pct_m: float | None = None

    @property
    def burning(self) -> bool:
        return self.until_below_pct_m is not None


def step(state: Smoke, pct_m: float, at_ms: int, limits: SmokeLimits, *, now_ms: int | None = None) -> Smoke:
    """Take in one sample of the time `at_ms`, which came at `now_ms` (None: at once).

    One that is not newer than the last, dated ahead, or not a number within the range cannot raise a fire and hides none.
    """
    now_ms = at_ms if now_ms is None else now_ms
    came = arrivals.take(state.arrivals, pct_m, at_ms, now_ms, lowest=limits.lowest_pct_m, highest=limits.highest_pct_m)
    if not came.fine:
        return replace(state, arrivals=came)
    past = tuple(entry for entry in state.past if entry[0] > at_ms - BASELINE_MS)
    lasting = bool(past) and at_ms - past[-1][0] <= limits.silent_after_ms
    base = min((value for _, value in past), default=pct_m)
    rises = pct_m - base >= RISE_PCT_M and _pace(past, pct_m, at_ms) >= PACE_PCT_M_PER_MIN
    over = _count(state.over, more=pct_m >= ALARM_PCT_M, lasting=lasting)
    rising = _count(state.rising, more=rises, lasting=lasting)
    until_below = state.until_below_pct_m
    under = _count(state.under, more=until_below is not None and pct_m < until_below, lasting=lasting)
    if until_below is not None and under >= _LEVEL_SAMPLES:
        until_below, under = None, 0
    if until_below is None and over >= _LEVEL_SAMPLES:
        until_below = ALARM_PCT_M * CLEARS_BELOW
    elif until_below is None and rising >= _RISE_SAMPLES:
        until_below = base + RISE_PCT_M * CLEARS_BELOW
    since = state.since_value_ms if state.value == pct_m else now_ms
    return Smoke(came, (*past, (at_ms, pct_m)), pct_m, since, over, rising, under, until_below)


def verdict(state: Smoke, now_ms: int, limits: SmokeLimits, *, born_ms: int) -> Verdict:
    """Judge the head now. `born_ms` is when watching began: a head that never answered is silent too."""
    if wrong := arrivals.fault(state.arrivals, now_ms, limits, born_ms=born_ms):
        return Verdict(Word.FAULT, wrong)
    if state.burning:
        return Verdict(Word.FIRE, x=state.value, thr=ALARM_PCT_M)
    if state.value is not None and now_ms - state.since_value_ms > limits.stuck_after_ms:
        return Verdict(Word.FAULT, "stuck")
    return Verdict(x=state.value, thr=ALARM_PCT_M)


def _count(before: int, *, more: bool, lasting: bool) -> int:
    """Count samples in a row; after a long gap the row begins anew."""
    return (before if lasting else 0) + 1 if more else 0


def _pace(past: tuple[tuple[int, float], ...], pct_m: float, at_ms: int) -> float:
    """Return the rise in %/m per minute since the newest sample that is 30 s old, or the oldest; 0 when that says nothing."""
    if not past:
        return 0.0
    reference = next((entry for entry in reversed(past) if at_ms - entry[0] >= WINDOW_MS), past[0])
    span_ms = at_ms - reference[0]
    if not _SHORTEST_SPAN_MS <= span_ms <= _OLDEST_REFERENCE_MS:
        return 0.0
    return (pct_m - reference[1]) * 60_000 / span_ms
