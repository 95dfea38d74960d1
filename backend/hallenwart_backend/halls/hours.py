"""When a hall is open: weeks by season, holidays, closures; any time asked for becomes spans of instants. Pure.

Everything is local wall time, in minutes after midnight of the day it belongs to, up to noon of the next (2160): a Friday
that ends at 02:00 is Friday's. What follows without a gap is one span: a hall that never closes can be had across midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import Shut, local_day, local_ms
from hallenwart_backend.halls.closures import Closure

Span = tuple[int, int]
Week = tuple[tuple[Span, ...], ...]
CLOSED_WEEK: Final[Week] = ((),) * 7
LATEST_MIN: Final = 1440 + 720
MOST_SPANS: Final = 6
_OVERHANG: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Season:
    """A week of hours. With dates it holds from `first` to `last`, both included, instead of the one without."""

    week: Week
    name: str = ""
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def is_standard(self) -> bool:
        return self.first is None and self.last is None


@dataclass(frozen=True, slots=True)
class Special:
    """The hours of one date, whatever its weekday; `why` names the holiday."""

    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class NamedSpans:
    """Times with a meaning, open or not: `children` (they come first), `school` (for schools only)."""

    kind: str
    label: str
    week: Week


@dataclass(frozen=True, slots=True)
class Hours:
    """`special` are dates with hours of their own; `closures` those of the hall, its sections and its site."""

    seasons: tuple[Season, ...] = ()
    special: Mapping[date, Special] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()

    def of_day(self, day: date) -> tuple[Span, ...]:
        """Return the hours that belong to a date."""
        if day in self.special:
            return self.special[day].spans
        holding = [season for season in self.seasons if season.holds(day)]
        chosen = next((season for season in holding if not season.is_standard), next(iter(holding), None))
        return chosen.week[day.weekday()] if chosen else ()

    def open_spans(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
        """Return when the hall as a whole is open between two instants: in order, apart from each other, within both."""
        day, last = local_day(from_ms, zone) - _OVERHANG, local_day(to_ms, zone)
        spans = []
        while day <= last:
            spans += [(local_ms(day, opens, zone), local_ms(day, closes, zone)) for opens, closes in self.of_day(day)]
            day += timedelta(days=1)
        shut = [time for closure in self.closures if not closure.sections for time in closure.times(zone, from_ms, to_ms)]
        return _clipped(_without(_union(spans), _union(shut)), from_ms, to_ms)

    def shut(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[Shut]:
        """Return the closures that touch this time; those of the whole place name no sections."""
        found = [
            Shut(start_ms, end_ms, frozenset(closure.sections), closure.why)
            for closure in self.closures
            for start_ms, end_ms in closure.times(zone, from_ms, to_ms)
        ]
        return sorted(found, key=lambda shut: shut.start_ms)

    def why(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> str:
        """Return the holiday because of which the hours are others in this time, nothing when there is none."""
        days = {local_day(from_ms, zone), local_day(to_ms - 1, zone)}
        return next((self.special[day].why for day in sorted(days) if day in self.special), "")


def weekly(week: Iterable[Span | None]) -> Hours:
    """Return hours that are the same every week, one span or none a day, Monday first."""
    return Hours((Season(tuple(() if hours is None else (hours,) for hours in week)),))


def at(named: Iterable[NamedSpans], zone: ZoneInfo, start_ms: int, end_ms: int) -> list[NamedSpans]:
    """Return the named times that a time touches."""
    return [one for one in named if Hours((Season(one.week),)).open_spans(zone, start_ms, end_ms)]


def _union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _without(spans: Sequence[tuple[int, int]], shut: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for start, end in spans:
        at_ms = start
        for shut_start, shut_end in shut:
            if shut_end <= at_ms or shut_start >= end:
                continue
            if at_ms < shut_start:
                found.append((at_ms, shut_start))
            at_ms = max(at_ms, shut_end)
        if at_ms < end:
            found.append((at_ms, end))
    return found


def _clipped(spans: Iterable[tuple[int, int]], from_ms: int, to_ms: int) -> list[tuple[int, int]]:
    return [(max(start, from_ms), min(end, to_ms)) for start, end in spans if start < to_ms and from_ms < end]


def fault_of_week(week: Week) -> tuple[str, int] | None:
    """Return what is wrong as a code and the weekday (Monday is 0), or None.

    Codes: bad_week, too_many, bad_span (no time of day, ends before it begins, longer than a day), overlap, off_grid.
    """
    if len(week) != 7:
        return "bad_week", 0
    for weekday, spans in enumerate(week):
        if fault := fault_of_spans(spans):
            return fault, weekday
        overhang = max((closes for _, closes in week[weekday - 1]), default=0) - 1440
        if any(opens < overhang for opens, _ in spans):
            return "overlap", weekday
    return None


def fault_of_spans(spans: Sequence[Span]) -> str | None:
    ordered = sorted(spans)
    bad = [one for one in spans if not (0 <= one[0] < 1440 and one[0] < one[1] <= min(LATEST_MIN, one[0] + 1440))]
    checks = (
        ("too_many", len(spans) > MOST_SPANS),
        ("bad_span", bool(bad)),
        ("off_grid", any(opens % 15 or closes % 15 for opens, closes in spans)),
        ("overlap", any(one[1] > two[0] for one, two in pairwise(ordered))),
    )
    return next((code for code, wrong in checks if wrong), None)


def fault_of_seasons(seasons: Sequence[Season]) -> tuple[str, str] | None:
    """Return what is wrong as a code and the season's name, or None: one standard week, dated ones apart from each other."""
    if sum(season.is_standard for season in seasons) != 1:
        return "one_standard", ""
    dated = sorted((one for one in seasons if not one.is_standard), key=lambda one: one.first or date.min)
    for season in dated:
        if season.first is None or season.last is None or season.last < season.first:
            return "bad_dates", season.name
    for one, two in pairwise(dated):
        if (two.first or date.min) <= (one.last or date.max):
            return "overlap", two.name
    return None
