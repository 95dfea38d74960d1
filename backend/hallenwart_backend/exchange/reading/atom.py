"""Reads Atom feeds (RFC 4287); times and places from elements of ours, where there are any. Pure."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final
from zoneinfo import ZoneInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hallenwart_backend.exchange import moments
from hallenwart_backend.exchange.atom import ATOM, OWN
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

_A: Final = f"{{{ATOM}}}"
_H: Final = f"{{{OWN}}}"


def feed(text: str, source: str, zone: ZoneInfo) -> Reading:
    """Return the entries. Raises ReadingError."""
    try:
        root = fromstring(text.encode())
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise ReadingError("not_xml") from error
    if root.tag != f"{_A}feed":
        raise ReadingError("unknown")
    found = Reading()
    for entry in root.iter(f"{_A}entry"):
        try:
            found.add(_item(entry, source, zone))
        except BROKEN:
            found.broken += 1
    return found


def _item(entry: ET.Element, source: str, zone: ZoneInfo) -> Item:
    key, title = words(entry.findtext(f"{_A}id"), 1_000), words(entry.findtext(f"{_A}title"), 200)
    if not key or not title:
        raise ValueError("no id or title")
    links = {link.get("rel", "alternate"): link.get("href", "") for link in reversed(entry.findall(f"{_A}link"))}
    related = [link.get("href") for link in entry.findall(f"{_A}link") if link.get("rel") == "related"]
    terms = {one.get("scheme", ""): one.get("term", "") for one in entry.findall(f"{_A}category")}
    facts = [(one.get("name", ""), words(one.text, 1_000)) for one in entry.findall(f"{_H}fact")]
    one_of = dict(facts)
    times = [time for one in entry.findall(f"{_H}time") if (time := _time(one, zone))]
    own = next((time for time, counted in times if not counted), None)
    place = entry.find(f"{_H}place")
    where = place.attrib if place is not None else {}
    text = words(entry.findtext(f"{_A}summary") or entry.findtext(f"{_A}content"))

    def some(name: str) -> tuple[str, ...]:
        return tuple(value for called, value in facts if called == name)

    return Item(
        id=identity(source, key),
        kind=kind_of(terms.get("", ""), ItemKind.EVENT),
        modified_ms=0,
        title=title,
        text="" if text == title else text,
        url=web(links.get("alternate")),
        source=source,
        same_as=names(key, related),
        by=one_of.get("by", "") if place is not None or facts else words(entry.findtext(f"{_A}author/{_A}name"), 200),
        by_id=one_of.get("by_id", ""),
        contact=one_of.get("contact", ""),
        spot=spot(where.get("name"), where.get("address"), where.get("lat"), where.get("lon")),
        from_ms=own.from_ms if own else None,
        to_ms=own.to_ms if own else None,
        sport=words(terms.get(f"{OWN}:sport"), 80),
        teams=some("team"),
        role=one_of.get("role", "")[:40],
        needs=one_of.get("needs", ""),
        skills=some("skill"),
        languages=some("language"),
        min_age=count(one_of.get("min_age")),
        shifts=tuple(time for time, counted in times if counted),
    )


def _time(element: ET.Element, zone: ZoneInfo) -> tuple[Shift, bool] | None:
    """Return a time, and whether it is one of several that are counted."""
    start, end = moments.read(element.get("from"), zone), moments.read(element.get("to"), zone)
    if start is None or end is None:
        return None
    wanted, free = count(element.get("wanted")) or 0, count(element.get("free")) or 0
    return Shift(words(element.get("id"), 60) or str(start), start, end, wanted, free), "wanted" in element.attrib
