"""Reads the text of a calendar (iCalendar, RFC 5545) of strangers: bounded, nothing endless to expand. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from icalendar import Calendar

MOST_CHARACTERS: Final = 1_000_000
MOST_SERIES: Final = 1_000
_OFTEN: Final = ("SECONDLY", "MINUTELY", "HOURLY")
_LISTS: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
BROKEN: Final = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What the libraries raise at entries they cannot read."""


class CalendarError(Exception):
    """Raised when a text cannot be taken in. `code`: no_calendar, too_large, too_often, too_many, bad_entry."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where


def read(text: str, *, most_characters: int = MOST_CHARACTERS) -> Calendar:
    """Return the calendar as it is, no series of it checked. Raises CalendarError."""
    if len(text) > most_characters:
        raise CalendarError("too_large")
    from icalendar import Calendar  # loaded with the first calendar: it takes 3 MB

    try:
        calendar = Calendar.from_ical(text)
    except (*BROKEN, IndexError) as error:
        raise CalendarError("no_calendar", str(error)[:80]) from error
    if not isinstance(calendar, Calendar):
        raise CalendarError("no_calendar")
    return calendar


def parsed(text: str, *, most_characters: int = MOST_CHARACTERS, most_series: int = MOST_SERIES) -> Calendar:
    """Return the calendar; its series can be expanded. Raises CalendarError."""
    calendar = read(text, most_characters=most_characters)
    events = calendar.walk("VEVENT")
    if len(events) > most_series:
        raise CalendarError("too_many")
    try:
        for event in events:
            check_rule(event)
    except BROKEN as error:
        raise CalendarError("bad_entry", str(error)[:80]) from error
    return calendar


def check_rule(event: Any) -> None:
    """Raise CalendarError for what would mean many times a day: no shift, and endless to expand."""
    rules = event.get("RRULE")
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        often = any(str(one).upper() in _OFTEN for one in rule.get("FREQ", []))
        if often or any(len(rule.get(name, [])) > 1 for name in _LISTS):
            raise CalendarError("too_often", str(event.get("SUMMARY", ""))[:80])


def dates(calendar: Calendar, begin: date, end: date) -> Iterator[Any]:
    """Yield each event between two moments, series date by date. Raises BROKEN.

    What expands them is loaded with the first calendar: many servers never read one.
    """
    import recurring_ical_events  # type: ignore[import-untyped]  # ships no types

    yield from recurring_ical_events.of(calendar).between(begin, end)
