"""One hall's week for the notice board: what stands in which day. Pure; drawn as HTML and as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.parts import Language
from hallenwart_contract.clock import utc

DAYS: Final = 7
_DAY_NAMES: Final[dict[Language, tuple[str, ...]]] = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WORDS: Final[dict[Language, dict[str, str]]] = {
    "de": {
        "title": "Hallenplan",
        "week": "Kalenderwoche",
        "asked": "angefragt",
        "closed": "geschlossen",
        "town": "Stadt",
        "block": "Sperre",
        "made": "Stand",
        "none": "frei",
        "times": "Alle Zeiten",
    },
    "en": {
        "title": "Hall plan",
        "week": "Week",
        "asked": "asked for",
        "closed": "closed",
        "town": "Town",
        "block": "Block",
        "made": "As of",
        "none": "free",
        "times": "All times",
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """`time` as 18:00-20:00, `who` a club or the town, `what` its group and where: never a person."""

    time: str
    who: str
    what: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class DayPlan:
    name: str
    date: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class WeekPlan:
    hall: str
    site: str
    title: str
    span: str
    made: str
    days: tuple[DayPlan, ...]


def monday_of(week: str) -> date:
    """Return the Monday of an ISO week as 2026-W48. Raises ValueError."""
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def span_of(monday: date, zone: ZoneInfo) -> tuple[int, int]:
    return local_ms(monday, 0, zone), local_ms(monday + timedelta(days=DAYS - 1), 1440, zone)


def week_plan(
    hall: Hall, monday: date, bookings: Sequence[Booking], clubs: Mapping[str, str], language: Language, *, now_ms: int
) -> WeekPlan:
    words = WORDS[language]
    days = [monday + timedelta(days=number) for number in range(DAYS)]
    year, number, _ = monday.isocalendar()
    return WeekPlan(
        hall=hall.name,
        site=", ".join(part for part in (hall.site.name, hall.site.address) if part and part != hall.name),
        title=f"{words['title']} {hall.name}",
        span=f"{words['week']} {number}/{year}, {_date(days[0], language)} \u2013 {_date(days[-1], language)}",
        made=f"{words['made']} {utc(now_ms).astimezone(hall.zone):%d.%m.%Y %H:%M}. {words['times']}: {hall.site.zone}.",
        days=tuple(_day(hall, day, bookings, clubs, language) for day in days),
    )


def _date(day: date, language: Language) -> str:
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day:%Y-%m-%d}"


def _day(hall: Hall, day: date, bookings: Sequence[Booking], clubs: Mapping[str, str], language: Language) -> DayPlan:
    start, end = local_ms(day, 0, hall.zone), local_ms(day, 1440, hall.zone)
    found = [(one.start_ms, _line(one, hall, clubs, language)) for one in bookings if one.start_ms < end and one.end_ms > start]
    words = WORDS[language]
    for shut in hall.hours.shut(hall.zone, start, end):
        where = hall.words_of(sorted(shut.sections), language) if shut.sections else ""
        time = _time(max(shut.start_ms, start), min(shut.end_ms, end), hall.zone)
        found.append((shut.start_ms, Line(time, words["closed"], ", ".join(part for part in (shut.why, where) if part))))
    if not hall.hours.open_spans(hall.zone, start, end) and not found:
        found.append((start, Line("", words["closed"], hall.hours.why(hall.zone, start, end))))
    lines = [line for _, line in sorted(found, key=lambda one: one[0])]
    return DayPlan(_DAY_NAMES[language][day.weekday()], _date(day, language), tuple(lines))


def _line(one: Booking, hall: Hall, clubs: Mapping[str, str], language: Language) -> Line:
    words = WORDS[language]
    who = clubs.get(one.holder or "", "") or words["block" if one.kind == "block" else "town"]
    what = ", ".join(part for part in (one.title, hall.words_of(one.sections, language)) if part)
    mark = "" if one.state == State.BOOKED else words["asked"]
    return Line(_time(one.start_ms, one.end_ms, hall.zone), who, what, mark)


def _time(start_ms: int, end_ms: int, zone: ZoneInfo) -> str:
    start, end = (utc(ms).astimezone(zone) for ms in (start_ms, end_ms))
    return f"{start:%H:%M}\u2013{end:%H:%M}"
