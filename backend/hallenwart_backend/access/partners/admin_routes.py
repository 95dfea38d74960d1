"""`/api/partners`: the office gives booking systems their keys and takes them back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

from hallenwart_backend.access.partners import book
from hallenwart_backend.access.partners.asking import PartnerCompartmentBody
from hallenwart_backend.access.partners.refusals import refused
from hallenwart_backend.access.partners.rules import Scope, Spot
from hallenwart_backend.access.partners.systems import Listed
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import Admin, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/partners", tags=["partner"])


class PartnerBody(Body):
    """What the system's key may reach: whole sites, single compartments."""

    name: Line
    sites: Annotated[list[Id], Field(max_length=100, default_factory=list)]
    compartments: Annotated[list[PartnerCompartmentBody], Field(max_length=200, default_factory=list)]


class IssuedKeyOut(Shape):
    """The key is shown this once."""

    id: str
    key: str


class PartnerSpotOut(Shape):
    locker: str
    number: int


class PartnerOut(Shape):
    id: str
    name: str
    sites: list[str]
    compartments: list[PartnerSpotOut]
    webhook: str | None
    created_ms: int
    created_by: str
    used_ms: int | None
    revoked_ms: int | None


class PartnersOut(Shape):
    partners: list[PartnerOut]


class PartnerNotedOut(Shape):
    """`action`: hold, renew, release, grant, change, revoke, webhook, …; `outcome`: ok, or why it was refused."""

    t_ms: int
    action: str
    grant: str
    reference: str
    outcome: str
    by: str


class PartnerLogOut(Shape):
    entries: list[PartnerNotedOut]


def _out(one: Listed) -> PartnerOut:
    partner = one.partner
    return PartnerOut(
        id=partner.id,
        name=partner.name,
        sites=sorted(partner.scope.sites),
        compartments=[PartnerSpotOut(locker=spot.device, number=spot.number) for spot in sorted(partner.scope.spots)],
        webhook=partner.url or None,
        created_ms=one.created_ms,
        created_by=one.created_by,
        used_ms=one.used_ms,
        revoked_ms=one.revoked_ms,
    )


@router.get("")
async def partners(_person: Admin, parts: PartsOf) -> PartnersOut:
    return PartnersOut(partners=[_out(one) for one in await parts.partner_desk.systems.listed()])


@router.post("", status_code=201)
async def add(body: PartnerBody, person: Admin, parts: PartsOf) -> IssuedKeyOut:
    places, by = parts.places.current, person.name
    if any(site not in places.sites for site in body.sites) or not (body.sites or body.compartments):
        raise refused("no_such_site")
    spots = frozenset(Spot(one.locker, one.number) for one in body.compartments)
    if any(places.compartment(spot.device, spot.number) is None for spot in spots):
        raise refused("no_such_compartment")
    system, key = await parts.partner_desk.systems.add(body.name, Scope(frozenset(body.sites), spots), by=by)
    return IssuedKeyOut(id=system, key=key)


@router.delete("/{partner}", status_code=204)
async def revoke(partner: Annotated[Id, Path()], person: Admin, parts: PartsOf) -> None:
    """Close a system's key. What it granted stays: people have booked."""
    await parts.partner_desk.systems.revoke(partner, by=person.name)


@router.get("/{partner}/log")
async def log(partner: Annotated[Id, Path()], _person: Admin, parts: PartsOf) -> PartnerLogOut:
    """Return what the system did and what was done to it, newest first."""
    await parts.partner_desk.systems.named(partner)
    found = await parts.records.read(lambda connection: book.noted(connection, partner, limit=200))
    return PartnerLogOut(
        entries=[
            PartnerNotedOut(
                t_ms=one.t_ms, action=one.action, grant=one.claim, reference=one.reference, outcome=one.outcome, by=one.by
            )
            for one in found
        ]
    )
