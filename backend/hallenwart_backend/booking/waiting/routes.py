"""`/api/waiting`: what clubs wait for."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS
from hallenwart_backend.booking.model import Kind
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.booking.waiting.rules import Wish
from hallenwart_backend.booking.waiting.service import Wanted
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/waiting", tags=["booking"])
Minute = Annotated[int, Field(strict=True, ge=0, le=1440)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class WaitBody(Body):
    """`halls` empty: any. `weekday` null: any day of the span, 0 is Monday. Minutes after local midnight.

    `wanted`: how many dates; `ask_first`: hold the time and ask, instead of booking at once.
    """

    halls: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    sections: Annotated[int, Field(strict=True, ge=1, le=16)] = 1
    from_date: dt.date
    to_date: dt.date
    weekday: Annotated[int, Field(strict=True, ge=0, le=6)] | None = None
    from_min: Minute
    to_min: Minute
    length_min: Minute
    title: Line
    kind: Kind = Kind.TRAINING
    wanted: Annotated[int, Field(strict=True, ge=1, le=60)] = 1
    ask_first: bool = False
    note: Text = ""
    until_ms: Ms | None = None
    club: Id | None = None


class WaitOut(Shape):
    """`state`: waiting, offered (answer until `offered_until_ms`), filled, ended. `booking`: what it was last filled with."""

    id: str
    club: str
    club_name: str
    group: str
    halls: list[str]
    hall_names: list[str]
    sections: int
    from_date: dt.date
    to_date: dt.date
    weekday: int | None
    from_min: int
    to_min: int
    length_min: int
    title: str
    kind: str
    wanted: int
    filled: int
    ask_first: bool
    note: str
    created_ms: int
    until_ms: int
    state: str
    booking: str
    offered_hall: str
    offered_start_ms: int | None
    offered_end_ms: int | None
    offered_until_ms: int | None


class WaitsOut(Shape):
    waiting: list[WaitOut]


class WaitAnswerBody(Body):
    yes: bool


class WaitAnsweredOut(Shape):
    booking: str


async def wait_out(wish: Wish, parts: PartsOf, *, told: bool) -> WaitOut:
    places = parts.places.current
    held = await parts.bookings.one(wish.booking) if wish.booking and wish.offered_until_ms is not None else None
    hall = places.halls.get(held.hall) if held else None
    return WaitOut(
        id=wish.id,
        club=wish.club,
        club_name=places.clubs.get(wish.club, ""),
        group=wish.group,
        halls=list(wish.halls),
        hall_names=[places.halls[one].name for one in wish.halls if one in places.halls],
        sections=wish.sections,
        from_date=wish.from_date,
        to_date=wish.to_date,
        weekday=wish.weekday,
        from_min=wish.from_min,
        to_min=wish.to_min,
        length_min=wish.length_min,
        title=wish.title,
        kind=wish.kind,
        wanted=wish.wanted,
        filled=wish.filled,
        ask_first=wish.ask_first,
        note=wish.note if told else "",
        created_ms=wish.created_ms,
        until_ms=wish.until_ms,
        state=wish.state,
        booking=wish.booking or "",
        offered_hall=hall.name if hall else "",
        offered_start_ms=held.start_ms if held else None,
        offered_end_ms=held.end_ms if held else None,
        offered_until_ms=wish.offered_until_ms,
    )


@router.get("")
async def wishes(person: SignedIn, parts: PartsOf, club: Id | None = None) -> WaitsOut:
    """Return what the own club waits for; for the office, without `club`, all that wait."""
    found = await parts.booking.waiting.wishes(person, club)
    told = person.has(OFFICE_HANDS) or person.club is not None
    return WaitsOut(waiting=[await wait_out(wish, parts, told=told) for wish in found])


@router.post("", status_code=201)
async def wait(body: WaitBody, person: SignedIn, parts: PartsOf) -> WaitOut:
    """Wait for time. What is free already fills it within seconds."""
    wanted = Wanted(
        body.halls,
        body.sections,
        checked_day(body.from_date),
        checked_day(body.to_date),
        body.weekday,
        body.from_min,
        body.to_min,
        body.length_min,
        body.title,
        body.kind,
        body.wanted,
        body.ask_first,
        body.note,
        body.until_ms,
        body.club,
    )
    return await wait_out(await parts.booking.waiting.enter(person, wanted), parts, told=True)


@router.delete("/{wish}", status_code=204)
async def end(wish: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    """Wait no longer."""
    await parts.booking.waiting.end(person, wish)


@router.post("/{wish}/answer")
async def answer(wish: Annotated[Id, Path()], body: WaitAnswerBody, person: SignedIn, parts: PartsOf) -> WaitAnsweredOut:
    """Take the time that is held, or let it go and wait on."""
    return WaitAnsweredOut(booking=await parts.booking.waiting.answer(person, wish, yes=body.yes) or "")
