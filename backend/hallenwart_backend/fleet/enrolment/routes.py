"""`/api/fleet`, the papers: devices are made, invited, renewed late, and lose their access."""

from __future__ import annotations

from typing import Annotated

import segno
from fastapi import Depends, Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.fleet.enrolment.model import Ending, Ticket
from hallenwart_backend.fleet.enrolment.tokens import grouped
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/fleet", tags=["fleet"])
Named = Annotated[Id, Path()]


class NewDeviceBody(Body):
    """`id` is the device's name on the wire and in its certificate; it cannot be changed later."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    site: Id
    name: Annotated[str, StringConstraints(max_length=80)] = ""


class NewDeviceOut(Shape):
    id: str


class DeviceTicketOut(Shape):
    id: str
    device: str
    made_ms: int
    until_ms: int


class DeviceTicketsOut(Shape):
    tickets: list[DeviceTicketOut]


class DeviceInvitationOut(Shape):
    """Shown this once. `token` and `fingerprint` in groups, `command` to be typed at the device, `text` as in the QR code."""

    ticket: DeviceTicketOut
    token: str
    server: str
    fingerprint: str
    command: str
    text: str
    qr_svg: str = Field(description="a QR code as an SVG element")


class RenewalBody(Body):
    agree: bool


class RenewAskedOut(Shape):
    """`command` is the id to ask `/api/commands` for."""

    command: str


class RevokeBody(Body):
    reason: Line


class RevokedOut(Shape):
    """`ending`: pending (the authority was not reached yet), connected (not seen gone yet), gone, heard (it came back)."""

    ending: Ending


async def office(person: SignedIn) -> Person:
    """Return who asks, when it is somebody who keeps the fleet. Raises RefusedError 401, 403."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return person


Office = Annotated[Person, Depends(office)]


def _ticket(ticket: Ticket) -> DeviceTicketOut:
    return DeviceTicketOut(id=ticket.id, device=ticket.device, made_ms=ticket.made_ms, until_ms=ticket.until_ms)


@router.post("", status_code=201)
async def make(body: NewDeviceBody, person: Office, parts: PartsOf) -> NewDeviceOut:
    """Put a device on paper; it takes part as soon as it is enrolled."""
    await parts.enrolment.admission.make(body.id, body.site, " ".join(body.name.split()), person)
    return NewDeviceOut(id=body.id)


@router.post("/{device}/ticket", status_code=201)
async def invite(device: Named, person: Office, parts: PartsOf) -> DeviceInvitationOut:
    """Draw a one-time token for a day; one drawn before is not valid any more."""
    made = await parts.enrolment.admission.invite(device, person)
    return DeviceInvitationOut(
        ticket=_ticket(made.ticket),
        token=grouped(made.token),
        server=made.server,
        fingerprint=grouped(made.fingerprint),
        command=made.command,
        text=made.text,
        qr_svg=segno.make(made.text, error="m", micro=False).svg_inline(border=4, scale=4, omitsize=True),
    )


@router.get("/{device}/tickets")
async def tickets(device: Named, person: Office, parts: PartsOf) -> DeviceTicketsOut:
    """Return the tokens that may still be used, without the tokens."""
    del person
    return DeviceTicketsOut(tickets=[_ticket(one) for one in parts.enrolment.admission.open_tickets(device)])


@router.delete("/{device}/tickets/{ticket}", status_code=204)
async def cancel(device: Named, ticket: Named, person: Office, parts: PartsOf) -> None:
    await parts.enrolment.admission.cancel(device, ticket, person)


@router.post("/{device}/renewal", status_code=204)
async def renewal(device: Named, body: RenewalBody, person: Office, parts: PartsOf) -> None:
    """Say whether a device whose certificate has ended gets a new one; it asks again by itself."""
    await parts.enrolment.renewing.decide(device, person, agree=body.agree)


@router.post("/{device}/renew", status_code=202)
async def renew(device: Named, person: Office, parts: PartsOf) -> RenewAskedOut:
    """Let a device ask for a new certificate now. Refused with 409 while it is not connected."""
    parts.enrolment.papers.of(device)
    return RenewAskedOut(command=await parts.commands.send(device, "renew", {}, by=person.name))


@router.post("/{device}/revoke")
async def revoke(device: Named, body: RevokeBody, person: Office, parts: PartsOf) -> RevokedOut:
    """End a device's access. What of it could not be done at once is done again until it is."""
    return RevokedOut(ending=await parts.enrolment.revoking.revoke(device, body.reason, person))
