"""Holidays as dates, and which hours a hall has on them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hallenwart_backend.halls.hours import Span, Special

KINDS: Final = ("public", "school")


@dataclass(frozen=True, slots=True)
class Holiday:
    """From `first` to `last`, both included."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=offset) for offset in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`kind`: public or school. `url` is read anew every day; `fault` says why the last time failed."""

    id: str
    name: str
    kind: str
    url: str = ""
    read_ms: int | None = None
    fault: str = ""
    days: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """What the days of a calendar mean for a hall: `closed`, or hours of its `own`. Without a rule they are as usual."""

    calendar: str
    rule: str
    spans: tuple[Span, ...] = ()


def special_days(rules: Iterable[HolidayRule], calendars: Mapping[str, Calendar]) -> dict[date, Special]:
    """Return the dates with hours of their own. Closed outweighs own hours, a public holiday outweighs school holidays."""
    found: dict[date, Special] = {}
    known = [(rule, calendars[rule.calendar]) for rule in rules if rule.calendar in calendars and rule.rule != "usual"]
    for rule, calendar in sorted(known, key=lambda one: (one[0].rule == "closed", one[1].kind == "public")):
        spans = () if rule.rule == "closed" else rule.spans
        for holiday in calendar.days:
            found |= dict.fromkeys(holiday.days, Special(spans, holiday.name))
    return found
