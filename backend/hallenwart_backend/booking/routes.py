"""`/api/bookings`, and the free slots of a hall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, StringConstraints

from hallenwart_backend.booking.answers import BookingOut, SlotOut, answers_of, nearest_told, slot_out
from hallenwart_backend.booking.model import Kind
from hallenwart_backend.booking.moving import Change
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Section
from hallenwart_backend.web.parts import PartsOf, SignedIn

router = APIRouter(prefix="/api", tags=["booking"])


Effects = Annotated[tuple[Literal["fog"], ...], Field(max_length=4)]
Rooms = Annotated[tuple[Id, ...], Field(max_length=8)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class WishBody(Body):
    """`effects`: what smoke sensors would take for smoke; the caretaker is asked to disable them for that time.

    `club`: for which of one's clubs; staff book for the town (none) or for any club on its behalf. `rooms`: extra rooms of
    the site for the same time. `note`: a word to the office.
    """

    hall: Id
    sections: Annotated[list[Section], Field(min_length=1, max_length=16)]
    start_ms: Ms
    end_ms: Ms
    title: Line
    effects: Effects = ()
    club: Id | None = None
    kind: Kind = Kind.TRAINING
    rooms: Rooms = ()
    note: Note = ""


class MoveBody(Body):
    """What is missing stays as it is."""

    start_ms: Ms | None = None
    end_ms: Ms | None = None
    sections: Annotated[list[Section], Field(min_length=1, max_length=16)] | None = None
    effects: Effects | None = None
    hall: Id | None = None
    rooms: Rooms | None = None
    why: Why = ""


class BookingsOut(BaseModel):
    bookings: list[BookingOut]


class SlotDay(BaseModel):
    date: dt.date
    free: int
    closed: bool


class SlotsOut(BaseModel):
    date: dt.date
    zone: str
    days: list[SlotDay]
    slots: list[SlotOut]


def checked_day(day: dt.date) -> dt.date:
    """Return the day. Raises RefusedError for one that calendars do not reach."""
    if not 2000 <= day.year < 2100:
        raise RefusedError("bad_date", "Dieses Datum geht nicht.", "That date does not work.", status=422)
    return day


@router.get("/halls/{hall}/slots")
async def slots(
    hall: Annotated[Id, Path()],
    date: dt.date,
    _person: SignedIn,
    parts: PartsOf,
    minutes: Annotated[int, Query(ge=30, le=480)] = 90,
    sections: Annotated[int, Query(ge=1, le=16)] = 1,
) -> SlotsOut:
    """Return five days' counts and the first day's slots."""
    found, day = parts.places.hall(hall), checked_day(date)
    days, first = await parts.bookings.slots(found, day, length_ms=minutes * 60_000, wanted=min(sections, found.sections))
    return SlotsOut(
        date=day,
        zone=found.site.zone,
        days=[SlotDay(date=one.date, free=one.free, closed=one.closed) for one in days],
        slots=[slot_out(slot, found) for slot in first],
    )


def _once(effects: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(effects))


@router.post("/bookings", status_code=201)
async def book(body: WishBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    wish = Wish(
        body.hall,
        tuple(body.sections),
        body.start_ms,
        body.end_ms,
        body.title,
        _once(body.effects),
        body.club,
        body.kind,
        _once(body.rooms),
        body.note,
    )
    with nearest_told(parts):
        booking = await parts.bookings.book(person, wish)
    return (await answers_of([booking], person, parts))[0]


@router.get("/bookings")
async def my_bookings(person: SignedIn, parts: PartsOf, club: Id | None = None) -> BookingsOut:
    return BookingsOut(bookings=await answers_of(await parts.bookings.mine(person, club), person, parts))


@router.patch("/bookings/{booking}")
async def move(booking: Annotated[Id, Path()], body: MoveBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    """Move a booking; its code stays. Who moves it for a club is noted."""
    sections = tuple(body.sections) if body.sections is not None else None
    effects = _once(body.effects) if body.effects is not None else None
    rooms = _once(body.rooms) if body.rooms is not None else None
    change = Change(body.start_ms, body.end_ms, sections, effects, body.hall, rooms, body.why)
    with nearest_told(parts):
        moved = await parts.booking.moving.move(person, booking, change)
    await parts.access.note_deed(person, "booking.moved", booking)
    return (await answers_of([moved], person, parts))[0]


@router.delete("/bookings/{booking}", status_code=204)
async def cancel(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf, why: Why = "") -> None:
    await parts.bookings.cancel(person, booking, why)
    await parts.access.note_deed(person, "booking.cancelled", booking)
