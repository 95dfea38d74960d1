"""Reads offers from tables: our columns, or others' whose names are known. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.exchange import moments
from hallenwart_backend.exchange.model import Item, ItemKind, Shift
from hallenwart_backend.exchange.reading.clean import BROKEN, Reading, ReadingError, count, identity, names, spot, web, words

_ALSO: Final = {
    "titel": ("titel", "title", "name", "bezeichnung", "angebot"),
    "nr": ("angebot-nr", "id", "nr", "nummer", "kennung"),
    "text": ("beschreibung", "description", "text", "aufgabe"),
    "by": ("organisation", "organization", "organisation name", "einrichtung", "träger", "anbieter"),
    "by_id": ("organisation-nr",),
    "place": ("einsatzort", "place", "location", "einrichtungsname"),
    "street": ("straße", "strasse", "adresse", "address", "street"),
    "code": ("plz", "postleitzahl", "postcode"),
    "town": ("ort", "stadt", "city"),
    "lat": ("breitengrad", "latitude", "lat"),
    "lon": ("längengrad", "longitude", "lon", "lng"),
    "role": ("tätigkeit", "taetigkeit", "rolle", "role"),
    "needs": ("anforderungen", "voraussetzungen", "requirements"),
    "skills": ("fähigkeiten", "skills", "kenntnisse"),
    "languages": ("sprachen", "languages"),
    "age": ("mindestalter", "minimum age"),
    "contact": ("kontakt", "e-mail", "email", "contact"),
    "url": ("internet", "url", "link", "website"),
    "dates": ("termine",),
}
_DATE: Final = re.compile(r"(?P<from>[^/|=]+)/(?P<to>[^/|=]+)=(?P<free>\d+) von (?P<wanted>\d+)#(?P<id>.*)")


def document(text: str, source: str, zone: ZoneInfo) -> Reading:
    """Return the offers of a table whose first row names its columns. Raises ReadingError."""
    text = text.removeprefix("\ufeff")
    head = text.partition("\n")[0]
    sign = max(";,\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        columns = _columns(next(rows))
    except (StopIteration, csv.Error) as error:
        raise ReadingError("no_table") from error
    if "titel" not in columns:
        raise ReadingError("no_table")
    found = Reading()
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return found
        except csv.Error:
            found.broken += 1
            continue
        try:
            if any(row):
                found.add(_item({name: _plain(row[at]) for name, at in columns.items() if at < len(row)}, source, zone))
        except BROKEN:
            found.broken += 1


def _columns(head: list[str]) -> dict[str, int]:
    places = {title.strip().casefold(): at for at, title in enumerate(head)}
    found = {name: next((places[one] for one in also if one in places), None) for name, also in _ALSO.items()}
    return {name: at for name, at in found.items() if at is not None}


def _plain(text: str) -> str:
    """Take back the sign that keeps spreadsheets from calculating."""
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@") else text


def _item(row: Mapping[str, str], source: str, zone: ZoneInfo) -> Item:
    def told(name: str, most: int = 200) -> str:
        return words(row.get(name, ""), most)

    def some(name: str) -> tuple[str, ...]:
        return tuple(filter(None, (words(one, 100) for one in re.split(r"[|,]", row.get(name, "")))))

    title, url = told("titel"), web(row.get("url", ""))
    if not title:
        raise ValueError("no title")
    address = ", ".join(filter(None, (told("street"), " ".join(filter(None, (told("code", 10), told("town")))))))
    return Item(
        id=identity(source, told("nr") or f"{told('by')}\n{title}"),
        kind=ItemKind.OFFER,
        modified_ms=0,
        title=title,
        text=told("text", 4_000),
        url=url,
        source=source,
        same_as=names(url, ()),
        by=told("by"),
        by_id=told("by_id", 100),
        contact=told("contact"),
        spot=spot(told("place"), address, row.get("lat"), row.get("lon")),
        role=told("role", 40),
        needs=told("needs", 1_000),
        skills=some("skills"),
        languages=some("languages"),
        min_age=count(row.get("age")),
        shifts=tuple(shift for one in row.get("dates", "").split("|")[:400] if (shift := _shift(one, zone))),
    )


def _shift(text: str, zone: ZoneInfo) -> Shift | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    start, end = moments.read(found["from"], zone), moments.read(found["to"], zone)
    if start is None or end is None:
        return None
    return Shift(words(found["id"], 60) or str(start), start, end, int(found["wanted"]), int(found["free"]))
