"""Finds out what a text is, and reads it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.exchange.reading import atom, calendars, linked, rpde, table, volunteering
from hallenwart_backend.exchange.reading.clean import Reading, ReadingError


class Format(StrEnum):
    AUTO = "auto"
    LINKED = "jsonld"
    VOLUNTEERING = "volunteering"
    RPDE = "rpde"
    ATOM = "atom"
    CALENDAR = "ics"
    TABLE = "csv"


Read = Callable[[str, str, ZoneInfo], Reading]
READERS: Final[dict[Format, Read]] = {
    Format.LINKED: linked.document,
    Format.VOLUNTEERING: volunteering.document,
    Format.RPDE: rpde.page,
    Format.ATOM: atom.feed,
    Format.CALENDAR: calendars.document,
    Format.TABLE: table.document,
}


def format_of(text: str) -> Format:
    """Say what a text is, by what it begins with and names."""
    start = text.lstrip("\ufeff \t\r\n")[:4_000]
    if start.startswith("BEGIN:VCALENDAR"):
        return Format.CALENDAR
    if start.startswith("<"):
        return Format.ATOM if "http://www.w3.org/2005/Atom" in start else Format.LINKED
    if start.startswith(("{", "[")):
        if "volunteeringdata.io" in start:
            return Format.VOLUNTEERING
        return Format.RPDE if '"items"' in text and '"next"' in text and '"@graph"' not in start else Format.LINKED
    return Format.TABLE


def read(text: str, wanted: Format, source: str, zone: ZoneInfo) -> Reading:
    """Return what a text tells. Raises ReadingError."""
    kind = format_of(text) if wanted is Format.AUTO else wanted
    found = READERS[kind](text, source, zone)
    if not found.items and not found.gone and found.broken:
        raise ReadingError("unknown")
    return found
