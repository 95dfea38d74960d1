"""Reads pages of RPDE feeds of OpenActive: halls, their hours, trainings and their dates. Pure."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from hallenwart_backend.exchange import concepts, moments
from hallenwart_backend.exchange.model import Item, ItemKind, Spot
from hallenwart_backend.exchange.reading.clean import (
    BROKEN,
    Reading,
    ReadingError,
    count,
    identity,
    many,
    names,
    spot,
    web,
    words,
)

KINDS = {
    "FacilityUse": ItemKind.FACILITY,
    "IndividualFacilityUse": ItemKind.FACILITY,
    "Slot": ItemKind.SLOT,
    "SessionSeries": ItemKind.SESSION,
    "ScheduledSession": ItemKind.DATE,
    "Event": ItemKind.EVENT,
}


def page(text: str, source: str, zone: ZoneInfo) -> Reading:
    """Return what a page tells, what it says is gone, and where the next one is. Raises ReadingError."""
    try:
        told = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ReadingError("not_json") from error
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        raise ReadingError("unknown")
    found = Reading(next=web(told.get("next")))
    for one in told["items"]:
        try:
            name = f"{words(one['kind'], 60)}\n{words(one['id'], 200)}"
            if one["state"] == "deleted":
                found.gone.append(identity(source, name))
            else:
                found.add(_item(one["data"], name, source, zone))
        except BROKEN:
            found.broken += 1
    return found


def _item(data: dict[str, Any], name: str, source: str, zone: ZoneInfo) -> Item | None:
    kind = KINDS.get(words(data.get("@type", data.get("type")), 60))
    if kind is None:
        return None
    key = words(data.get("@id", data.get("id")), 1_000)
    start, end = (moments.read(words(data.get(field), 40), zone) for field in ("startDate", "endDate"))
    if kind in {ItemKind.SLOT, ItemKind.DATE, ItemKind.EVENT} and start is None:
        raise ValueError("no time")
    of = data.get("facilityUse", data.get("superEvent"))
    by = data.get("organizer", data.get("provider")) or {}
    activity: dict[str, Any] = next(iter(many(data.get("activity"))), {})
    return Item(
        id=identity(source, name),
        kind=kind,
        modified_ms=0,
        title=words(data.get("name"), 200),
        text=words(data.get("description")),
        url=web(data.get("url")),
        source=source,
        same_as=names(key, ()),
        by=words(by.get("name"), 200),
        by_id=words(of.get("@id") if isinstance(of, dict) else of, 500),
        spot=_spot(data.get("location") or {}),
        from_ms=start,
        to_ms=end if end is not None else start,
        sport=concepts.sport_of(words(activity.get("@id"), 200)) or words(activity.get("prefLabel"), 80),
        free=count(data.get("remainingUses", data.get("remainingAttendeeCapacity"))),
        capacity=count(data.get("maximumUses", data.get("maximumAttendeeCapacity"))),
        min_age=count((data.get("ageRange") or {}).get("minValue")),
    )


def _spot(place: dict[str, Any]) -> Spot:
    geo, address = place.get("geo") or {}, place.get("address")
    if isinstance(address, dict):
        address = ", ".join(words(address.get(name), 100) for name in ("streetAddress", "postalCode", "addressLocality"))
    access = {
        name: value
        for one in many(place.get("amenityFeature"))[:30]
        for name, kind in (("toilet", "Toilets"), ("parking", "Parking"))
        if one.get("@type") == kind and isinstance(value := one.get("value"), bool)
    }
    return spot(place.get("name"), address, geo.get("latitude"), geo.get("longitude"), access)
