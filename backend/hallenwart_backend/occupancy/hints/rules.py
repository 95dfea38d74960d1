"""Where a hall was lit or heated for nobody, and where its air was used up. Pure.

The limit of CO2 is 1,000 ppm (Umweltbundesamt 2008: above it, air the room), over at least a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hallenwart_backend.occupancy.figures.rules import HOURS, Hours
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


def energy_of(days: Sequence[tuple[date, Hours]], power: Power) -> list[Energy]:
    """Return the energy hints of one hall, the most first."""
    found = [
        _switched("light", [(day, sum(hours.lit), sum(hours.lit_empty)) for day, hours in days], power.light_w),
        _switched("heating", [(day, sum(hours.warm), sum(hours.warm_empty)) for day, hours in days], power.heat_w),
        _metered(days),
    ]
    told = [one for one in found if one is not None]
    return sorted(told, key=lambda one: (-(one.kwh or 0.0), -one.empty_h))


def _switched(what: str, days: Iterable[tuple[date, float, float]], watts: int | None) -> Energy | None:
    told = list(days)
    on = sum(minutes for _, minutes, _ in told) / _HOUR_MIN
    empty = sum(minutes for _, _, minutes in told) / _HOUR_MIN
    if empty < LEAST_EMPTY_H:
        return None
    kwh = None if watts is None else round(empty * watts / 1000, 1)
    return Energy(what, round(on, 1), round(empty, 1), kwh, max(told, key=lambda one: one[2])[0])


def _metered(days: Iterable[tuple[date, Hours]]) -> Energy | None:
    told = [(day, sum(hours.empty_wh), sum(1 for wh in hours.empty_wh if wh > 0)) for day, hours in days]
    kwh, hours = sum(wh for _, wh, _ in told) / 1000, sum(n for _, _, n in told)
    if hours < LEAST_EMPTY_H:
        return None
    return Energy("power", 0.0, float(hours), round(kwh, 1), max(told, key=lambda one: one[1])[0])


def air_of(days: Sequence[tuple[date, Hours]]) -> Air | None:
    """Return where the air of one hall was used up, None when it was not."""
    over = [(day, hour, hours.stale[hour], hours.air_peak[hour] or 0.0) for day, hours in days for hour in range(HOURS)]
    bad = [one for one in over if one[2] > 0]
    if not bad:
        return None
    by_time: dict[tuple[int, int], float] = {}
    for day, hour, minutes, _ in bad:
        by_time[day.weekday(), hour] = by_time.get((day.weekday(), hour), 0.0) + minutes
    worst = max(bad, key=lambda one: one[3])
    most = max(by_time, key=lambda at: by_time[at])
    hours = round(sum(one[2] for one in bad) / _HOUR_MIN, 1)
    return Air(hours, len({one[0] for one in bad}), worst[3], (worst[0], worst[1]), most)
