"""`/api/fire`: silence, reset, disable, walk, delay, self-test; `/api/sites/{site}/drill`; proposals of bookings with fog."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import FIRE_HANDS, Person
from hallenwart_backend.fire.desk.fog import HallSensor, Proposal
from hallenwart_backend.fire.desk.register import Asked, Wish
from hallenwart_backend.fire.desk.rules import LONGEST_WALK_MINUTES
from hallenwart_backend.web.fields import Body, Id, Ms, Shape
from hallenwart_backend.web.parts import PageReader, Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router
from hallenwart_contract.zones import OffReason

router = Router(prefix="/api", tags=["fire"])
Device = Annotated[Id, Path()]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Component = Annotated[str, StringConstraints(max_length=64)]


class FireCommandOut(Shape):
    """The command's id: `GET /api/commands/{id}` says how it went."""

    id: str


class ResetBody(Body):
    """`alarm` empty: all alarms of the device."""

    alarm: Component = ""


class DisableBody(Body):
    """`c` empty: the whole zone. `text` says why in words; it is kept here, a device learns only the reason's word."""

    zone: Zone
    c: Component = ""
    until_ms: Ms
    reason: OffReason
    text: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""


class DisabledOut(Shape):
    """`off` is the disablement, `id` the command that asks for it."""

    id: str
    off: str


class EnableBody(Body):
    off: Id


class RenewBody(Body):
    """`until_ms`: the new end, at most 7 days from now."""

    off: Id
    until_ms: Ms


class WalkBody(Body):
    zone: Zone
    on: bool
    minutes: Annotated[int, Field(strict=True, ge=1, le=LONGEST_WALK_MINUTES)] = 30


class DelayBody(Body):
    zone: Zone
    on: bool


class SelftestBody(Body):
    """`c` empty: the device chooses a sensor."""

    c: Component = ""


class DrillBody(Body):
    on: bool


class Reached(Shape):
    device: str
    id: str


class DrillOut(Shape):
    """`reached` with the command each device took, `missed` those that were not reached."""

    ref: str
    reached: list[Reached]
    missed: list[str]


class ProposalSensor(Shape):
    device: str
    zone: str
    c: str
    name: str
    kind: str


class ProposalOut(Shape):
    """`state`: open, accepted, dismissed, running. `stays`: what remains switched on in the hall."""

    id: str
    title: str
    hall: str
    hall_name: str
    site: str
    start_ms: int
    end_ms: int
    state: str
    person: str
    sensors: list[ProposalSensor]
    stays: list[ProposalSensor]


class ProposalsOut(Shape):
    proposals: list[ProposalOut]


def _check(person: Person, device: str, parts: Parts) -> None:
    if not person.has_at(FIRE_HANDS, parts.fire.acts.site_of(device).id):
        raise forbidden()


@router.post("/fire/{device}/silence", status_code=202)
async def silence(device: Device, person: SignedIn, parts: PartsOf) -> FireCommandOut:
    """Quiet the siren; the alarm stands."""
    _check(person, device, parts)
    return FireCommandOut(id=await parts.fire.acts.silence(device, person))


@router.post("/fire/{device}/reset", status_code=202)
async def reset(device: Device, body: ResetBody, person: SignedIn, parts: PartsOf) -> FireCommandOut:
    _check(person, device, parts)
    return FireCommandOut(id=await parts.fire.acts.reset(device, person, alarm=body.alarm))


@router.post("/fire/{device}/disable", status_code=202)
async def disable(device: Device, body: DisableBody, person: SignedIn, parts: PartsOf) -> DisabledOut:
    """Disable a zone or one sensor of it, for at most 7 days; whoever asks is its owner and is reminded."""
    _check(person, device, parts)
    parts.fire.acts.check_zone(device, body.zone, body.c)
    wish = Wish(device, body.zone, body.c, body.until_ms, body.reason, " ".join(body.text.split()))
    return _asked(await parts.fire.register.disable(wish, owner=person.id, by=person.name))


@router.post("/fire/{device}/enable", status_code=202)
async def enable(device: Device, body: EnableBody, person: SignedIn, parts: PartsOf) -> DisabledOut:
    _check(person, device, parts)
    return _asked(await parts.fire.register.enable(body.off, person, may=lambda off: off.device == device))


