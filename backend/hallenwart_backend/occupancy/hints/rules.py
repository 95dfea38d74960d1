"""Where a hall was lit or heated for nobody, and where its air was used up. Pure.

The limit of CO2 is 1,000 ppm (Umweltbundesamt 2008: above it, air the room), over at least a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hallenwart_backend.occupancy.figures.hint_days import HintDay
from hallenwart_backend.occupancy.policy.rules import Power

LEAST_EMPTY_H: Final = 2.0
"""Less than this in all is no hint."""
_HOUR_MIN: Final = 60.0


@dataclass(frozen=True, slots=True)
class Energy:
    """`what`: light, heating or power (a meter). Hours in which it was on, of them without anybody; None: nobody knows."""

    what: str
    on_h: float
    empty_h: float
    kwh: float | None
    worst: date | None


@dataclass(frozen=True, slots=True)
class Air:
    over_h: float
    days: int
    worst_ppm: float
    worst: tuple[date, int]
    most: tuple[int, int]
    """Weekday and hour with most of it."""


def energy_of(days: Sequence[HintDay], power: Power) -> list[Energy]:
    """Return the energy hints of one hall, the most first."""
    found = [
        _switched("light", [(one.day, one.lit, one.lit_empty) for one in days], power.light_w),
        _switched("heating", [(one.day, one.warm, one.warm_empty) for one in days], power.heat_w),
        _metered(days),
    ]
    told = [one for one in found if one is not None]
    return sorted(told, key=lambda one: (-(one.kwh or 0.0), -one.empty_h))


def _switched(what: str, told: Sequence[tuple[date, float, float]], watts: int | None) -> Energy | None:
    on = sum(minutes for _, minutes, _ in told) / _HOUR_MIN
    empty = sum(minutes for _, _, minutes in told) / _HOUR_MIN
    if empty < LEAST_EMPTY_H:
        return None
    kwh = None if watts is None else round(empty * watts / 1000, 1)
    return Energy(what, round(on, 1), round(empty, 1), kwh, max(told, key=lambda one: one[2])[0])


def _metered(days: Sequence[HintDay]) -> Energy | None:
    kwh, hours = sum(one.empty_wh for one in days) / 1000, sum(one.empty_hours for one in days)
    if hours < LEAST_EMPTY_H:
        return None
    return Energy("power", 0.0, float(hours), round(kwh, 1), max(days, key=lambda one: one.empty_wh).day)


def air_of(days: Sequence[HintDay]) -> Air | None:
    """Return where the air of one hall was used up, None when it was not."""
    bad = [one for one in days if one.stale]
    if not bad:
        return None
    by_time: dict[tuple[int, int], float] = {}
    for one in bad:
        for hour, minutes in one.stale:
            by_time[one.day.weekday(), hour] = by_time.get((one.day.weekday(), hour), 0.0) + minutes
    worst = max(bad, key=lambda one: one.air_peak)
    hours = round(sum(by_time.values()) / _HOUR_MIN, 1)
    return Air(hours, len(bad), worst.air_peak, (worst.day, worst.air_hour), max(by_time, key=lambda at: by_time[at]))
