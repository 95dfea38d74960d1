"""`/api/events/{event}/tickets`, `/api/events/{event}/door`, `/api/doors/{token}`: who leads an event, and its doors."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Query, Request

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.events.tickets import rules
from hallenwart_backend.events.tickets.fields import (
    DoorBody,
    DoorLinkOut,
    DoorListOut,
    DoorToken,
    HeldBackBody,
    Rev,
    TicketingBody,
    TicketingOut,
    door_out,
    ticketing_out,
)
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(tags=["events"])
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


@router.get("/api/events/{event}/door")
async def door_list(event: Event, person: InBrowser, parts: PartsOf, rev: Annotated[Rev, Query()] = "") -> DoorListOut:
    """Return the list of the door; digests only where the phone does not name the `rev` that still holds."""
    return await _door(event, person, "", rev, parts)


@router.get("/api/doors/{token}")
async def door_list_by_link(
    token: Annotated[DoorToken, Path()], request: Request, parts: PartsOf, rev: Annotated[Rev, Query()] = ""
) -> DoorListOut:
    """Do the same for a helper with the door link."""
    _calm(request, parts)
    return await _door("", None, token, rev, parts)


@router.post("/api/events/{event}/door")
async def door(event: Event, body: DoorBody, person: InBrowser, parts: PartsOf) -> DoorListOut:
    """Take in what a phone at the door kept, and return the list of the door."""
    await _take(event, body, person, "", parts)
    return await _door(event, person, "", body.rev, parts)


@router.post("/api/doors/{token}")
async def door_by_link(token: Annotated[DoorToken, Path()], body: DoorBody, request: Request, parts: PartsOf) -> DoorListOut:
    """Do the same for a helper with the door link."""
    _calm(request, parts)
    await _take("", body, None, token, parts)
    return await _door("", None, token, body.rev, parts)


def _calm(request: Request, parts: Parts) -> None:
    """Raises RefusedError 429."""
    sender = request.client.host if request.client else ""
    if (wait_ms := parts.events.tickets.door_rate.take(sender, parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)


async def _take(event: str, body: DoorBody, person: Person | None, token: str, parts: Parts) -> None:
    if body.seen:
        await parts.events.tickets.signs.take(event, person, token, body.door, [one.seen for one in body.seen])


async def _door(event: str, person: Person | None, token: str, rev: str, parts: Parts) -> DoorListOut:
    found = await parts.events.tickets.desk.door(event, person, token)
    return door_out(found, parts.places.hall(found.found.date.hall).name, rules.EARLY_MS, rev)
