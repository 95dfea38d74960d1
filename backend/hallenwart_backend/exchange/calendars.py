"""What has a time, as iCalendar (RFC 5545). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from hallenwart_backend.booking.feeds.rules import local
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.exchange.teller import Teller
from hallenwart_contract.clock import utc

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//Hallenwart//Daten//DE"


def calendar(items: Iterable[Item], name: str, teller: Teller) -> bytes:
    """Return a calendar: an event each, of trainings and offers one for each of their dates."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    for item in items:
        for part, start, end in spans(item):
            made.add_component(_event(item, part, start, end, teller))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def spans(item: Item) -> Iterator[tuple[str, int, int]]:
    """Yield the dates of an item: their id within it (none: its own time), start and end."""
    if item.from_ms is not None and item.to_ms is not None and not item.shifts:
        yield "", item.from_ms, item.to_ms
    for shift in item.shifts:
        yield shift.id, shift.from_ms, shift.to_ms


def _event(item: Item, part: str, start_ms: int, end_ms: int, teller: Teller) -> Event:
    from icalendar import Event, vUri

    event, spot = Event(), item.spot
    host = teller.base.partition("://")[2].partition("/")[0].partition(":")[0]
    event.add("uid", f"{item.kind}-{item.id}{'.' + part if part else ''}@{host}")
    event.add("dtstamp", utc(item.modified_ms))
    event.add("last-modified", utc(item.modified_ms))
    event.add("dtstart", local(start_ms, teller.zone))
    event.add("dtend", local(end_ms, teller.zone))
    event.add("summary", item.title)
    event.add("location", ", ".join(dict.fromkeys(filter(None, (spot.name, spot.address)))))
    if item.text:
        event.add("description", item.text)
    if item.url:
        event.add("url", vUri(item.url))
    if spot.lat is not None and spot.lon is not None:
        event.add("geo", (spot.lat, spot.lon))
    event.add("categories", [str(item.kind), *([item.sport] if item.sport else [])])
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    facts = {"item": item.id, "by": item.by, "by-id": item.by_id, "place": spot.name, "address": spot.address}
    facts |= {"role": item.role if item.kind is ItemKind.OFFER else "", "contact": item.contact, "part": part}
    for shift in item.shifts:
        if shift.id == part:
            facts |= {"wanted": str(shift.wanted), "free": str(shift.free)}
    for name, value in facts.items():
        if value:
            event.add(f"x-hallenwart-{name}", value)
    return event
