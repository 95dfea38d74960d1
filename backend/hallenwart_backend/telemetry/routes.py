"""`/api/telemetry`: time series for the office, administrators, and caretakers of their sites; and their exports as files."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import Depends, Query
from pydantic import Field, StringConstraints
from starlette.responses import FileResponse

from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.answers import (
    TelemetryBuckets,
    TelemetryExport,
    TelemetryExports,
    TelemetryLastList,
    TelemetrySamples,
    TelemetrySeriesList,
    Teller,
    export_said,
)
from hallenwart_backend.telemetry.exports.rules import Format
from hallenwart_backend.telemetry.exports.service import has_pyarrow
from hallenwart_backend.telemetry.ports import Level
from hallenwart_backend.telemetry.queries import Wanted, bad_span
from hallenwart_backend.web.fields import LATEST_MS, Body, Id, Ms
from hallenwart_backend.web.parts import Manager, Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/telemetry", tags=["telemetry"])
MOST_AT_ONCE: Final = 1_000
MOST_SAMPLES: Final = 10_000
Name = Annotated[str, StringConstraints(max_length=200)]
From = Annotated[int, Query(alias="from", ge=0, le=LATEST_MS, description="from this time on, milliseconds since the epoch")]
To = Annotated[int, Query(alias="to", ge=0, le=LATEST_MS, description="up to this time, without it")]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE)]


def _wanted(site: Name = "", hall: Name = "", device: Name = "", component: Name = "", quantity: Name = "") -> Wanted:
    return Wanted(site, hall, device, component, quantity)


Which = Annotated[Wanted, Depends(_wanted)]


class TelemetryKeyBody(Body):
    """One series."""

    device: Name
    component: Name
    quantity: Name


class TelemetryExportBody(Body):
    """`keys`: these series; empty: all that fit the other fields, empty ones for any. `level`: every value, hours or days."""

    format: Literal["csv", "parquet"] = "csv"
    level: Literal["sample", "hour", "day"] = "sample"
    from_ms: Ms
    to_ms: Ms
    keys: Annotated[list[TelemetryKeyBody], Field(max_length=500)] = Field(default_factory=list)
    site: Name = ""
    hall: Name = ""
    device: Name = ""
    component: Name = ""
    quantity: Name = ""


def _teller(parts: Parts) -> Teller:
    return Teller(parts.places.current, parts.telemetry.queries.where)


@router.get("/series")
async def series(person: Manager, parts: PartsOf, wanted: Which, offset: Offset = 0, limit: Limit = 500) -> TelemetrySeriesList:
    """Return which series there are, in order of their names."""
    keys = await parts.telemetry.queries.keys(person, wanted)
    tell = _teller(parts)
    return TelemetrySeriesList(series=[tell.series(key) for key in keys[offset : offset + limit]], total=len(keys))


@router.get("/last")
async def last(person: Manager, parts: PartsOf, wanted: Which, offset: Offset = 0, limit: Limit = 500) -> TelemetryLastList:
    """Return what each series said last, and the server's time to tell its age by."""
    keys = await parts.telemetry.queries.keys(person, wanted)
    shown = keys[offset : offset + limit]
    found, tell = await parts.telemetry.queries.last(shown), _teller(parts)
    said = [tell.last(key, found.get(key)) for key in shown]
    return TelemetryLastList(now_ms=parts.clock.now_ms(), last=said, total=len(keys))


@router.get("/samples")
async def samples(
    person: Manager,
    parts: PartsOf,
    device: Name,
    component: Name,
    quantity: Name,
    from_: From,
    to: To,
    limit: Annotated[int, Query(ge=1, le=MOST_SAMPLES)] = 1_000,
) -> TelemetrySamples:
    """Return the values of one series as they came, a page of them."""
    key = SeriesKey(device, component, quantity)
    found = await parts.telemetry.queries.samples(person, key, from_ms=from_, to_ms=to, limit=limit)
    return TelemetrySamples(
        series=_teller(parts).series(key),
        samples=[(one.t_ms, one.x, one.q) for one in found],
        next_ms=found[-1].t_ms + 1 if len(found) == limit else None,
    )


@router.get("/buckets")
async def buckets(
    person: Manager, parts: PartsOf, wanted: Which, from_: From, to: To, level: Literal["hour", "day"] = "hour"
) -> TelemetryBuckets:
    """Return hours or local days of every series that fits, those that begin in the span."""
    queries, tell = parts.telemetry.queries, _teller(parts)
    found = await queries.buckets(person, wanted, Level(level), from_ms=from_, to_ms=to)
    said = [tell.buckets(key, each) for key, each in found.items()]
    return TelemetryBuckets(level=level, zone=queries.zone(), found=said)


# --- files ---


@router.post("/exports", status_code=202)
async def ask_for_export(body: TelemetryExportBody, person: Manager, parts: PartsOf) -> TelemetryExport:
    """Begin to write a file; ask for its progress."""
    if body.from_ms >= body.to_ms:
        raise bad_span()
    wanted = Wanted(body.site, body.hall, body.device, body.component, body.quantity)
    keys = await parts.telemetry.queries.keys(person, wanted)
    if body.keys:
        named = {SeriesKey(one.device, one.component, one.quantity) for one in body.keys}
        keys = [key for key in keys if key in named]
    span = body.from_ms, body.to_ms
    return export_said(await parts.telemetry.exports.ask(person, keys, Level(body.level), span, Format(body.format)))


@router.get("/exports")
async def exports(person: Manager, parts: PartsOf) -> TelemetryExports:
    """Return one's own exports of the last day, the newest first."""
    return TelemetryExports(exports=[export_said(one) for one in parts.telemetry.exports.of(person)], parquet=has_pyarrow())


@router.get("/exports/{export}")
async def export_now(export: Id, person: Manager, parts: PartsOf) -> TelemetryExport:
    return export_said(parts.telemetry.exports.one(person, export))


@router.get("/exports/{export}/file", response_class=FileResponse)
async def export_file(export: Id, person: Manager, parts: PartsOf) -> FileResponse:
    """Return the file. It is deleted a day after it was written, and when the server is started anew."""
    found, path = parts.telemetry.exports.file(person, export)
    kind = "text/csv; charset=utf-8" if found.kind is Format.CSV else "application/vnd.apache.parquet"
    return FileResponse(path, media_type=kind, filename=found.name)


@router.delete("/exports/{export}", status_code=204)
async def drop_export(export: Id, person: Manager, parts: PartsOf) -> None:
    """Cancel an export that is on its way, or delete one with its file."""
    parts.telemetry.exports.drop(person, export)
