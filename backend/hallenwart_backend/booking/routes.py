"""`/api/bookings`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import Field, StringConstraints

from hallenwart_backend.booking.answers import BookingOut, answers_of, nearest_told
from hallenwart_backend.booking.model import Kind, State
from hallenwart_backend.booking.moving import Change
from hallenwart_backend.booking.policy.words import BEYOND, REASONS
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.web.fields import LATEST_MS, Body, Id, Line, Ms, Section, Shape, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["booking"])


UntilMs = Annotated[int, Query(ge=0, le=LATEST_MS)]
Effects = Annotated[tuple[Literal["fog"], ...], Field(max_length=4)]
Rooms = Annotated[tuple[Id, ...], Field(max_length=8)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class WishBody(Body):
    """`effects`: what smoke sensors would take for smoke; the caretaker is asked to disable them for that time.

    `club`: for which of one's clubs; staff book for the town (none) or for any club on its behalf. `rooms`: extra rooms of
    the site for the same time. `note`: a word to the office. `why`: why staff go beyond the booking rules.
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
    why: Why = ""


class MoveBody(Body):
    """What is missing stays as it is. Another `kind` is for the office to say."""

    start_ms: Ms | None = None
    end_ms: Ms | None = None
    sections: Annotated[list[Section], Field(min_length=1, max_length=16)] | None = None
    effects: Effects | None = None
    hall: Id | None = None
    rooms: Rooms | None = None
    why: Why = ""
    title: Line | None = None
    kind: Kind | None = None
    note: Note | None = None


class CheckOut(Shape):
    """`state`: booked, or asked for the `reasons`."""

    state: State
    reasons: list[Words]


class BookingsOut(Shape):
    bookings: list[BookingOut]


def _once(effects: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(effects))


def _wish(body: WishBody) -> Wish:
    return Wish(
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
        body.why,
    )


@router.post("/bookings", status_code=201)
async def book(body: WishBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    with nearest_told(parts):
        booking = await parts.bookings.book(person, _wish(body))
    return (await answers_of([booking], person, parts))[0]


@router.post("/bookings/check")
async def check(body: WishBody, person: SignedIn, parts: PartsOf) -> CheckOut:
    """Say what would become of it; nothing is booked. Refuses as booking does."""
    with nearest_told(parts):
        decision = await parts.booking.checking.check(person, _wish(body))
    said = [(REASONS | BEYOND)[code] for code in decision.reasons if code in REASONS | BEYOND]
    return CheckOut(state=decision.state, reasons=[Words(de=de, en=en) for de, en in said])


@router.get("/bookings")
async def my_bookings(person: SignedIn, parts: PartsOf, club: Id | None = None, until_ms: UntilMs | None = None) -> BookingsOut:
    """Return the dates of one's club from yesterday on; with `until_ms` those that begin before it."""
    return BookingsOut(bookings=await answers_of(await parts.bookings.mine(person, club, until_ms), person, parts))


@router.patch("/bookings/{booking}")
async def move(booking: Annotated[Id, Path()], body: MoveBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    """Move a booking; its code stays. Who moves it for a club is noted."""
    sections = tuple(body.sections) if body.sections is not None else None
    effects = _once(body.effects) if body.effects is not None else None
    rooms = _once(body.rooms) if body.rooms is not None else None
    change = Change(body.start_ms, body.end_ms, sections, effects, body.hall, rooms, body.why, body.title, body.kind, body.note)
    with nearest_told(parts):
        moved = await parts.booking.moving.move(person, booking, change)
    await parts.access.note_deed(person, "booking.moved", booking)
    return (await answers_of([moved], person, parts))[0]


@router.delete("/bookings/{booking}", status_code=204)
async def cancel(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf, why: Why = "") -> None:
    await parts.bookings.cancel(person, booking, why)
    await parts.access.note_deed(person, "booking.cancelled", booking)
