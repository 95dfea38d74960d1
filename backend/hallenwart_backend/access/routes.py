"""`/api/devices/{id}`: a caretaker opens a compartment from afar or frees the pads; `/api/commands`: how that went."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field

from hallenwart_backend.accounts.rules import OPENERS
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import Manager, PageReader, PartsOf, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["access"])


class OpenBody(Body):
    slot: Annotated[int, Field(strict=True, ge=1, le=999)]
    reason: Line


class UnlockoutBody(Body):
    reason: Line


class CommandId(Shape):
    id: str


class CommandOut(Shape):
    """`state`: created, sent, received, done, failed, rejected, expired."""

    id: str
    state: str
    code: str


@router.post("/devices/{device}/open", status_code=202)
async def open_compartment(device: Annotated[Id, Path()], body: OpenBody, person: Manager, parts: PartsOf) -> CommandId:
    site = parts.places.current.site_of_device(device)
    if site is None or parts.places.current.compartment(device, body.slot) is None:
        raise RefusedError("no_such_compartment", "Dieses Fach gibt es nicht.", "There is no such compartment.", status=404)
    if not person.has_at(OPENERS, site.id):
        raise forbidden()
    return CommandId(id=await parts.commands.open(device, body.slot, by=f"{person.name}: {body.reason}"))


@router.post("/devices/{device}/unlockout", status_code=202)
async def unlockout(device: Annotated[Id, Path()], body: UnlockoutBody, person: Manager, parts: PartsOf) -> CommandId:
    """Forgive the wrong codes of a locker's pads: openers of the site. Whoever guessed gets that day's tries again."""
    site = parts.places.current.site_of_device(device)
    if site is None or device not in parts.places.current.lockers():
        raise RefusedError("no_such_locker", "Dieses Schließfach gibt es nicht.", "There is no such locker.", status=404)
    if not person.has_at(OPENERS, site.id):
        raise forbidden()
    return CommandId(id=await parts.commands.send(device, "unlockout", {}, by=f"{person.name}: {body.reason}"))


@router.get("/commands/{command}")
async def command(command: Annotated[Id, Path()], _person: PageReader, parts: PartsOf) -> CommandOut:
    found = await parts.commands.state(command)
    if found is None:
        raise RefusedError("no_such_command", "Diesen Befehl gibt es nicht.", "There is no such command.", status=404)
    return CommandOut(id=found.id, state=found.state, code=found.code)
