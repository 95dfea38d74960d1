"""How samples become buckets of an hour and of a day. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

HOUR_MS: Final = 3_600_000
DEFAULT_ZONE: Final = "Europe/Berlin"
Point = tuple[int, int, float | None, str | None]
"""Series number, t_ms, value, quality (None: ok)."""
Fold = tuple[int, float, float, float]
"""How many values, their total, lowest, highest."""
Folds = dict[tuple[int, int], Fold]
"""By series number and the time a bucket begins."""
_CACHED: Final = 4_096
_A_DAY_AND_A_HALF_MS: Final = 36 * HOUR_MS


class Days:
    """The local days of a zone. An hour belongs to the day in which it begins."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self._zone = ZoneInfo(zone)
        self.of: Callable[[int], int] = lru_cache(_CACHED)(self._of)
        """Return when the day of an hour begins, both in UTC milliseconds."""

    def after(self, day_ms: int) -> int:
        """Return when the next day begins; days have 23 to 25 hours."""
        return self._of(day_ms + _A_DAY_AND_A_HALF_MS)

    def _of(self, hour_ms: int) -> int:
        local = datetime.fromtimestamp(hour_ms / 1_000, self._zone)
        return int(local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0).timestamp()) * 1_000


def hour_of(t_ms: int) -> int:
    return t_ms - t_ms % HOUR_MS


def by_hour(points: Iterable[Point]) -> Folds:
    """Fold values to hours; what has no value counts nowhere."""
    hours: dict[tuple[int, int], list[float]] = defaultdict(list)
    for series, t_ms, x, _ in points:
        if x is not None:
            hours[series, t_ms - t_ms % HOUR_MS].append(x)
    return {key: (len(values), sum(values), min(values), max(values)) for key, values in hours.items()}


def by_day(hours: Mapping[tuple[int, int], Fold], days: Days) -> Folds:
    found: Folds = {}
    for (series, hour), fold in hours.items():
        key = series, days.of(hour)
        known = found.get(key)
        found[key] = fold if known is None else joined(known, fold)
    return found


def joined(one: Fold, other: Fold) -> Fold:
    return one[0] + other[0], one[1] + other[1], min(one[2], other[2]), max(one[3], other[3])
