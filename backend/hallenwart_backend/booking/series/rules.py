"""The dates of a series, as pure arithmetic.

A rhythm is local wall time: 18:00 stays 18:00 when clocks change. A wall time that the clock skips counts as after the
gap, one that comes twice as the first. Where start and end would then change places, the date keeps its nominal length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import QUARTER_MS, local_ms

MINUTE_MS: Final = 60_000
SHORTEST_MIN: Final = 30
LONGEST_MIN: Final = 8 * 60
MOST_DAYS: Final = 400
"""The longest season: a year, and the days until it begins."""
HORIZON_DAYS: Final = 800
MOST_WEEKS: Final = 4
_QUARTER_MIN: Final = QUARTER_MS // MINUTE_MS


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`weekday` 0 is Monday; minutes count from local midnight of the date, beyond 1440 into the next day.

    With `every_weeks` 2 the week of the first date counts, and every second one after it.
    """

    weekday: int
    start_min: int
    end_min: int
    from_date: date
    to_date: date
    every_weeks: int = 1

    def dates(self) -> list[date]:
        """Return the dates, first and last day included."""
        first, step = self.first, 7 * self.every_weeks
        count = (self.to_date - first).days // step + 1
        return [first + timedelta(days=step * number) for number in range(max(0, count))]

    @property
    def first(self) -> date:
        """The first date; it is after `to_date` when there is none."""
        return self.from_date + timedelta(days=(self.weekday - self.from_date.weekday()) % 7)

    def has(self, day: date) -> bool:
        return self.first <= day <= self.to_date and (day - self.first).days % (7 * self.every_weeks) == 0

    def span_ms(self, day: date, zone: ZoneInfo) -> tuple[int, int]:
        """Return when a date begins and ends."""
        start, end = local_ms(day, self.start_min, zone), local_ms(day, self.end_min, zone)
        return start, end if end > start else start + (self.end_min - self.start_min) * MINUTE_MS


def turned(before: Rhythm, after: Rhythm) -> Rhythm:
    """Return `after` kept in the weeks of `before`: a later start or another weekday changes no week of a fortnight."""
    if after.every_weeks == 1 or after.every_weeks != before.every_weeks:
        return after
    monday, step = before.first - timedelta(days=before.weekday), 7 * after.every_weeks
    ahead = -(-(after.from_date - monday - timedelta(days=after.weekday)).days // step)
    return replace(after, from_date=monday + timedelta(days=step * ahead + after.weekday))


def fault_of_rhythm(rhythm: Rhythm, today: date) -> str | None:
    """Return why a rhythm cannot be, as a code, or None."""
    length = rhythm.end_min - rhythm.start_min
    checks = (
        ("bad_grid", bool(rhythm.start_min % _QUARTER_MIN or rhythm.end_min % _QUARTER_MIN)),
        ("bad_length", not SHORTEST_MIN <= length <= LONGEST_MIN),
        ("bad_season", rhythm.to_date < rhythm.from_date or (rhythm.to_date - rhythm.from_date).days > MOST_DAYS),
        ("bad_season", rhythm.to_date > today + timedelta(days=HORIZON_DAYS)),
        ("past_season", rhythm.to_date < today),
        ("no_dates", not rhythm.dates()),
    )
    return next((code for code, wrong in checks if wrong), None)


def next_season(rhythm: Rhythm, from_date: date | None = None, to_date: date | None = None) -> Rhythm:
    """Return the same rhythm one year later: 52 weeks, so that weekdays stay.

    Without dates it begins the day after the last one ended, when that ends later.
    """
    year = timedelta(weeks=52)
    begins = from_date or max(rhythm.from_date + year, rhythm.to_date + timedelta(days=1))
    return replace(rhythm, from_date=begins, to_date=to_date or rhythm.to_date + year)


def without(dates: Iterable[date], skipped: Iterable[date]) -> list[date]:
    left_out = set(skipped)
    return [one for one in dates if one not in left_out]
