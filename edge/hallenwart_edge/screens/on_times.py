"""Whether the panel of a hall display is on, and how bright. Pure: its times, the time and the alarm come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import utc
from hallenwart_contract.view import OnTime

FULL_PCT: Final = 100
LEAST_PCT: Final = 10
"""A panel that is on can be read."""


@dataclass(frozen=True, slots=True)
class Lit:
    on: bool
    brightness_pct: int = FULL_PCT


def wanted(times: Sequence[OnTime], *, zone: str, now_ms: int, clock_ok: bool, alarm: bool) -> Lit:
    """Return how the panel is to be. In an alarm it is on and bright; while nobody knows the time, or none is set, it is on.

    A time that ends at or before its begin ends on the next day. Where several hold, the brightest counts.
    """
    if alarm or not times or not clock_ok:
        return Lit(on=True)
    local = utc(now_ms).astimezone(ZoneInfo(zone))
    minute, today = local.hour * 60 + local.minute, local.weekday()
    brightness = [time.brightness_pct for time in times if _holds(time, today, minute)]
    if not brightness:
        return Lit(on=False)
    return Lit(on=True, brightness_pct=min(max(*brightness, LEAST_PCT), FULL_PCT))


def _holds(time: OnTime, today: int, minute: int) -> bool:
    if time.from_min < time.to_min:
        return today in time.days and time.from_min <= minute < time.to_min
    yesterday = (today - 1) % 7
    return (today in time.days and minute >= time.from_min) or (yesterday in time.days and minute < time.to_min)
