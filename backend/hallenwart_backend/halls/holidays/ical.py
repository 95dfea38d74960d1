"""Reads holidays out of a calendar (iCalendar, RFC 5545): dates with a name. Pure, apart from taking time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.calendar_text import BROKEN, CalendarError, dates, parsed
from hallenwart_backend.halls.holidays.rules import Holiday

BACK_DAYS: Final = 366
AHEAD_DAYS: Final = 4 * 366
MOST_ENTRIES: Final = 500
LONGEST_DAYS: Final = 120
_INSTANT: Final = timedelta(microseconds=1)


def read(text: str, zone: ZoneInfo, today: date) -> tuple[Holiday, ...]:
    """Return the holidays from a year ago to four years ahead, in order. Raises CalendarError.

    An entry with times counts for the dates it touches in `zone`; one without an end for its day. Cancelled ones are left out.
    """
    begin, end = today - timedelta(days=BACK_DAYS), today + timedelta(days=AHEAD_DAYS)
    found: set[tuple[date, date, str]] = set()
    try:
        for event in dates(parsed(text), begin, end):
            if str(event.get("STATUS", "")).upper() != "CANCELLED":
                found.add(_dates(event, zone))
            if len(found) > MOST_ENTRIES:
                raise CalendarError("too_many")
    except BROKEN as error:
        raise CalendarError("bad_entry", str(error)[:80]) from error
    return tuple(Holiday(name, first, last) for first, last, name in sorted(found))


def _dates(event: Any, zone: ZoneInfo) -> tuple[date, date, str]:
    name = " ".join(str(event.get("SUMMARY", "")).split())[:120]
    begins = event["DTSTART"].dt
    first = _local(begins, zone).date() if isinstance(begins, datetime) else begins
    ends = event["DTEND"].dt if "DTEND" in event else None
    if ends is None:
        last = first
    elif isinstance(ends, datetime):
        last = (_local(ends, zone) - _INSTANT).date()
    else:
        last = ends - timedelta(days=1)
    last = max(first, last)
    if not name or (last - first).days >= LONGEST_DAYS:
        raise CalendarError("bad_entry", name or str(event.get("UID", ""))[:80])
    return first, last, name


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
