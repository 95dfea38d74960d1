"""When a place is shut although it would be open: once, or again and again. Local wall time of the site. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import local_day, local_ms

EVERY: Final = ("", "week", "month", "year")
"""Once; every `step` weeks; on the same weekday of each month (the second Monday); each year on that date."""
LONGEST_DAYS: Final = 3 * 366


@dataclass(frozen=True, slots=True)
class Closure:
    """A place is shut from `first` to `last`, both local wall time without a zone; a repeated one begins no later than `until`.

    `hall` empty: the whole site. No `sections`: the whole hall. Each time lasts as long on the wall clock as the first.
    The 29th of February is the 28th in other years; a fifth weekday is left out where a month has none.
    """

    id: str
    site: str
    hall: str
    sections: tuple[int, ...]
    why: str
    first: datetime
    last: datetime
    every: str = ""
    step: int = 1
    until: date | None = None

    def times(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
        """Return when it is shut, as far as that touches the time asked for, in order."""
        days = (self.last.date() - self.first.date()).days
        early = local_day(from_ms, zone) - timedelta(days=days + 1)
        late = min(local_day(to_ms, zone) + timedelta(days=1), self.until or date.max)
        found = []
        for day in self._days(early, late):
            start_ms = local_ms(day, _minute(self.first), zone)
            end_ms = local_ms(day + timedelta(days=days), _minute(self.last), zone)
            if start_ms < to_ms and from_ms < end_ms:
                found.append((start_ms, end_ms))
        return found

    def _days(self, early: date, late: date) -> Iterator[date]:
        """Yield the days on which it begins, between both."""
        begin = self.first.date()
        early = max(early, begin)
        if self.every == "week":
            step = 7 * self.step
            day = begin + timedelta(days=-(-(early - begin).days // step) * step)
            while day <= late:
                yield day
                day += timedelta(days=step)
            return
        candidates = (
            [begin]
            if not self.every
            else (_in_year(begin, year) for year in range(early.year, late.year + 1))
            if self.every == "year"
            else _monthly(begin, early, late)
        )
        yield from (day for day in candidates if early <= day <= late)


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _monthly(begin: date, early: date, late: date) -> Iterator[date]:
    nth = (begin.day - 1) // 7
    for month in range(early.year * 12 + early.month - 1, late.year * 12 + late.month):
        first = date(month // 12, month % 12 + 1, 1)
        day = first + timedelta(days=(begin.weekday() - first.weekday()) % 7 + 7 * nth)
        if day.month == first.month:
            yield day


def fault_of(closure: Closure, sections: int) -> str | None:
    """Return what is wrong with a closure as a code, or None. `sections`: of its hall; 0 for a site."""
    days = (closure.last - closure.first).total_seconds() / 86_400
    period = {"": LONGEST_DAYS, "week": 7 * closure.step, "month": 28, "year": 365}.get(closure.every, 0)
    checks = (
        ("bad_every", closure.every not in EVERY or not 1 <= closure.step <= 52),
        ("ends_before", closure.last <= closure.first),
        ("too_long", days > period),
        ("bad_sections", any(not 1 <= section <= sections for section in closure.sections)),
        ("until_before", closure.until is not None and closure.until < closure.first.date()),
    )
    return next((code for code, wrong in checks if wrong), None)
