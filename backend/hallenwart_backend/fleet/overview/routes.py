"""`/api/fleet`: the devices as machines."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response

from hallenwart_backend.fleet.overview.shapes import FleetDeviceWholeOut, FleetOut
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Manager, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.whole import MAX_WHOLE

router = Router(prefix="/api/fleet", tags=["fleet"])
Device = Annotated[Id, Path()]


@router.get("", response_model=FleetOut)
async def fleet(person: Manager, parts: PartsOf, since: Annotated[int, Query(ge=0, le=MAX_WHOLE)] = 0) -> Response:
    """Every device of the sites that whoever asks looks after. `since`: a `rev` answered before, for what changed after it."""
    return Response(parts.fleet.overview.fleet(person, since), media_type="application/json")


@router.get("/{device}")
async def one_device(device: Device, person: Manager, parts: PartsOf) -> FleetDeviceWholeOut:
    return await parts.fleet.overview.whole(device, person)
