"""Reads CAP documents, and feeds (Atom, RSS) that name or hold them.

Elements are those of the OASIS standard "Common Alerting Protocol Version 1.2" (2010); 1.1 has the same as far as they are
read here. Feeds by RFC 4287 and RSS 2.0. Nothing outside a document is ever followed: no DTD, no entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from hallenwart_backend.display.warnings.model import Area, Info, Message
from hallenwart_backend.urls import joined, parts_of
from hallenwart_contract.clock import to_ms

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CAP: Final = ("urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1")
ATOM: Final = "http://www.w3.org/2005/Atom"
MOST_ENTRIES: Final = 300
MOST_INFOS: Final = 20
MOST_POINTS: Final = 5_000
MOST_CODES: Final = 2_000
DEFAULT_MS: Final = 24 * 3_600_000
"""How long a message without an end holds."""
LONGEST_MS: Final = 31 * 86_400_000
_LONG: Final = 4_000
_TAG: Final = re.compile(r"<[^>]{0,200}>")


class CapError(ValueError):
    """Raised for what is no usable document; its text is a code of `words.READING`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message that a feed names: where it is, and what tells whether it changed."""

    url: str
    mark: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a document held: messages themselves, and where more are."""

    messages: list[Message]
    entries: list[Entry]


def read(text: str, base: str) -> Found:
    """Return what a document holds: one message, or a feed of them. `base` is its own address. Raises CapError."""
    root = _parsed(text)
    space, name = _split(root.tag)
    if name == "alert" and space in CAP:
        return Found([_message(root, space)], [])
    if name == "feed" and space == ATOM:
        return _feed(root.findall(f"{{{ATOM}}}entry"), base, _of_atom)
    if name == "rss":
        return _feed(root.findall("./channel/item"), base, _of_rss)
    raise CapError("no_cap")


def _parsed(text: str) -> Element:
    try:
        return fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise CapError("no_xml") from error


def _split(tag: str) -> tuple[str, str]:
    space, closes, name = tag.rpartition("}")
    return (space[1:], name) if closes else ("", tag)


# --- feeds ---


def _feed(items: list[Element], base: str, entry_of: Callable[[Element], Entry | None]) -> Found:
    if len(items) > MOST_ENTRIES:
        raise CapError("too_many")
    messages, entries = [], []
    for item in items:
        held = next((one for one in item.iter() if _split(one.tag)[1] == "alert" and _split(one.tag)[0] in CAP), None)
        if held is not None:
            messages.append(_message(held, _split(held.tag)[0]))
        elif (entry := entry_of(item)) is not None and _same_house(url := joined(base, entry.url), base):
            entries.append(Entry(url, entry.mark))
    return Found(messages, entries)


def _same_house(url: str, base: str) -> bool:
    """Say whether an entry lies where its feed does: a feed sends this server nowhere else."""
    here, there = parts_of(base), parts_of(url)
    return (here.scheme, here.netloc) == (there.scheme, there.netloc)


def _of_atom(item: Element) -> Entry | None:
    links = [one for one in item.findall(f"{{{ATOM}}}link") if one.get("rel", "alternate") in {"alternate", "enclosure"}]
    links.sort(key=lambda one: one.get("type") != "application/cap+xml")
    url = next((one.get("href", "") for one in links), "")
    mark = item.findtext(f"{{{ATOM}}}updated", "") or item.findtext(f"{{{ATOM}}}id", "")
    return Entry(url, mark) if url else None


def _of_rss(item: Element) -> Entry | None:
    enclosure = item.find("enclosure")
    cap = enclosure is not None and enclosure.get("type") == "application/cap+xml"
    url = (enclosure.get("url", "") if enclosure is not None and cap else "") or item.findtext("link", "").strip()
    return Entry(url, item.findtext("pubDate", "") or item.findtext("guid", "")) if url else None


# --- messages ---


def _message(alert: Element, space: str) -> Message:
    def text(name: str) -> str:
        return _line(alert.findtext(f"{{{space}}}{name}", ""), 200)

    identifier, sender, sent_ms = text("identifier"), text("sender"), _ms(text("sent"))
    if not identifier or not sender or sent_ms is None:
        raise CapError("no_cap")
    infos = [_info(one, space, sent_ms) for one in alert.findall(f"{{{space}}}info")[:MOST_INFOS]]
    return Message(
        identifier=identifier,
        sender=sender,
        sent_ms=sent_ms,
        status=text("status"),
        kind=text("msgType"),
        scope=text("scope"),
        references=_references(alert.findtext(f"{{{space}}}references", "")),
        infos=infos,
    )


def _references(text: str) -> list[tuple[str, str]]:
    """`sender,identifier,sent` with blanks between."""
    parts = (one.split(",") for one in text.split())
    return [(part[0], part[1]) for part in parts if len(part) >= 3][:MOST_ENTRIES]


def _info(info: Element, space: str, sent_ms: int) -> Info:
    def text(name: str, most: int = 200) -> str:
        return _line(info.findtext(f"{{{space}}}{name}", ""), most)

    begins = _ms(text("effective")) or sent_ms
    ends = _ms(text("expires")) or begins + DEFAULT_MS
    clear = "AllClear" in {(one.text or "").strip() for one in info.findall(f"{{{space}}}responseType")}
    return Info(
        language=text("language").lower(),
        event=text("event"),
        severity=text("severity").lower(),
        over=clear or text("urgency") == "Past",
        from_ms=begins,
        expires_ms=min(ends, sent_ms + LONGEST_MS),
        by=text("senderName"),
        headline=text("headline"),
        description=text("description", _LONG),
        instruction=text("instruction", _LONG),
        web=text("web", 400),
        areas=[_area(one, space) for one in info.findall(f"{{{space}}}area")],
    )


def _area(area: Element, space: str) -> Area:
    polygons = [_polygon(one.text or "") for one in area.findall(f"{{{space}}}polygon")]
    circles = [_circle(one.text or "") for one in area.findall(f"{{{space}}}circle")]
    codes = [
        f"{_line(one.findtext(f'{{{space}}}valueName', ''), 60)}={_line(one.findtext(f'{{{space}}}value', ''), 60)}"
        for one in area.findall(f"{{{space}}}geocode")[:MOST_CODES]
    ]
    return Area(
        name=_line(area.findtext(f"{{{space}}}areaDesc", ""), 400),
        polygons=[one for one in polygons if one],
        circles=[one for one in circles if one is not None],
        codes=codes,
    )


def _polygon(text: str) -> list[tuple[float, float]]:
    points = [_point(pair) for pair in text.split()[:MOST_POINTS]]
    whole = [point for point in points if point is not None]
    return whole if len(whole) == len(points) and len(whole) >= 4 else []


def _circle(text: str) -> tuple[float, float, float] | None:
    where, _, radius = text.strip().partition(" ")
    point, km = _point(where), _number(radius)
    return (*point, km) if point is not None and km is not None and km >= 0 else None


def _point(pair: str) -> tuple[float, float] | None:
    north, _, east = pair.partition(",")
    lat, lon = _number(north), _number(east)
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return lat, lon


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None


def _ms(text: str) -> int | None:
    """Return a moment; one without an offset is none: nobody knows when it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return to_ms(moment) if moment.tzinfo is not None else None


def _line(text: str, most: int) -> str:
    """Return a text in one line, without marks of another language in it."""
    plain = " ".join(_TAG.sub(" ", text).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
