"""`/daten/dumps/…`: files to copy, what their columns mean, their licence, and which there are."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import FileResponse, Response

from hallenwart_backend.exchange.teller import LICENSES
from hallenwart_backend.opendata.answering import license_of
from hallenwart_backend.opendata.catalogue.lists import NAMING
from hallenwart_backend.opendata.dumps.model import Table
from hallenwart_backend.opendata.dumps.offering import FORMS, HERE, csvw, license_text
from hallenwart_backend.opendata.reader import Reader, Reading
from hallenwart_backend.opendata.registry import nowhere
from hallenwart_backend.public.answers import CALM, OPEN, answer, told
from hallenwart_backend.web.etags import fits
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix=HERE, include_in_schema=False, dependencies=CALM)
_CACHE: Final = "public, max-age=3600"
_COLUMNS: Final = "application/csvm+json"
_SEEN: Final = {"Access-Control-Expose-Headers": "Accept-Ranges, Content-Range, ETag, Link"}
Name = Annotated[str, Path(max_length=60)]


@router.get("")
async def index(request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return which files there are that may be read."""
    dumps, base = parts.opendata.dumps, parts.account_room.public_url.rstrip("/")
    files = [
        {
            "url": f"{base}{HERE}/{note.name}.{ending}",
            "dataset": table.dataset.id,
            "title": {"de": table.de, "en": table.en},
            "year": note.year,
            "until": note.until,
            "rows": note.rows,
            "bytes": written.bytes,
            "sha256": written.sha256,
            "changed_ms": note.changed_ms,
            "columns": f"{base}{HERE}/{table.id}.csv-metadata.json",
            "license": f"{base}{HERE}/{table.id}.license.txt",
        }
        for table in dumps.tables
        if reader.may(table.dataset.id)
        for note in dumps.notes(table.id)
        for ending, written in note.files.items()
    ]
    return told(request, {"files": files}, headers=reader.headers(*{one.dataset.id for one in dumps.tables}))


@router.get("/{name}.csv-metadata.json")
async def columns(name: Name, request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return what the columns of a file mean, as CSVW."""
    table = _table(name, parts, reader)
    teller = await parts.exchange.feeds.teller()
    _, address = await license_of(table.dataset, parts)
    said = csvw(table, f"{teller.base}{HERE}/{table.id}.csv", address, teller.publisher)
    return told(request, said, _COLUMNS, cache=_CACHE, headers=reader.headers(table.dataset.id))


@router.get("/{name}.license.txt")
async def license_file(name: Name, request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return under which licence a file may be used, and how the source is named."""
    table = _table(name, parts, reader)
    teller = await parts.exchange.feeds.teller()
    identity, address = await license_of(table.dataset, parts)
    text = license_text(table, teller.publisher, LICENSES[identity][0], address, naming=identity in NAMING)
    headers = OPEN | reader.headers(table.dataset.id)
    return answer(request, text.encode(), "text/plain; charset=utf-8", headers, cache=_CACHE)


@router.get("/{name}.{ending}")
async def file(
    name: Name, ending: Annotated[str, Path(max_length=8)], request: Request, parts: PartsOf, reader: Reading
) -> Response:
    """Return a file; parts of it by Range. The name of a table alone is that of its newest file."""
    found = parts.opendata.dumps.file(name, ending)
    if found is None:
        raise nowhere()
    table, note, path = found
    reader.need(table.dataset.id)
    _, address = await license_of(table.dataset, parts)
    columns_link = f'<{HERE}/{table.id}.csv-metadata.json>; rel="describedby"; type="{_COLUMNS}"'
    headers = (
        OPEN
        | _SEEN
        | {
            "ETag": f'"{note.files[ending].sha256[:32]}"',
            "Cache-Control": _CACHE,
            "Link": f'<{address}>; rel="license", {columns_link}',
            "Content-Disposition": f'attachment; filename="{note.name}.{ending}"',
        }
        | reader.headers(table.dataset.id)
    )
    if fits(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, media_type=FORMS[ending][1], headers=headers)


def _table(name: str, parts: Parts, reader: Reader) -> Table:
    table = parts.opendata.dumps.table(name)
    if table is None:
        raise nowhere()
    reader.need(table.dataset.id)
    return table
