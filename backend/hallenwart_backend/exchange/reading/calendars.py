"""Reads iCalendar; dates of one thing are put together where they say so. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend import calendar_text
from hallenwart_backend.calendar_text import CalendarError
from hallenwart_backend.exchange.model import Item, ItemKind, Shift
from hallenwart_backend.exchange.reading.clean import (
    BROKEN,
    Reading,
    ReadingError,
    count,
    identity,
    kind_of,
    names,
    spot,
    web,
    words,
)
from hallenwart_contract.clock import to_ms

MOST: Final = 5_000_000


def document(text: str, source: str, zone: ZoneInfo) -> Reading:
    """Return the events; of those that repeat the first alone. Raises ReadingError."""
    try:
        calendar = calendar_text.read(text, most_characters=MOST)
    except CalendarError as error:
        raise ReadingError("no_calendar") from error
    found, whole = Reading(), dict[str, Item]()
    for event in calendar.walk("VEVENT"):
        try:
            item = _item(event, source, zone)
        except BROKEN:
            found.broken += 1
            continue
        known = whole.get(item.id)
        if known is not None and item.shifts:
            whole[item.id] = replace(known, shifts=(*known.shifts, *item.shifts))
        elif known is None:
            whole[item.id] = item
    for item in whole.values():
        found.add(item)
    return found


def _item(event: Any, source: str, zone: ZoneInfo) -> Item:
    def told(name: str, most: int = 200) -> str:
        return words(str(event.get(name, "")), most)

    def own(name: str, most: int = 200) -> str:
        return told(f"X-HALLENWART-{name}", most)

    uid, title = told("UID", 400), told("SUMMARY")
    start, end = _ms(event, "DTSTART", zone), _ms(event, "DTEND", zone)
    if not uid or not title or start is None:
        raise ValueError("no uid, title or time")
    terms = [str(one) for some in _lists(event.get("CATEGORIES")) for one in some]
    kind = kind_of(terms[0] if terms else "", ItemKind.EVENT)
    thing, host = own("ITEM"), uid.rpartition("@")[2]
    key = f"{kind}-{thing}@{host}" if thing else uid
    geo, part = event.get("GEO"), own("PART", 60)
    span = Shift(part, start, end if end is not None else start, count(own("WANTED")) or 0, count(own("FREE")) or 0)
    return Item(
        id=identity(source, key),
        kind=kind,
        modified_ms=0,
        title=title,
        text=told("DESCRIPTION", 4_000),
        url=web(told("URL", 1_000)),
        deleted=told("STATUS").upper() == "CANCELLED",
        source=source,
        same_as=names(told("URL", 1_000), ()),
        by=own("BY"),
        by_id=own("BY-ID"),
        contact=own("CONTACT"),
        spot=spot(
            own("PLACE") or told("LOCATION"), own("ADDRESS"), getattr(geo, "latitude", None), getattr(geo, "longitude", None)
        ),
        from_ms=None if part else span.from_ms,
        to_ms=None if part else span.to_ms,
        sport=words(terms[1], 80) if len(terms) > 1 and thing else "",
        role=own("ROLE", 40),
        shifts=(span,) if part else (),
    )


def _lists(value: Any) -> list[Any]:
    some = value if isinstance(value, list) else [] if value is None else [value]
    return [one.cats for one in some]


def _ms(event: Any, name: str, zone: ZoneInfo) -> int | None:
    value = event.get(name)
    if value is None:
        return None
    moment = value.dt
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=zone)
    return to_ms(moment if moment.tzinfo else moment.replace(tzinfo=zone))
