"""Offers as a table (CSV, RFC 4180) for volunteering databases. Pure.

The column names are assumed: agencies hand their offers to the Freiwilligendatenbank of Aktion Mensch as CSV, laid out
as in a sample file that the bagfa gives to its partners (https://www.bagfa.de, FAQ); that file is not public. So the columns
name what its search asks for (place with postcode, field, target groups, times), in German, and are mapped once at import.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from hallenwart_backend.exchange.model import Item
from hallenwart_backend.exchange.moments import iso
from hallenwart_backend.exchange.teller import Teller

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
COLUMNS: Final = (
    "Angebot-Nr",
    "Titel",
    "Beschreibung",
    "Organisation",
    "Organisation-Nr",
    "Einsatzort",
    "Straße",
    "PLZ",
    "Ort",
    "Breitengrad",
    "Längengrad",
    "Tätigkeit",
    "Anforderungen",
    "Fähigkeiten",
    "Sprachen",
    "Mindestalter",
    "Kontakt",
    "Internet",
    "Gültig bis",
    "Termine",
    "Stand",
)
"""`Termine`: start/end=free of wanted#id, apart by `|`. Lists are apart by `|`."""
_ADDRESS: Final = re.compile(r"(?P<street>[^,]*),\s*(?P<code>\d{5})\s+(?P<town>.+)")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def table(items: Iterable[Item], teller: Teller) -> bytes:
    """Return the table with a byte order mark, apart by semicolons, as German spreadsheets read it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in items:
        writer.writerow([_safe(value) for value in _row(item, teller)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _row(item: Item, teller: Teller) -> list[str]:
    spot, last = item.spot, max((shift.to_ms for shift in item.shifts), default=None)
    found = _ADDRESS.fullmatch(spot.address)
    street, code, town = found.group("street", "code", "town") if found else (spot.address, "", "")
    dates = (
        f"{iso(one.from_ms, teller.zone)}/{iso(one.to_ms, teller.zone)}={one.free} von {one.wanted}#{one.id}"
        for one in item.shifts
    )
    return [
        item.id,
        item.title,
        item.text,
        item.by,
        item.by_id,
        spot.name,
        street,
        code,
        town,
        "" if spot.lat is None else str(spot.lat),
        "" if spot.lon is None else str(spot.lon),
        item.role,
        item.needs,
        "|".join(item.skills),
        "|".join(item.languages),
        str(item.min_age or ""),
        item.contact,
        item.url,
        "" if last is None else iso(last, teller.zone)[:10],
        "|".join(dates),
        iso(item.modified_ms, teller.zone),
    ]


def _safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
