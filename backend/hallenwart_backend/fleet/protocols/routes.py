"""`/api/fleet/{device}/protocols`: commissioning protocols, as JSON and on paper."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Path, Response

from hallenwart_backend import pdf_font
from hallenwart_backend.fleet.protocols.service import Kept
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import Manager, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/fleet/{device}/protocols", tags=["fleet"])
Device = Annotated[Id, Path()]
Ref = Annotated[Id, Path()]


class ProtocolStepOut(Shape):
    """`outcome`: ok, failed or skipped."""

    component: str
    step: str
    outcome: str
    words: str
    t_ms: int


class ProtocolOut(Shape):
    """`bad` counts steps that failed or were skipped. `whole`: byte for byte what the device signed; not so once the
    person was erased. `digest` stands in the evidence log.
    """

    ref: str
    made_ms: int
    received_ms: int
    person: str
    agent: str
    wiring: str
    count: int
    bad: int
    digest: str
    certificate: str
    whole: bool


class ProtocolWholeOut(ProtocolOut):
    steps: list[ProtocolStepOut]


class ProtocolsOut(Shape):
    """Newest first."""

    protocols: list[ProtocolOut]


@router.get("")
async def protocols(device: Device, person: Manager, parts: PartsOf) -> ProtocolsOut:
    parts.fleet.overview.check(device, person)
    return ProtocolsOut(protocols=[ProtocolOut(**_fields(kept)) for kept in await parts.fleet.protocols.of(device)])


@router.get("/{ref}")
async def one_protocol(device: Device, ref: Ref, person: Manager, parts: PartsOf) -> ProtocolWholeOut:
    parts.fleet.overview.check(device, person)
    kept = await parts.fleet.protocols.one(device, ref)
    steps = [
        ProtocolStepOut(component=each.component, step=each.step, outcome=each.outcome, words=each.words, t_ms=each.t_ms)
        for each in kept.protocol.steps
    ]
    return ProtocolWholeOut(**_fields(kept), steps=steps)


@router.get("/{ref}/pdf", responses={200: {"content": {"application/pdf": {}}}}, response_class=Response)
async def protocol_as_pdf(device: Device, ref: Ref, person: Manager, parts: PartsOf) -> Response:
    """Return a protocol to be printed and signed by hand."""
    from hallenwart_backend.fleet.protocols.pdf import rendered  # fpdf takes 40 MB; who makes PDFs loads it

    entry = parts.fleet.overview.check(device, person)
    kept = await parts.fleet.protocols.one(device, ref)
    site = parts.places.current.sites.get(entry.site)
    name, zone = (site.name, site.zone) if site else (entry.site, "Europe/Berlin")
    content = await asyncio.to_thread(rendered, device, name, kept, ZoneInfo(zone), pdf_font.font_files())
    headers = {"Content-Disposition": f'attachment; filename="abnahme-{device}-{ref}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _fields(kept: Kept) -> dict[str, Any]:
    protocol = kept.protocol
    return {
        "ref": protocol.ref,
        "made_ms": protocol.made_ms,
        "received_ms": kept.t_ms,
        "person": protocol.person,
        "agent": protocol.agent,
        "wiring": protocol.wiring,
        "count": len(protocol.steps),
        "bad": kept.bad,
        "digest": kept.digest,
        "certificate": kept.signed,
        "whole": kept.whole,
    }
