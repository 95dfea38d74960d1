"""Reads a calendar of shifts (iCalendar, RFC 5545) as Google, Outlook and Nextcloud write it. Pure, apart from taking time.

Series are expanded with their exceptions in their own time zone: what is said is when shifts really are. Times without a zone
are the site's local time; a whole day lasts from midnight to midnight there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.calendar_text import BROKEN, CalendarError, dates, parsed
from hallenwart_contract.clock import to_ms, utc

if TYPE_CHECKING:
    from icalendar import Calendar

MOST_ENTRIES: Final = 2_000
AHEAD_DAYS: Final = 400
"""So far ahead series are expanded; taken in again later, the calendar goes on."""
_GONE: Final = ("CANCELLED", "DECLINED")
_NO_WORD: Final = re.compile(r"\W+")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One time of one entry. `mails` and `names` are who it names: attendees first, then the summary."""

    uid: str
    summary: str
    from_ms: int
    to_ms: int
    mails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What people call who it is about, when nobody here fits."""
        return self.summary or next(iter((*self.names, *self.mails)), self.uid)


@dataclass(frozen=True, slots=True)
class Read:
    """`uids` are those of every entry of the calendar, also of those that are over or cancelled."""

    entries: tuple[Entry, ...]
    uids: frozenset[str]


def read(text: str, zone: ZoneInfo, now_ms: int) -> Read:
    """Return every shift from now on, in order of time. Raises CalendarError."""
    calendar = parsed(text)
    found = []
    for entry in _entries(calendar, zone, now_ms):
        if entry.to_ms > max(now_ms, entry.from_ms):
            found.append(entry)
        if len(found) > MOST_ENTRIES:
            raise CalendarError("too_many")
    uids = frozenset(_uid(event) for event in calendar.walk("VEVENT"))
    return Read(tuple(sorted(found, key=lambda one: (one.from_ms, one.uid))), uids)


def _entries(calendar: Calendar, zone: ZoneInfo, now_ms: int) -> Iterator[Entry]:
    begin = utc(now_ms)
    try:
        for event in dates(calendar, begin, begin + timedelta(days=AHEAD_DAYS)):
            if str(event.get("STATUS", "")).upper() != "CANCELLED":
                yield _entry(event, zone)
    except BROKEN as error:
        raise CalendarError("bad_entry", str(error)[:80]) from error


def _entry(event: Any, zone: ZoneInfo) -> Entry:
    begins = event["DTSTART"].dt
    ends = event["DTEND"].dt if "DTEND" in event else begins + timedelta(days=1)
    mails, names = _people(event)
    summary = " ".join(str(event.get("SUMMARY", "")).split())[:120]
    return Entry(_uid(event), summary, _ms(begins, zone), _ms(ends, zone), mails, names)


def _uid(event: Any) -> str:
    return str(event.get("UID", ""))[:200]


def _ms(moment: date | datetime, zone: ZoneInfo) -> int:
    if isinstance(moment, datetime):
        return to_ms(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    return local_ms(moment, 0, zone)


def _people(event: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    attendees = event.get("ATTENDEE", [])
    mails, names = [], []
    for one in attendees if isinstance(attendees, list) else [attendees]:
        params = getattr(one, "params", {})
        if str(params.get("PARTSTAT", "")).upper() in _GONE or str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE"}:
            continue
        mails.append(str(one).removeprefix("mailto:").removeprefix("MAILTO:").lower())
        names.append(str(params.get("CN", "")).strip())
    summary = str(event.get("SUMMARY", ""))
    mails += [mail.lower() for mail in _MAIL.findall(f"{summary} {event.get('DESCRIPTION', '')}")]
    return tuple(dict.fromkeys(filter(None, mails))), tuple(dict.fromkeys(filter(None, names)))


# --- whom it means ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """Who can be meant, by e-mail address and by name."""

    mails: Mapping[str, str]
    names: Mapping[str, str]
    given: Mapping[str, str]
    """What a person said who an entry's label means."""


def match(entry: Entry, known: Known) -> str | None:
    """Return whom an entry means: as a person said, by address, by an attendee's name, or by the one name in the summary."""
    if entry.label in known.given:
        return known.given[entry.label]
    by_mail = [known.mails[mail] for mail in entry.mails if mail in known.mails]
    by_name = [known.names[name.casefold()] for name in entry.names if name.casefold() in known.names]
    if by_mail or by_name:
        return (by_mail or by_name)[0]
    said = _plain(entry.summary)
    named = {person for name, person in known.names.items() if f" {_plain(name).strip()} " in said}
    return named.pop() if len(named) == 1 else None


def _plain(text: str) -> str:
    words = " ".join(_NO_WORD.sub(" ", text.casefold()).split())
    return f" {words} "
