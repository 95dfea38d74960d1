"""What is told as an Atom feed (RFC 4287), with times and places in elements of our own. Pure."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Final

from hallenwart_backend.exchange.model import Item
from hallenwart_backend.exchange.moments import rfc3339
from hallenwart_backend.exchange.teller import Teller
from hallenwart_backend.xml_text import legal

ATOM: Final = "http://www.w3.org/2005/Atom"
OWN: Final = "urn:hallenwart:daten"
"""Elements: `time` (from, to, id, wanted, free), `place` (name, address, lat, lon), `fact` (name)."""
MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"


def feed(items: Sequence[Item], title: str, here: str, teller: Teller, now_ms: int) -> bytes:
    """Return the feed; it was updated when its newest entry was."""
    root = ET.Element("feed", {"xmlns": ATOM, "xmlns:hw": OWN})
    _add(root, "title", title)
    _add(root, "id", here)
    ET.SubElement(root, "link", rel="self", href=here)
    ET.SubElement(root, "link", rel="license", href=teller.license)
    _add(root, "updated", rfc3339(max((item.modified_ms for item in items), default=now_ms // 86_400_000 * 86_400_000)))
    _add(ET.SubElement(root, "author"), "name", teller.publisher)
    for item in sorted(items, key=lambda one: (-one.modified_ms, one.id)):
        _entry(ET.SubElement(root, "entry"), item, teller)
    text = ET.tostring(root, encoding="unicode")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + legal(text) + "\n").encode()


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _entry(entry: ET.Element, item: Item, teller: Teller) -> None:
    _add(entry, "title", item.title)
    _add(entry, "id", teller.id_of(item.kind, item.id))
    _add(entry, "updated", rfc3339(item.modified_ms))
    if item.url:
        ET.SubElement(entry, "link", rel="alternate", href=item.url)
    for url in item.same_as:
        ET.SubElement(entry, "link", rel="related", href=url)
    _add(ET.SubElement(entry, "author"), "name", item.by or teller.publisher)
    _add(entry, "summary", item.text or item.title)
    ET.SubElement(entry, "category", term=str(item.kind))
    if item.sport:
        ET.SubElement(entry, "category", term=item.sport, scheme=f"{OWN}:sport")
    _own(entry, item)


def _own(entry: ET.Element, item: Item) -> None:
    spot = item.spot
    if item.from_ms is not None and item.to_ms is not None:
        ET.SubElement(entry, "hw:time", {"from": rfc3339(item.from_ms), "to": rfc3339(item.to_ms)})
    for shift in item.shifts:
        counts = {"id": shift.id, "wanted": str(shift.wanted), "free": str(shift.free)}
        ET.SubElement(entry, "hw:time", {"from": rfc3339(shift.from_ms), "to": rfc3339(shift.to_ms), **counts})
    where = {"name": spot.name, "address": spot.address, "hall": spot.hall}
    if spot.lat is not None and spot.lon is not None:
        where |= {"lat": str(spot.lat), "lon": str(spot.lon)}
    if told := {name: value for name, value in where.items() if value}:
        ET.SubElement(entry, "hw:place", told)
    facts = {"by": item.by, "by_id": item.by_id, "contact": item.contact}
    facts |= {"role": item.role, "needs": item.needs, "min_age": str(item.min_age or "")}
    lists = {"team": item.teams, "skill": item.skills, "language": item.languages}
    told_facts = [*facts.items(), *((name, one) for name, some in lists.items() for one in some)]
    for name, value in told_facts:
        if value:
            _add(entry, "hw:fact", value, name=name)
