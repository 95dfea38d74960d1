"""`/api/outputs`: lights and heatings, switched by hand; `/api/sites/{site}/outputs`: how they follow bookings."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Path
from pydantic import Field

from hallenwart_backend.halls.outputs.service import DEFAULTS
from hallenwart_backend.web.fields import Body, Id, Ms, Shape
from hallenwart_backend.web.parts import Manager, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router
from hallenwart_contract.documents import OutputTimes

router = Router(prefix="/api", tags=["outputs"])
Minutes = Annotated[int, Field(strict=True, ge=0, le=240)]


class SwitchBody(Body):
    """`on` null: it follows the bookings again. `until_ms`: at most four hours from now."""

    on: bool | None
    until_ms: Ms = 0


class SwitchedOut(Shape):
    """The command's id: `GET /api/commands/{id}` says how it went."""

    id: str


class TimesBody(Body):
    """Minutes. `absent_min` 0: presence is no brake. `alone`: light also for somebody outside bookings."""

    lead_min: Minutes
    lag_min: Minutes
    absent_min: Minutes
    alone: bool = False


class SiteTimesBody(Body):
    """Per kind (`light`, `heating`) or id of an output; what is left out follows as usual."""

    times: Annotated[dict[Id, TimesBody], Field(max_length=64)]


class OutputOut(Shape):
    """`on` null: not known. `stale`: its device is silent, this is what it told last."""

    device: str
    id: str
    hall: str
    kind: str
    sections: list[int]
    on: bool | None
    why: str
    since_ms: int | None
    until_ms: int | None
    fault: str
    stale: bool


class SiteOutputsOut(Shape):
    """`times` as set here, `usual` where nothing is set."""

    outputs: list[OutputOut]
    times: dict[str, TimesBody]
    usual: dict[str, TimesBody]


@router.post("/outputs/{device}/{output}", status_code=202)
async def switch(
    device: Annotated[Id, Path()], output: Annotated[Id, Path()], body: SwitchBody, person: SignedIn, parts: PartsOf
) -> SwitchedOut:
    command = await parts.outputs.switch(device, output, person, on=body.on, until_ms=body.until_ms)
    return SwitchedOut(id=command)


@router.get("/sites/{site}/outputs")
async def site_outputs(site: Annotated[Id, Path()], _person: Manager, parts: PartsOf) -> SiteOutputsOut:
    found = parts.outputs.of_site(site)
    return SiteOutputsOut(
        outputs=[OutputOut(hall=hall, **msgspec.structs.asdict(output)) for hall, output in found],
        times={name: _times(one) for name, one in parts.outputs.times_of(site).items()},
        usual={name: _times(one) for name, one in DEFAULTS.items()},
    )


@router.put("/sites/{site}/outputs")
async def set_site_outputs(site: Annotated[Id, Path()], body: SiteTimesBody, person: Manager, parts: PartsOf) -> SiteOutputsOut:
    wanted = {name: OutputTimes(**one.model_dump()) for name, one in body.times.items()}
    await parts.outputs.set_times(site, wanted, person)
    return await site_outputs(site, person, parts)


def _times(times: OutputTimes) -> TimesBody:
    return TimesBody(**msgspec.structs.asdict(times))
