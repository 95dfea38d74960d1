"""Dust and carbon dioxide: measured, believed or not, and never a fire by themselves.

Dust rises with chalk, sweeping and fog machines, carbon dioxide with people. Both are shown beside an alarm and as trends.
A sensor that warms up answers without values; that is neither silence nor a measurement.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hallenwart_edge.fire.verdict import OK, Reason, Verdict, Word

_HOUR_MS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class AirLimits:
    """When an air sensor is not to be believed. `ranges` are inclusive, per quantity; another quantity may be any number.

    `stuck_after_ms`: how long all values may stay the same. `silent_after_ms`: asked each second, its silence shows within
    three of these and 10 s, a request that hangs included.
    """

    ranges: Mapping[str, tuple[float, float]]
    stuck_after_ms: int
    silent_after_ms: int = 11_000
    bad_after_ms: int = 10_000
    warm_up_ms: int = 0


_DUST_UG_M3: Final = (0.0, 5_000.0)
LIMITS: Final = {
    "pms5003": AirLimits({"pm1_ug_m3": _DUST_UG_M3, "pm2_5_ug_m3": _DUST_UG_M3, "pm10_ug_m3": _DUST_UG_M3}, 24 * _HOUR_MS),
    "sps30": AirLimits(
        {
            "pm1_ug_m3": _DUST_UG_M3,
            "pm2_5_ug_m3": _DUST_UG_M3,
            "pm4_ug_m3": _DUST_UG_M3,
            "pm10_ug_m3": _DUST_UG_M3,
            "pm_size_um": (0.0, 20.0),
        },
        _HOUR_MS,
    ),
    "mh-z19b": AirLimits({"co2_ppm": (300.0, 4_990.0)}, 6 * _HOUR_MS, warm_up_ms=300_000),
}
"""Whole µg/m³ stand still in clean air for hours, an SPS30's floating point numbers do not. An MH-Z19B that says 5000 ppm
stands at the end of its range: wrongly set, or in need of calibration. (Facts on these sensors, 5.1 to 5.3.)"""


@dataclass(frozen=True, slots=True)
class Air:
    """What is known of an air sensor: when it last answered and last said something believable, monotonic ms.

    `warming_ms`: since when it answers without values.
    """

    seen_ms: int
    good_ms: int
    values: Mapping[str, float] = field(default_factory=dict)
    since_values_ms: int = 0
    warming_ms: int | None = None


def step(state: Air, values: Mapping[str, float], at_ms: int, limits: AirLimits) -> Air:
    """Take in one answer; one without values comes from a sensor that warms up."""
    if not values:
        warming_ms = at_ms if state.warming_ms is None else state.warming_ms
        good_ms = at_ms if at_ms - warming_ms <= limits.warm_up_ms else state.good_ms
        return replace(state, seen_ms=at_ms, good_ms=good_ms, warming_ms=warming_ms)
    if not all(_believable(quantity, value, limits) for quantity, value in values.items()):
        return replace(state, seen_ms=at_ms)
    since_ms = state.since_values_ms if values == state.values else at_ms
    return Air(at_ms, at_ms, dict(values), since_ms)


def verdict(state: Air, now_ms: int, limits: AirLimits) -> Verdict:
    """Judge the sensor now; it is well or faulty."""
    if now_ms - state.seen_ms > limits.silent_after_ms:
        return Verdict(Word.FAULT, Reason.SILENT)
    if state.seen_ms - state.good_ms > limits.bad_after_ms:
        return Verdict(Word.FAULT, Reason.OUT_OF_RANGE)
    if state.values and now_ms - state.since_values_ms > limits.stuck_after_ms:
        return Verdict(Word.FAULT, Reason.STUCK)
    return OK


def _believable(quantity: str, value: float, limits: AirLimits) -> bool:
    low, high = limits.ranges.get(quantity, (-math.inf, math.inf))
    return math.isfinite(value) and low <= value <= high
