"""`/api/events/{event}/tickets`, `/api/events/{event}/door`, `/api/doors/{token}`: who leads an event, and its doors."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Request

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.events.tickets import rules
from hallenwart_backend.events.tickets.fields import (
    DoorBody,
    DoorLinkOut,
    DoorListOut,
    DoorToken,
    HeldBackBody,
    TicketingBody,
    TicketingOut,
    door_out,
    ticketing_out,
)
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf, SignedIn

router = APIRouter(tags=["events"])
Event = Annotated[Id, Path()]
DOOR_PAGE: Final = "/club/#/einlass/"


@router.get("/api/events/{event}/tickets")
async def ticketing(event: Event, person: SignedIn, parts: PartsOf) -> TicketingOut:
    """Return how many tickets an event has, are given, waited for and used. No names: nobody here knows any."""
    return ticketing_out(await parts.events.tickets.desk.shown(person, event))


@router.put("/api/events/{event}/tickets")
async def put_ticketing(event: Event, body: TicketingBody, person: SignedIn, parts: PartsOf) -> TicketingOut:
    """Say whether there are tickets and how many."""
    desk = parts.events.tickets.desk
    return ticketing_out(await desk.put(person, event, is_open=body.open, places=body.places))


@router.put("/api/events/{event}/tickets/held-back")
async def hold_back(event: Event, body: HeldBackBody, person: SignedIn, parts: PartsOf) -> TicketingOut:
    """Keep places of the hall free (the office): for players, stewards, the press."""
    return ticketing_out(await parts.events.tickets.desk.hold_back(person, event, body.held_back))


@router.post("/api/events/{event}/door-link", status_code=201)
async def link(event: Event, person: InBrowser, parts: PartsOf) -> DoorLinkOut:
    """Make the link for a helper at the door; it is told this once, and the one before ends."""
    token = await parts.events.tickets.desk.link(person, event)
    base = parts.account_room.public_url.rstrip("/")
    return DoorLinkOut(url=f"{base}{DOOR_PAGE}{event}?link={token}")


@router.delete("/api/events/{event}/door-link", status_code=204)
async def end_link(event: Event, person: InBrowser, parts: PartsOf) -> None:
    await parts.events.tickets.desk.end_link(person, event)


@router.post("/api/events/{event}/door")
async def door(event: Event, body: DoorBody, person: InBrowser, parts: PartsOf) -> DoorListOut:
    """Take in what a phone at the door kept, and return the list of the door."""
    return await _door(event, body, person, "", parts)


@router.post("/api/doors/{token}")
async def door_by_link(token: Annotated[DoorToken, Path()], body: DoorBody, request: Request, parts: PartsOf) -> DoorListOut:
    """Do the same for a helper with the door link."""
    sender = request.client.host if request.client else ""
    if (wait_ms := parts.events.tickets.door_rate.take(sender, parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)
    return await _door("", body, None, token, parts)


async def _door(event: str, body: DoorBody, person: Person | None, token: str, parts: Parts) -> DoorListOut:
    room = parts.events.tickets
    if body.seen:
        await room.signs.take(event, person, token, body.door, [one.seen for one in body.seen])
    found = await room.desk.door(event, person, token)
    return door_out(found, parts.places.hall(found.found.date.hall).name, rules.EARLY_MS, body.rev)
