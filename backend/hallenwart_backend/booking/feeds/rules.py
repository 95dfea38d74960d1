"""A plan as an iCalendar (RFC 5545). Pure.

Every date is an event of its own under an id that never changes: programs differ in what they make of a series with
exceptions, and what is lent, moved or cancelled is then one event that changes, nothing else. Times are local with their
zone, whose rules are told along; only the second pass of an hour that comes twice is told in UTC, since a local time would
mean the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms, utc

if TYPE_CHECKING:
    from icalendar import Event

KINDS: Final = ("hall", "club", "trainer")
BEHIND_DAYS: Final = 60
AHEAD_DAYS: Final = 400
REFRESH: Final = timedelta(hours=1)
PRODUCT: Final = "-//Hallenwart//Hallenplan//DE"
_UID_HOST: Final = "hallenwart"


@dataclass(frozen=True, slots=True)
class Entry:
    """One date as a calendar shows it. `sequence` rises with each change, `changed_ms` is when it last did.

    `place` names hall and part as an import reads them; `where` may be longer, with the address.
    """

    uid: str
    start_ms: int
    end_ms: int
    title: str
    club: str
    place: str
    where: str
    zone: str
    created_ms: int
    changed_ms: int
    sequence: int = 0
    cancelled: bool = False
    note: str = ""
    tentative: bool = False


def calendar(name: str, entries: Sequence[Entry]) -> bytes:
    """Return the calendar, with the rules of all zones its times are in."""
    from icalendar import Calendar, Timezone, vDuration

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    for zone, first, last in _zones(entries):
        made.add_component(Timezone.from_tzid(zone, first_date=first, last_date=last))
    for entry in sorted(entries, key=lambda one: (one.start_ms, one.uid)):
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def _zones(entries: Iterable[Entry]) -> list[tuple[str, date, date]]:
    spans: dict[str, tuple[int, int]] = {}
    for one in entries:
        first, last = spans.get(one.zone, (one.start_ms, one.end_ms))
        spans[one.zone] = min(first, one.start_ms), max(last, one.end_ms)
    year = timedelta(days=366)
    return [(zone, utc(first).date() - year, utc(last).date() + year) for zone, (first, last) in sorted(spans.items())]


def _event(entry: Entry) -> Event:
    from icalendar import Event

    event = Event()
    zone = ZoneInfo(entry.zone)
    event.add("uid", f"{entry.uid}@{_UID_HOST}")
    event.add("dtstamp", utc(entry.changed_ms))
    event.add("created", utc(entry.created_ms))
    event.add("last-modified", utc(entry.changed_ms))
    event.add("sequence", entry.sequence)
    event.add("dtstart", local(entry.start_ms, zone))
    event.add("dtend", local(entry.end_ms, zone))
    event.add("summary", " \u2013 ".join(dict.fromkeys(filter(None, (entry.club, entry.title)))))
    event.add("location", entry.where)
    if entry.note:
        event.add("description", entry.note)
    event.add("status", "CANCELLED" if entry.cancelled else "TENTATIVE" if entry.tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    for field, value in (("PLACE", entry.place), ("CLUB", entry.club), ("TITLE", entry.title)):
        event.add(f"x-hallenwart-{field.lower()}", value)
    return event


def local(ms: int, zone: ZoneInfo) -> datetime:
    """Return an instant as local time, in UTC where the local time would mean another instant."""
    moment = utc(ms).astimezone(zone)
    return moment if to_ms(moment.replace(fold=0)) == ms else utc(ms)
