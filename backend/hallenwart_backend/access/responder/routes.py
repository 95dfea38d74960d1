"""`/api/releases` for the fire-safety officer, `/api/devices/{id}/emergency` for who may open in an emergency."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.access.responder.service import By
from hallenwart_backend.access.responder.store import GivenRelease
from hallenwart_backend.access.routes import CommandId
from hallenwart_backend.accounts.rules import ADMINS, EMERGENCY_OPENERS, OPENERS, RELEASERS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["emergency"])
Protocol = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
SlotNumber = Annotated[int, Field(strict=True, ge=1, le=999)]


class ReleaseBody(Body):
    """`protocol`: what was agreed, in words; it is kept in the evidence log."""

    device: Id
    slots: Annotated[list[SlotNumber], Field(min_length=1, max_length=48)]
    from_ms: Ms
    to_ms: Ms
    protocol: Protocol


class EndBody(Body):
    protocol: Protocol


class EmergencyBody(Body):
    slot: SlotNumber
    reason: Line


class ReleaseOut(Shape):
    id: str
    device: str
    slots: list[int]
    from_ms: int
    to_ms: int
    given_by: str
    given_ms: int
    ended_by: str
    ended_ms: int | None


class ReleasesOut(Shape):
    releases: list[ReleaseOut]


def _out(release: GivenRelease) -> ReleaseOut:
    return ReleaseOut(
        id=release.id,
        device=release.device,
        slots=list(release.slots),
        from_ms=release.from_ms,
        to_ms=release.to_ms,
        given_by=release.given_by,
        given_ms=release.given_ms,
        ended_by=release.ended_by,
        ended_ms=release.ended_ms,
    )


@router.get("/releases")
async def releases(person: SignedIn, parts: PartsOf) -> ReleasesOut:
    if not (person.is_manager or person.has(RELEASERS)):
        raise forbidden()
    return ReleasesOut(releases=[_out(one) for one in await parts.lockers.responder.all()])


@router.post("/releases", status_code=201)
async def release(body: ReleaseBody, person: SignedIn, parts: PartsOf) -> ReleaseOut:
    _may_release(person, body.device, parts)
    by = By(parts.lockers.keys.pseudonym(person.id), person.name)
    given = await parts.lockers.responder.give(body.device, body.slots, body.from_ms, body.to_ms, protocol=body.protocol, by=by)
    return _out(given)


@router.post("/releases/{release_id}/end", status_code=204)
async def end_release(release_id: Annotated[Id, Path()], body: EndBody, person: SignedIn, parts: PartsOf) -> None:
    if not person.has(RELEASERS):
        raise forbidden()
    _may_release(person, (await parts.lockers.responder.one(release_id)).device, parts)
    by = By(parts.lockers.keys.pseudonym(person.id), person.name)
    await parts.lockers.responder.end(release_id, protocol=body.protocol, by=by)


@router.post("/devices/{device}/emergency", status_code=202)
async def emergency(device: Annotated[Id, Path()], body: EmergencyBody, person: SignedIn, parts: PartsOf) -> CommandId:
    """Open a compartment in an emergency: openers of the site who hold the right for emergencies too."""
    site = parts.places.current.site_of_device(device)
    at = site.id if site else ""
    if not person.has(OPENERS) or (site and not (person.has_at(OPENERS, at) and person.has_at(EMERGENCY_OPENERS, at))):
        raise forbidden()
    if parts.places.current.compartment(device, body.slot) is None:
        raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
    by = By(parts.lockers.keys.pseudonym(person.id), person.name)
    return CommandId(id=await parts.lockers.responder.open_in_emergency(device, body.slot, reason=body.reason, by=by))


def _may_release(person: Person, device: str, parts: Parts) -> None:
    """Raise RefusedError 403."""
    site = parts.places.current.site_of_device(device)
    allowed = person.has_at(RELEASERS, site.id) if site else person.has(ADMINS)
    if not allowed:
        raise forbidden()
