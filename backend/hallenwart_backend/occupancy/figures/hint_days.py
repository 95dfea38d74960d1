"""What one day says about energy and air, small enough to keep with the month. Pure."""

from __future__ import annotations

from datetime import date

import msgspec

from hallenwart_backend.occupancy.figures.rules import HOURS, Hours


class HintDay(msgspec.Struct, array_like=True, frozen=True):
    """Minutes of light and heating, of them without anybody; Wh of a meter then, in how many hours; minutes of stale air."""

    day: date
    lit: float
    lit_empty: float
    warm: float
    warm_empty: float
    empty_wh: float
    empty_hours: int
    stale: list[tuple[int, float]]
    air_peak: float
    air_hour: int


def hint_day(day: date, hours: Hours) -> HintDay | None:
    """Return what a day says; None where it says nothing."""
    stale = [(hour, hours.stale[hour]) for hour in range(HOURS) if hours.stale[hour] > 0]
    peak, at = max((hours.air_peak[hour] or 0.0, hour) for hour in range(HOURS))
    lit, warm, wh = sum(hours.lit), sum(hours.warm), sum(hours.empty_wh)
    if not (lit or warm or wh or stale):
        return None
    used = sum(1 for one in hours.empty_wh if one > 0)
    return HintDay(day, lit, sum(hours.lit_empty), warm, sum(hours.warm_empty), wh, used, stale, peak, at)
