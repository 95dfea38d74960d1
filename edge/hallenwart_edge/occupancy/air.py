"""Whether people breathe in a room, told from its CO2. Pure; times are monotonic ms.

Mass balance: what people add is the rise plus what ventilation carries off, `slope + LEAK_PER_H * (level - baseline)`, in ppm
per hour. The air change is taken as that of a closed building (0.5 an hour): a faster one makes the level fall faster after
people left, which says the same. The baseline is the room's own: its lowest level, let up slowly because sensors drift.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

LEAK_PER_H: Final = 0.5
SLOPE_OVER_MS: Final = 600_000
LEAST_SPAN_MS: Final = 240_000
FORGET_MS: Final = 1_200_000
OUTDOOR_PPM: Final = 420.0
LOWEST_PPM: Final = 300.0
HIGHEST_PPM: Final = 20_000.0
RISE_PPM_PER_H: Final = 2.0
_EVERY_MS: Final = 55_000
_HOUR_MS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Air:
    """`recent` are (t_ms, ppm), at most one a minute, of the last ten minutes. `base_ppm` None: nothing measured yet."""

    ppm: float | None = None
    at_ms: int = 0
    base_ppm: float | None = None
    recent: tuple[tuple[int, float], ...] = ()


def step(state: Air, ppm: float, now_ms: int) -> Air:
    """Take in a level. What no sensor in a room can mean is left out."""
    if not math.isfinite(ppm) or not LOWEST_PPM <= ppm <= HIGHEST_PPM:
        return state
    gone_ms = max(0, now_ms - state.at_ms)
    recent = tuple((t_ms, x) for t_ms, x in state.recent if 0 <= now_ms - t_ms <= SLOPE_OVER_MS)
    base = state.base_ppm
    risen = min(ppm, OUTDOOR_PPM) if base is None else base + RISE_PPM_PER_H * gone_ms / _HOUR_MS
    if not recent or now_ms - recent[-1][0] >= _EVERY_MS:
        recent = (*recent, (now_ms, ppm))
    return replace(state, ppm=ppm, at_ms=now_ms, base_ppm=min(ppm, risen), recent=recent)


def slope_ppm_per_h(state: Air) -> float | None:
    """Return the least-squares slope of the last ten minutes; None while they are not known."""
    if len(state.recent) < 3 or state.recent[-1][0] - state.recent[0][0] < LEAST_SPAN_MS:
        return None
    hours = [(t_ms - state.recent[0][0]) / _HOUR_MS for t_ms, _ in state.recent]
    mean_h, mean = sum(hours) / len(hours), sum(x for _, x in state.recent) / len(hours)
    spread = sum((h - mean_h) ** 2 for h in hours)
    return sum((h - mean_h) * (x - mean) for h, (_, x) in zip(hours, state.recent, strict=True)) / spread


def added_ppm_per_h(state: Air) -> float | None:
    """Return what people add to the air; None while it is not known."""
    slope = slope_ppm_per_h(state)
    if slope is None or state.ppm is None or state.base_ppm is None:
        return None
    return slope + LEAK_PER_H * (state.ppm - state.base_ppm)