@router.post("/fire/{device}/renew", status_code=202)
async def renew(device: Device, body: RenewBody, person: SignedIn, parts: PartsOf) -> DisabledOut:
    """Keep something disabled until another end; whoever asks is its owner from now on."""
    _check(person, device, parts)
    return _asked(await parts.fire.register.renew(body.off, body.until_ms, person, may=lambda off: off.device == device))


def _asked(asked: Asked) -> DisabledOut:
    return DisabledOut(id=asked.command, off=asked.off)


@router.post("/fire/{device}/walk", status_code=202)
async def walk(device: Device, body: WalkBody, person: SignedIn, parts: PartsOf) -> FireCommandOut:
    """Begin or end the walk test of a zone; its sensors alarm nobody meanwhile. It ends by itself."""
    _check(person, device, parts)
    return FireCommandOut(id=await parts.fire.acts.walk(device, body.zone, person, on=body.on, minutes=body.minutes))


@router.post("/fire/{device}/delay", status_code=202)
async def delay(device: Device, body: DelayBody, person: SignedIn, parts: PartsOf) -> FireCommandOut:
    """Switch the delay of a zone's siren and evacuation on or off, as its device is set up for."""
    _check(person, device, parts)
    return FireCommandOut(id=await parts.fire.acts.delay(device, body.zone, person, on=body.on))


@router.post("/fire/{device}/selftest", status_code=202)
async def selftest(device: Device, body: SelftestBody, person: SignedIn, parts: PartsOf) -> FireCommandOut:
    """Play a test value through a copy of a sensor's rule; no siren sounds."""
    _check(person, device, parts)
    return FireCommandOut(id=await parts.fire.acts.selftest(device, person, c=body.c))


@router.post("/sites/{site}/drill", status_code=202)
async def drill(site: Annotated[Id, Path()], body: DrillBody, person: SignedIn, parts: PartsOf) -> DrillOut:
    """Begin or end a drill of a whole site. A real fire breaks through it."""
    if not person.has_at(FIRE_HANDS, site):
        raise forbidden()
    done = await parts.fire.acts.drill(site, person, on=body.on)
    reached = [Reached(device=device, id=command) for device, command in done.reached.items()]
    return DrillOut(ref=done.ref, reached=reached, missed=list(done.missed))


@router.get("/fire/proposals")
async def proposals(_person: PageReader, parts: PartsOf) -> ProposalsOut:
    """Return what bookings with fog propose to disable in the coming two months, soonest first."""
    return ProposalsOut(proposals=[_proposal(one, parts) for one in await parts.fire.fog.all()])


@router.post("/fire/proposals/{booking}/accept")
async def accept(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> ProposalOut:
    """Have the smoke sensors disabled at the booking's start in your name, and enabled at its end."""
    return await _decide(booking, person, parts, accept=True)


@router.post("/fire/proposals/{booking}/dismiss")
async def dismiss(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> ProposalOut:
    """Leave the sensors on; what was accepted before is ended."""
    return await _decide(booking, person, parts, accept=False)


async def _decide(booking: str, person: Person, parts: Parts, *, accept: bool) -> ProposalOut:
    def may(hall: str) -> bool:
        found = parts.places.current.halls.get(hall)
        return found is not None and person.has_at(FIRE_HANDS, found.site.id)

    if not person.has(FIRE_HANDS):
        raise forbidden()
    return _proposal(await parts.fire.fog.decide(booking, person, accept=accept, may=may), parts)


def _proposal(one: Proposal, parts: Parts) -> ProposalOut:
    hall = parts.places.current.halls.get(one.booking.hall)
    return ProposalOut(
        id=one.booking.id,
        title=parts.fire.line_of(one.booking),
        hall=one.booking.hall,
        hall_name=hall.name if hall else one.booking.hall,
        site=hall.site.id if hall else "",
        start_ms=one.booking.start_ms,
        end_ms=one.booking.end_ms,
        state=one.state,
        person=one.person,
        sensors=[_sensor(sensor) for sensor in one.sensors],
        stays=[_sensor(sensor) for sensor in one.stays],
    )


def _sensor(sensor: HallSensor) -> ProposalSensor:
    return ProposalSensor(device=sensor.device, zone=sensor.zone, c=sensor.c, name=sensor.name, kind=sensor.kind)
