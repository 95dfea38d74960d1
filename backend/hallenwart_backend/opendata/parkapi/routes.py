"""`/daten/parkapi/…` and `/daten/datex2/…`: lockers and car parks for platforms that show places to park."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from hallenwart_backend.opendata.answering import in_json
from hallenwart_backend.opendata.parkapi import datex2, parkapi
from hallenwart_backend.opendata.parkapi.data import DATEX2, PARKAPI
from hallenwart_backend.opendata.parkapi.service import datasets_of
from hallenwart_backend.opendata.reader import Reading
from hallenwart_backend.opendata.subjects import PARKING
from hallenwart_backend.public.answers import CALM
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False, dependencies=CALM)
_MINUTE_MS = 60_000


@router.get(f"{PARKAPI}/{{part}}.json")
async def places(
    part: Literal["static", "realtime", "sites"],
    request: Request,
    parts: PartsOf,
    reader: Reading,
    purpose: Annotated[Literal["CAR", "BIKE", "ITEM"] | None, Query()] = None,
) -> Response:
    """Return parking sites as ParkAPI reads them: `static`, `realtime`, or both in one (`sites`)."""
    sites, teller = await parts.latest.parking.readable(reader.may), await parts.exchange.feeds.teller()
    every = parkapi.static(sites, teller.base, teller.publisher)
    wanted = {one["uid"] for one in every if purpose in (None, one["purpose"])}
    items = {
        "static": every,
        "realtime": parkapi.realtime(sites),
        "sites": parkapi.combined(sites, teller.base, teller.publisher),
    }[part]
    told = [one for one in items if one["uid"] in wanted]
    return await in_json(request, parts, reader, {"items": told, "total_count": len(told)}, datasets_of(sites))


@router.get(DATEX2)
async def parking_light(request: Request, parts: PartsOf, reader: Reading) -> Response:
    """Return car parks as a DATEX II Parking Publication Light."""
    reader.need(PARKING.id)
    sites, teller = await parts.latest.parking.readable(reader.may), await parts.exchange.feeds.teller()
    made_ms = parts.clock.now_ms() // _MINUTE_MS * _MINUTE_MS
    return await in_json(
        request, parts, reader, datex2.publication(sites, made_ms, teller.base, teller.publisher), (PARKING.id,)
    )
