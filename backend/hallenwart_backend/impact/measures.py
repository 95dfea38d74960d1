"""The measures of a year, from its facts. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from hallenwart_backend.impact.model import Date, Level, Measure, Unit, Volunteered, Why, Year
from hallenwart_backend.impact.rules import BOTH, Case, Estimate, less, median, ratio, total, wilson

CLUBS: Final = 3
"""Of fewer clubs nothing is told to everybody, as on the page of use."""
_WEEKS: Final = 4
_QUARTERS: Final = 4
_MINUTE_MS: Final = 60_000
_DAY_MS: Final = 86_400_000


def measures(year: Year, k: int) -> list[Measure]:
    """Return all measures of a year. Of fewer than `k` cases, or of fewer than three clubs, none has a figure; k = 1: all."""
    return [
        _lent_hours(year, k),
        _lent_extra(year, k),
        _lent_groups(year, k),
        _groups(year, k),
        _heated(year),
        _volunteers(year.volunteered, k),
        _response("alarm_response", Unit.MINUTES, year.alarms, _MINUTE_MS, k),
        _response("idea_response", Unit.DAYS, year.ideas, _DAY_MS, k),
    ]


def _too_few(dates: Sequence[Date], k: int) -> bool:
    return k > 1 and (len(dates) < k or len({one.club for one in dates}) < CLUBS)


def _no(name: str, level: Level, unit: Unit, why: Why) -> Measure:
    return Measure(name, level, unit, why=why)


def _in_hours(found: Estimate) -> Estimate:
    return Estimate(found.value / _QUARTERS, found.low / _QUARTERS, found.high / _QUARTERS, found.n, found.unknown)


def _used(dates: Sequence[Date], level: float) -> Estimate:
    return _in_hours(total([Case(one.quarters, one.p) for one in dates], level))


def _lent_hours(year: Year, k: int) -> Measure:
    name, level, unit = "lent_hours", Level.OUTPUT, Unit.HOURS
    if not year.lent or all(one.p is None for one in year.lent):
        return _no(name, level, unit, Why.UNKNOWN)
    if _too_few(year.lent, k):
        return _no(name, level, unit, Why.FEW)
    return Measure(name, level, unit, _used(year.lent, 0.95))


def _lent_extra(year: Year, k: int) -> Measure:
    """Against dates that were offered too and that nobody took: of those, some were used by their owner all the same."""
    name, level, unit = "lent_extra", Level.OUTCOME, Unit.HOURS
    known = [one.p for one in year.kept if one.p is not None]
    if not known or not year.lent or all(one.p is None for one in year.lent):
        return _no(name, level, unit, Why.UNKNOWN)
    if _too_few(year.lent, k) or _too_few(year.kept, k):
        return _no(name, level, unit, Why.FEW)
    share = wilson(round(sum(known)), len(known), BOTH)
    hours = sum(one.quarters for one in year.lent) / _QUARTERS
    return Measure(name, level, unit, less(_used(year.lent, BOTH), hours, share))


def _lent_groups(year: Year, k: int) -> Measure:
    name, level, unit = "lent_groups", Level.OUTPUT, Unit.GROUPS
    if not year.lent:
        return _no(name, level, unit, Why.UNKNOWN)
    return _clubs(name, level, unit, year.lent, k)


def _groups(year: Year, k: int) -> Measure:
    name, level, unit = "groups", Level.OUTPUT, Unit.GROUPS
    if not year.dates:
        return _no(name, level, unit, Why.UNKNOWN)
    return _clubs(name, level, unit, year.dates, k)


def _clubs(name: str, level: Level, unit: Unit, dates: Sequence[Date], k: int) -> Measure:
    """A club was served when one of its dates at least was used."""
    never: dict[str, float | None] = {}
    for one in dates:
        was = never.get(one.club)
        never[one.club] = was if one.p is None else (1.0 - one.p) * (1.0 if was is None else was)
    if all(chance is None for chance in never.values()):
        return _no(name, level, unit, Why.UNKNOWN)
    if _too_few(dates, k):
        return _no(name, level, unit, Why.FEW)
    return Measure(name, level, unit, total([Case(1, None if chance is None else 1.0 - chance) for chance in never.values()]))


def _heated(year: Year) -> Measure:
    name, level, unit = "heated_use", Level.OUTCOME, Unit.MINUTES_PER_HOUR
    weeks = [one for one in year.heated if one[1] > 0]
    if not weeks:
        return _no(name, level, unit, Why.UNKNOWN)
    if len(weeks) < _WEEKS:
        return _no(name, level, unit, Why.FEW)
    found = ratio(weeks)
    return Measure(name, level, unit, Estimate(60 * found.value, 60 * found.low, min(60.0, 60 * found.high), found.n))


def _volunteers(found: Volunteered | None, k: int) -> Measure:
    """Confirmed hours are certain; shifts that wait for a word may add theirs."""
    name, level, unit = "volunteer_hours", Level.INPUT, Unit.HOURS
    if found is None or not found.shifts:
        return _no(name, level, unit, Why.UNKNOWN)
    if k > 1 and (found.shifts < k or found.clubs < CLUBS):
        return _no(name, level, unit, Why.FEW)
    hours = found.minutes / 60
    return Measure(name, level, unit, Estimate(hours, hours, hours + found.open_minutes / 60, found.shifts, found.open_shifts))


def _response(name: str, unit: Unit, times: Sequence[int | None], unit_ms: int, k: int) -> Measure:
    level = Level.OUTPUT
    if not times:
        return _no(name, level, unit, Why.UNKNOWN)
    if len(times) < k:
        return _no(name, level, unit, Why.FEW)
    found = median([None if one is None else one / unit_ms for one in times])
    return Measure(name, level, unit, found)


def shown(one: Measure) -> Measure:
    """Return a measure as everybody sees it: hours in whole fives, so that two days' pages do not tell what one day changed."""
    found = one.estimate
    if found is None or one.unit is not Unit.HOURS:
        return one
    value, low, high = 5 * round(found.value / 5), 5 * math.floor(found.low / 5), 5 * math.ceil(found.high / 5)
    return Measure(one.id, one.level, one.unit, Estimate(value, low, high, found.n, found.unknown))
