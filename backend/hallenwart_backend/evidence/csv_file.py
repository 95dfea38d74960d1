"""The evidence log as CSV for spreadsheets: every cell is text, none can be taken for a formula. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.evidence.kinds import Entry
from hallenwart_contract.clock import utc

HEADER: Final = (
    "Nr",
    "Zeit UTC",
    "Ortszeit",
    "Art",
    "Standort",
    "Gerät",
    "Bereich",
    "Melder",
    "Zu",
    "Wer",
    "Inhalt",
    "Prüfsumme",
)
ERASED: Final = "(gelöscht)"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(text: str) -> str:
    """Return a text no spreadsheet calculates with: what could begin a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def rendered(rows: Iterable[tuple[Entry, str]], *, zone: ZoneInfo, sites: Mapping[str, str], people: Mapping[str, str]) -> str:
    """Return the file, semicolons between cells. Rows are an entry and its hash in hex; `people` maps pseudonyms to names."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for entry, link_hash in rows:
        at = utc(entry.t_ms)
        cells = (
            str(entry.number),
            f"{at:%Y-%m-%dT%H:%M:%S}Z",
            f"{at.astimezone(zone):%d.%m.%Y %H:%M:%S}",
            entry.kind,
            sites.get(entry.at.site, entry.at.site),
            entry.at.device,
            entry.at.zone,
            entry.at.c,
            entry.about,
            people.get(entry.who, entry.who),
            ERASED if entry.said is None else entry.said,
            link_hash,
        )
        writer.writerow([cell(text) for text in cells])
    return out.getvalue()
