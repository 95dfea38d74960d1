"""What everybody may see of a plan: which dates, by week, and under which name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hallenwart_backend.booking.feeds.rules import Entry
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.halls.model import Hall

EVENING_MIN = 17 * 60
DAY_MIN = 1_440


@dataclass(frozen=True, slots=True)
class Shown:
    """What the office lets everybody see of a hall."""

    shown: bool = True
    names: bool = True
    feed: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    entries: tuple[Entry, ...]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_span(monday: date, hall: Hall) -> tuple[int, int]:
    return local_ms(monday, 0, hall.zone), local_ms(monday + timedelta(days=7), 0, hall.zone)


def days_of(monday: date, entries: Sequence[Entry], hall: Hall) -> list[Day]:
    """Return the seven days of a week with what begins on each; what is cancelled or only asked for is left out."""
    days = [monday + timedelta(days=offset) for offset in range(7)]
    held = [one for one in entries if not one.cancelled and not one.tentative]
    return [Day(day, tuple(one for one in held if local_day(one.start_ms, hall.zone) == day)) for day in days]


def tonight(now_ms: int, hall: Hall) -> tuple[int, int]:
    """Return the evening of today, from now on."""
    day = local_day(now_ms, hall.zone)
    return max(now_ms, local_ms(day, EVENING_MIN, hall.zone)), local_ms(day, DAY_MIN, hall.zone)
