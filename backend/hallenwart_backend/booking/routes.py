"""`/api/bookings`, and the free slots of a hall."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from hallenwart_backend.access.dark.service import Spare
from hallenwart_backend.access.grants.service import NO_CODE, Code
from hallenwart_backend.access.office.routes import SpareOut, spare_out
from hallenwart_backend.accounts.rules import CODE_READERS, MANAGERS, Person
from hallenwart_backend.booking.moving import Change
from hallenwart_backend.booking.qr import module_rows
from hallenwart_backend.booking.rules import Slot
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Section
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_contract.live import GrantStep

router = APIRouter(prefix="/api", tags=["booking"])


Effects = Annotated[tuple[Literal["fog"], ...], Field(max_length=4)]


class WishBody(Body):
    """`effects`: what smoke sensors would take for smoke; the caretaker is asked to disable them for that time."""

    hall: Id
    sections: Annotated[list[Section], Field(min_length=1, max_length=16)]
    start_ms: Ms
    end_ms: Ms
    title: Line
    effects: Effects = ()


class MoveBody(Body):
    """What is missing stays as it is."""

    start_ms: Ms | None = None
    end_ms: Ms | None = None
    sections: Annotated[list[Section], Field(min_length=1, max_length=16)] | None = None
    effects: Effects | None = None


class PassOut(BaseModel):
    """The QR of one locker: a signed pass, drawn as rows of modules without quiet zone."""

    device: str
    slots: list[int]
    qr: list[str]


class StepOut(BaseModel):
    """`step`: planned, delivered, applied, used, key_out, key_back. `t_ms` null: nobody was told when."""

    step: GrantStep
    t_ms: int | None


class BookingOut(BaseModel):
    """`code_state`: stored (the locker confirmed it), waiting, none. `qr`: the first pass, as rows of modules.

    `extra` are the four digits behind the code that a pad asks for after too many wrong entries. `dark` are codes
    of nine digits, one per compartment, told when the locker is silent and does not have the code. `steps` are those reached;
    `locker_ms` when the oldest of its lockers last confirmed a list, `locker_current` whether all have the newest.
    """

    id: str
    hall: str
    hall_name: str
    site_name: str
    address: str
    sections: list[int]
    section_count: int
    title: str
    club: str
    start_ms: int
    end_ms: int
    state: str
    code: str | None
    extra: str | None
    passes: list[PassOut]
    qr: list[str] | None
    code_state: str
    code_ms: int | None
    valid_from_ms: int | None
    valid_to_ms: int | None
    dark: list[SpareOut]
    slots: list[int]
    step: str
    steps: list[StepOut]
    locker_ms: int | None
    locker_current: bool
    effects: list[str]


class BookingsOut(BaseModel):
    bookings: list[BookingOut]


class SlotOut(BaseModel):
    start_ms: int
    end_ms: int
    state: str
    free_sections: list[int]
    section_count: int


class SlotDay(BaseModel):
    date: dt.date
    free: int
    closed: bool


class SlotsOut(BaseModel):
    date: dt.date
    zone: str
    days: list[SlotDay]
    slots: list[SlotOut]


def _out(booking: Booking, parts: Parts, code: Code, spares: list[Spare], *, may_read: bool) -> BookingOut:
    hall = parts.places.current.halls[booking.hall]
    readable = may_read and booking.state == "booked"
    shown = code.code if readable else None
    passes = [PassOut(device=one.device, slots=list(one.slots), qr=module_rows(one.text)) for one in code.passes if readable]
    return BookingOut(
        id=booking.id,
        hall=hall.id,
        hall_name=hall.name,
        site_name=hall.site.name,
        address=hall.site.address,
        sections=list(booking.sections),
        section_count=hall.sections,
        title=booking.title,
        club=parts.places.current.clubs.get(booking.club or "", ""),
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
        state=booking.state,
        code=shown,
        extra=code.extra or None if readable else None,
        passes=passes,
        qr=passes[0].qr if passes else None,
        code_state=code.state,
        code_ms=code.stored_ms,
        valid_from_ms=code.valid_from_ms,
        valid_to_ms=code.valid_to_ms,
        dark=[spare_out(spare) for spare in spares if readable],
        slots=sorted(code.slots),
        step=code.steps[-1].step if code.steps else "",
        steps=[StepOut(step=one.step, t_ms=one.t_ms) for one in code.steps],
        locker_ms=code.list_ms,
        locker_current=code.list_current,
        effects=list(booking.effects),
    )


async def _answers(found: list[Booking], person: Person, parts: Parts) -> list[BookingOut]:
    wanted = [booking.id for booking in found]
    codes, spares = await parts.access.codes(wanted), await parts.rights.dark.for_bookings(wanted)
    return [
        _out(
            booking,
            parts,
            codes.get(booking.id, NO_CODE),
            spares.get(booking.id, []),
            may_read=may_read(person, booking),
        )
        for booking in found
        if booking.hall in parts.places.current.halls
    ]


def may_read(person: Person, booking: Booking) -> bool:
    """A code is read by trainers and admins of the booking's club, and by who booked it."""
    own = booking.club is not None and person.has_at(CODE_READERS, booking.club)
    return own or booking.person == person.id


def may_look(person: Person, booking: Booking, places: Places) -> bool:
    """How a right stands is seen by who reads its code, and by managers of the hall's site."""
    hall = places.halls.get(booking.hall)
    return may_read(person, booking) or (hall is not None and person.has_at(MANAGERS, hall.site.id))


def slot_out(slot: Slot, hall: Hall) -> SlotOut:
    return SlotOut(
        start_ms=slot.start_ms,
        end_ms=slot.end_ms,
        state=slot.state,
        free_sections=list(slot.free_sections),
        section_count=hall.sections,
    )


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


@contextlib.contextmanager
def _nearest_told(parts: Parts) -> Iterator[None]:
    """Give a refusal's nearest free slots the form of the API."""
    try:
        yield
    except RefusedError as refusal:
        hall = parts.places.current.halls.get(str(refusal.extra.get("hall", "")))
        if hall is not None and "nearest" in refusal.extra:
            refusal.extra["nearest"] = [
                slot_out(slot, hall).model_dump()
                for slot in refusal.extra["nearest"]  # type: ignore[attr-defined]  # extras are untyped
            ]
        raise


@router.post("/bookings", status_code=201)
async def book(body: WishBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    wish = Wish(body.hall, tuple(body.sections), body.start_ms, body.end_ms, body.title, _once(body.effects))
    with _nearest_told(parts):
        booking = await parts.bookings.book(person, wish)
    return (await _answers([booking], person, parts))[0]


@router.get("/bookings")
async def my_bookings(person: SignedIn, parts: PartsOf) -> BookingsOut:
    return BookingsOut(bookings=await _answers(await parts.bookings.mine(person), person, parts))


@router.patch("/bookings/{booking}")
async def move(booking: Annotated[Id, Path()], body: MoveBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    """Move a booking; its code stays. Who moves it for a club is noted."""
    sections = tuple(body.sections) if body.sections is not None else None
    effects = _once(body.effects) if body.effects is not None else None
    change = Change(body.start_ms, body.end_ms, sections, effects)
    with _nearest_told(parts):
        moved = await parts.rights.moving.move(person, booking, change)
    await parts.access.note_deed(person, "booking.moved", booking)
    return (await _answers([moved], person, parts))[0]


@router.delete("/bookings/{booking}", status_code=204)
async def cancel(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    await parts.bookings.cancel(person, booking)
    await parts.access.note_deed(person, "booking.cancelled", booking)
