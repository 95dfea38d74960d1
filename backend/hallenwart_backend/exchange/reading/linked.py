"""Reads schema.org as JSON-LD: in a document, a graph, or the script elements of a page. Pure.

Read is what sites write: compact JSON with schema.org as its context. Nothing is fetched to understand a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from hallenwart_backend.exchange import moments
from hallenwart_backend.exchange.model import Item, ItemKind, Shift, Spot
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
from hallenwart_backend.exchange.schema_org import SESSION

_SCRIPT: Final = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CLUBS: Final = {"SportsOrganization", "SportsClub", "SportsTeam", "Organization", "NGO"}
_PLACES: Final = {"SportsActivityLocation", "StadiumOrArena", "ExerciseGym"}
_AGE: Final = re.compile(r"(\d{1,3})")
_DEEPEST: Final = 6


def document(text: str, source: str, zone: ZoneInfo) -> Reading:
    """Return what a document tells. Raises ReadingError."""
    found = Reading()
    for node in _nodes(_parsed(text), 0):
        try:
            found.add(_item(node, source, zone))
        except BROKEN:
            found.broken += 1
    return found


def _parsed(text: str) -> list[Any]:
    scripts = _SCRIPT.findall(text) if text.lstrip().startswith("<") else [text]
    try:
        return [msgspec.json.decode(script) for script in scripts]
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ReadingError("not_json") from error


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        if "@graph" in value:
            yield from _nodes(value["@graph"], depth + 1)
        elif "itemListElement" in value:
            yield from _nodes(
                [one.get("item", one) for one in many(value["itemListElement"]) if isinstance(one, dict)], depth + 1
            )
        else:
            yield value


def types(node: dict[str, Any]) -> set[str]:
    return {words(one, 100).rpartition("/")[2].removeprefix("schema:") for one in many(node.get("@type", node.get("type")))}


def _kind(node: dict[str, Any]) -> ItemKind | None:
    """Return what a thing is to us, None for what is none of ours."""
    found = types(node)
    if "JobPosting" in found:
        return ItemKind.OFFER if "VOLUNTEER" in texts(node.get("employmentType")) else None
    if any(one.endswith("Event") or one == "Festival" for one in found):
        return ItemKind.SESSION if "subEvent" in node or SESSION in texts(node.get("additionalType")) else ItemKind.EVENT
    if found & _PLACES:
        return ItemKind.FACILITY
    return ItemKind.CLUB if found & _CLUBS else None


def _item(node: dict[str, Any], source: str, zone: ZoneInfo) -> Item | None:
    kind = _kind(node)
    if kind is None:
        return None
    url = web(node.get("url"))
    key = words(node.get("@id", node.get("id")), 1_000) or url
    title = words(node.get("name", node.get("title")), 200)
    start = moments.read(words(node.get("startDate"), 40), zone)
    if not title or (kind is ItemKind.EVENT and start is None):
        raise ValueError("no title or time")
    by = _first(node.get("organizer", node.get("hiringOrganization", node.get("containedInPlace"))))
    end = moments.read(words(node.get("endDate"), 40), zone)
    parts = [one for one in many(node.get("subEvent", node.get("subjectOf"))) if isinstance(one, dict)]
    about = next(iter(parts), {}) if kind is ItemKind.OFFER else node
    place = node if kind is ItemKind.FACILITY else _first(node.get("location", node.get("jobLocation")))
    return Item(
        id=identity(source, key or f"{title}\n{start}"),
        kind=kind,
        modified_ms=0,
        title=title,
        text=words(node.get("description")),
        url=url or web(key),
        deleted="EventCancelled" in words(node.get("eventStatus"), 100),
        source=source,
        same_as=names(key, many(node.get("sameAs"))),
        by=words(by.get("name"), 200),
        by_id=words(by.get("identifier"), 100),
        contact=_contact(_first(node.get("applicationContact", node.get("contactPoint")))),
        spot=_spot(place),
        from_ms=start,
        to_ms=end if end is not None else start,
        sport=", ".join(texts(node.get("sport"))),
        teams=tuple(words(_first(one).get("name"), 120) for one in many(node.get("competitor"))[:20]),
        free=count(node.get("remainingAttendeeCapacity")),
        capacity=count(node.get("maximumAttendeeCapacity")),
        role=words(node.get("occupationalCategory"), 40),
        needs=words(node.get("qualifications"), 1_000),
        skills=texts(node.get("skills")),
        languages=texts(about.get("inLanguage", about.get("knowsLanguage")), 20),
        min_age=_age(about.get("typicalAgeRange")),
        shifts=tuple(shift for one in parts[:MOST_SHIFTS] if (shift := _shift(one, zone))),
    )


def _first(value: object) -> dict[str, Any]:
    for one in many(value):
        return one if isinstance(one, dict) else {"name": one}
    return {}


def _contact(point: dict[str, Any]) -> str:
    return words(point.get("email"), 200) or web(point.get("url")) or words(point.get("description", point.get("name")), 200)


def _age(value: object) -> int | None:
    found = _AGE.match(words(value, 20))
    return int(found[1]) if found else None


def _shift(node: dict[str, Any], zone: ZoneInfo) -> Shift | None:
    start, end = (moments.read(words(node.get(name), 40), zone) for name in ("startDate", "endDate"))
    if start is None or end is None or end < start:
        return None
    wanted = count(node.get("maximumAttendeeCapacity")) or 0
    free = count(node.get("remainingAttendeeCapacity"))
    return Shift(words(node.get("identifier"), 60) or str(start), start, end, wanted, wanted if free is None else free)


def _spot(place: dict[str, Any]) -> Spot:
    geo, address = _first(place.get("geo")), place.get("address")
    if isinstance(address, dict):
        parts = [words(address.get(name), 100) for name in ("streetAddress", "postalCode", "addressLocality")]
        address = ", ".join(filter(None, (parts[0], " ".join(filter(None, parts[1:])))))
    features = [_first(one) for one in many(place.get("amenityFeature"))[:30]]
    access = {
        name: value
        for one in features
        if (name := words(one.get("propertyID"), 40)) and isinstance(value := one.get("value"), bool)
    }
    return spot(place.get("name"), address, geo.get("latitude"), geo.get("longitude"), access)
