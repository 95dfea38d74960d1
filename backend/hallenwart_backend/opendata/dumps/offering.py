"""Files as datasets of the catalogue, their columns as CSVW, and the licence that lies beside them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType
from hallenwart_backend.opendata.dumps.model import Table, Type
from hallenwart_backend.opendata.dumps.shelf import Note
from hallenwart_contract.clock import to_ms

HERE: Final = "/daten/dumps"
FORMS: Final = {
    "csv": (FileType.CSV, "text/csv", "CSV"),
    "parquet": (FileType.PARQUET, "application/vnd.apache.parquet", "Parquet"),
}
"""By ending: file type, media type, what people call it."""


def offered(table: Table, notes: Sequence[Note], zone: ZoneInfo) -> Dataset:
    """Return the dataset of a table; `notes` are those of its files, the newest first; without files nobody can read it."""
    if not notes:
        return table.dataset.by()
    newest = notes[0]
    made = table.dataset.by(*(_way(table, newest, ending) for ending in newest.files))
    made = replace(made, modified_ms=newest.changed_ms, older=tuple(f"{HERE}/{note.name}.csv" for note in notes[1:]))
    if not table.yearly:
        return made
    return replace(made, from_ms=_midnight(notes[-1].first[:10], zone), to_ms=_midnight(newest.until, zone))


def _midnight(day: str, zone: ZoneInfo) -> int:
    return to_ms(datetime.fromisoformat(day).replace(tzinfo=zone))


def _way(table: Table, note: Note, ending: str) -> Distribution:
    kind, media_type, name = FORMS[ending]
    path = f"{HERE}/{table.id}.{ending}"
    return Distribution(
        f"{table.id}-{ending}",
        path,
        kind,
        media_type,
        f"{table.de} ({name})",
        f"{table.en} ({name})",
        example=path if ending == "csv" else "",
        columns=f"{HERE}/{table.id}.csv-metadata.json",
        bytes=note.files[ending].bytes,
        sha256=note.files[ending].sha256,
        modified_ms=note.changed_ms,
    )


def csvw(table: Table, url: str, license_: str, publisher: str) -> dict[str, Any]:
    """Return the description of a CSV file for machines (W3C Metadata Vocabulary for Tabular Data); `url` is the file's."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "url": url,
        "dc:title": [{"@value": table.de, "@language": "de"}, {"@value": table.en, "@language": "en"}],
        "dc:license": {"@id": license_},
        "dc:publisher": {"@value": publisher},
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [_column(one) for one in table.columns]},
    }


def _column(one: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": one.name,
        "titles": one.name,
        "datatype": _datatype(one.type),
        "dc:description": [{"@value": one.de, "@language": "de"}, {"@value": one.en, "@language": "en"}],
    }
    return said | ({"schema:unitText": one.unit} if one.unit else {})


def _datatype(kind: Type) -> str | dict[str, str]:
    return {"base": "dateTime", "format": "yyyy-MM-ddTHH:mm:ssXXX"} if kind is Type.TIME else str(kind)


def license_text(table: Table, publisher: str, name: str, address: str, *, naming: bool) -> str:
    """Return what lies beside a file: under which licence it may be used, and how the source is named."""
    de = f"Nennen Sie als Quelle: {publisher}." if naming else "Sie müssen keine Quelle nennen."
    en = f"Name as the source: {publisher}." if naming else "You need not name a source."
    return (
        f"{table.de}\r\nLizenz: {name}\r\n{address}\r\n{de}\r\nNamen von Menschen stehen nicht in den Daten.\r\n\r\n"
        f"{table.en}\r\nLicence: {name}\r\n{address}\r\n{en}\r\nThere are no names of people in the data.\r\n"
    )
