"""Reads offers in the model of the Volunteering Data Standard. Pure."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from hallenwart_backend.exchange import moments
from hallenwart_backend.exchange.model import Item, ItemKind, Shift
from hallenwart_backend.exchange.reading.clean import (
    BROKEN,
    MOST_SHIFTS,
    Reading,
    ReadingError,
    count,
    identity,
    many,
    names,
    spot,
    texts,
    web,
    words,
)


def document(text: str, source: str, zone: ZoneInfo) -> Reading:
    """Return the activities of all organisations. Raises ReadingError."""
    try:
        told = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ReadingError("not_json") from error
    if not isinstance(told, dict):
        raise ReadingError("unknown")
    found = Reading()
    for organisation in many(told.get("graph", told.get("@graph", told))):
        for activity in many(organisation.get("activity")) if isinstance(organisation, dict) else []:
            try:
                found.add(_item(activity, organisation, source, zone))
            except BROKEN:
                found.broken += 1
    return found


def _item(activity: dict[str, Any], organisation: dict[str, Any], source: str, zone: ZoneInfo) -> Item:
    role: dict[str, Any] = next(iter(many(activity.get("role"))), {})
    sessions = many(activity.get("session"))
    title, by = words(activity.get("title"), 200), words(organisation.get("name"), 200)
    if not title:
        raise ValueError("no title")
    place: dict[str, Any] = next((one["location"] for one in sessions if one.get("location")), {})
    key = words(activity.get("id", activity.get("@id")), 1_000)
    named = words(role.get("title"), 100)
    return Item(
        id=identity(source, key or f"{by}\n{title}"),
        kind=ItemKind.OFFER,
        modified_ms=0,
        title=title,
        text=words(activity.get("description")),
        url=web(role.get("applyLink")) or web(organisation.get("website")),
        source=source,
        same_as=names(key, ()),
        by=by,
        by_id=words(organisation.get("id", organisation.get("@id")), 300).rpartition("/")[2],
        spot=spot(place.get("name"), place.get("address"), place.get("latitude"), place.get("longitude")),
        role="" if named == title else named[:40],
        needs=words(role.get("description"), 1_000),
        skills=tuple(one.rpartition("/")[2] for one in texts(role.get("skill"), 200)),
        min_age=count(role.get("minimumAge")),
        shifts=tuple(shift for one in sessions[:MOST_SHIFTS] for shift in _shifts(one, zone)),
    )


def _shifts(session: dict[str, Any], zone: ZoneInfo) -> list[Shift]:
    """Return the times of a session that are told as such; a weekday's morning is none."""
    found = []
    for time in many(session.get("time")):
        start, end = (
            (moments.read(words(time.get(name), 40), zone) for name in ("beginning", "end"))
            if isinstance(time, dict)
            else (None, None)
        )
        if start is not None and end is not None and start <= end:
            name = words(session.get("id"), 300).rpartition("#")[2] or str(start)
            found.append(Shift(name, start, end, 0, 0))
    return found
