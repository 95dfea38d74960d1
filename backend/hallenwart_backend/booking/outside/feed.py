"""Reads a calendar (iCalendar, RFC 5545) as a plan: every date of every series, what cannot be read by itself. Pure.

An entry of a series has the uid of the series and the date it stood for at first: a series that begins an hour later
is the same entries at another time, and each keeps its booking and code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.outside.model import Became, ClubFrom, Outcome, Told
from hallenwart_backend.booking.outside.moments import fault_of_span, on_quarter
from hallenwart_backend.booking.outside.naming import split
from hallenwart_backend.booking.outside.rules import SERIES_MARK
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.calendar_text import BROKEN, CalendarError, check_rule, dates
from hallenwart_backend.calendar_text import read as read_text
from hallenwart_contract.clock import to_ms, utc

if TYPE_CHECKING:
    from icalendar import Calendar

MOST_CHARACTERS: Final = 5_000_000
MOST_ENTRIES: Final = 20_000
_UID: Final = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """`told` are its entries within the time asked for, `bad` those that cannot be read."""

    told: tuple[Told, ...]
    bad: tuple[Outcome, ...] = ()


def read(text: str, zone: ZoneInfo, club_from: ClubFrom, *, from_ms: int, to_ms: int) -> Feed:
    """Return the plan. Raises CalendarError: no_calendar, truncated, empty, too_large, too_many."""
    if not text.strip().upper().startswith("BEGIN:VCALENDAR"):
        raise CalendarError("no_calendar")
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        raise CalendarError("truncated")
    calendar = read_text(text, most_characters=MOST_CHARACTERS)
    told: list[Told] = []
    bad: list[Outcome] = []
    for uid, events in _by_uid(calendar).items():
        try:
            told += _entries(uid, events, zone, club_from, from_ms, to_ms)
        except (*BROKEN, CalendarError, IndexError) as error:
            why = error.code if isinstance(error, CalendarError) else "bad_entry"
            bad.append(Outcome(uid, Became.REFUSED, why, str(events[0].get("SUMMARY", ""))[:80]))
        if len(told) > MOST_ENTRIES:
            raise CalendarError("too_many")
    if not told and not bad:
        raise CalendarError("empty")
    return Feed(tuple(told), tuple(bad))


def _by_uid(calendar: Calendar) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for event in calendar.walk("VEVENT"):
        found.setdefault(_uid(event), []).append(event)
    return found


def _uid(event: Any) -> str:
    """Return the entry's uid; where it is missing or longer than is kept, a digest that stays the same for the same entry."""
    uid = str(event.get("UID", "")).strip()
    if not uid:
        uid = "\n".join(str(event.get(name, "")) for name in ("SUMMARY", "LOCATION")) + event.get("DTSTART").to_ical().decode()
    elif len(uid) <= _UID and uid.isprintable():
        return uid
    return hashlib.sha256(uid.encode()).hexdigest()[:40]


def _entries(uid: str, events: list[Any], zone: ZoneInfo, club_from: ClubFrom, from_ms: int, to_ms: int) -> Iterable[Told]:
    for event in events:
        check_rule(event)
    series = any(name in event for event in events for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
    if not series:
        found: Iterable[Any] = events[-1:] if len(events) == 1 else [max(events, key=_sequence)]
    else:
        from icalendar import Calendar

        one = Calendar()
        for event in events:
            one.add_component(event)
        found = dates(one, utc(from_ms), utc(to_ms))
    for event in found:
        entry = _entry(uid, event, zone, club_from, series=series)
        if entry.end_ms > from_ms and entry.start_ms < to_ms:
            yield entry


def _sequence(event: Any) -> int:
    return int(event.get("SEQUENCE", 0))


def _entry(uid: str, event: Any, zone: ZoneInfo, club_from: ClubFrom, *, series: bool) -> Told:
    begins = event["DTSTART"].dt
    start, end = on_quarter(_ms(begins, zone)), on_quarter(_end_ms(event, begins, zone))
    summary = _line(event.get("SUMMARY"))
    club, title = _club_and_title(event, summary, club_from)
    stood = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else begins
    away = str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    return Told(
        f"{uid}{SERIES_MARK}{_date(stood, zone)}" if series else uid,
        start,
        end,
        place=_line(event.get("LOCATION")),
        title=title,
        club=club,
        gone=away,
        fault=fault_of_span(start, end),
    )


def _ms(moment: date, zone: ZoneInfo) -> int:
    if not isinstance(moment, datetime):
        return local_ms(moment, 0, zone)
    return to_ms(moment if moment.tzinfo else moment.replace(tzinfo=zone))


def _date(moment: date, zone: ZoneInfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(zone) if moment.tzinfo else moment).date()


def _end_ms(event: Any, begins: date, zone: ZoneInfo) -> int:
    if "DTEND" in event:
        return _ms(event["DTEND"].dt, zone)
    if "DURATION" in event:
        length: timedelta = event["DURATION"].dt
        return _ms(begins, zone) + int(length.total_seconds() * 1000)
    return _ms(begins, zone) if isinstance(begins, datetime) else _ms(begins + timedelta(days=1), zone)


def _club_and_title(event: Any, summary: str, club_from: ClubFrom) -> tuple[str, str]:
    if club_from is ClubFrom.SUMMARY:
        before, behind = split(summary)
        return before[:120], behind[:120]
    if club_from is ClubFrom.WHOLE:
        return summary[:120], ""
    names = list(_categories(event)) if club_from is ClubFrom.CATEGORIES else [_organizer(event)]
    return next((name for name in names if name), "")[:120], summary[:120]


def _categories(event: Any) -> Iterator[str]:
    found = event.get("CATEGORIES")
    for one in found if isinstance(found, list) else [found] if found else []:
        yield from (_line(name) for name in getattr(one, "cats", [one]))


def _organizer(event: Any) -> str:
    organizer = event.get("ORGANIZER")
    return _line(getattr(organizer, "params", {}).get("CN", "")) if organizer else ""


def _line(text: Any) -> str:
    return "".join(one for one in " ".join(str(text or "").split()) if one.isprintable())[:120]
