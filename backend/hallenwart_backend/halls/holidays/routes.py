"""`/api/holidays`: calendars of public and school holidays, first shown, then taken in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field, StringConstraints, model_validator

from hallenwart_backend.calendar_text import MOST_CHARACTERS
from hallenwart_backend.halls.holidays.ical import LONGEST_DAYS, MOST_ENTRIES
from hallenwart_backend.halls.holidays.rules import Holiday
from hallenwart_backend.halls.holidays.service import CalendarWish, Taken
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.place_answers import CalendarOut, calendar_out
from hallenwart_backend.halls.place_routes import Editor, OutsideOut, outside_out
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/holidays", tags=["places"])
Kind = Literal["public", "school"]


class CalendarBody(Body):
    """Either `text` or `url`. `id` replaces the days of a calendar. `follow`: read the address anew every day."""

    id: Id | None = None
    name: Line
    kind: Kind
    text: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)] | None = None
    url: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    follow: bool = True
    apply: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> CalendarBody:
        if (self.text is None) == (self.url is None):
            raise ValueError("either text or url")
        return self


class HolidayBody(Body):
    name: Line
    first: dt.date
    last: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> HolidayBody:
        if not 0 <= (self.last - self.first).days < LONGEST_DAYS:
            raise ValueError(f"last is not before first, and within {LONGEST_DAYS} days")
        return self


class DaysBody(Body):
    """A calendar kept by hand. `id` replaces the days of one."""

    id: Id | None = None
    name: Line
    kind: Kind
    days: Annotated[list[HolidayBody], Field(max_length=MOST_ENTRIES)]


class CalendarsOut(Shape):
    calendars: list[CalendarOut]


class TakenOut(Shape):
    """`outside`: coming bookings that fall out of their hall's hours; they stay until somebody moves or cancels them."""

    calendar: CalendarOut
    outside: list[OutsideOut]
    applied: bool


def _taken_out(taken: Taken, places: Places) -> TakenOut:
    return TakenOut(
        calendar=calendar_out(taken.calendar, staff=True),
        outside=outside_out(taken.outside, places),
        applied=taken.applied,
    )


@router.get("")
async def calendars(person: SignedIn, parts: PartsOf) -> CalendarsOut:
    return CalendarsOut(calendars=[calendar_out(one, staff=person.is_manager) for one in parts.places.current.calendars])


@router.post("/import")
async def take_in(body: CalendarBody, person: Editor, parts: PartsOf) -> TakenOut:
    """Show the holidays of a calendar and whom they meet; with `apply` take them in."""
    desk = parts.place_room.holidays
    text = body.text if body.text is not None else await desk.fetch(body.url or "")
    wish = CalendarWish(body.id, body.name, body.kind, (body.url or "") if body.follow else "")
    taken = await desk.put(wish, await desk.read(text), apply=body.apply)
    if body.apply:
        await parts.access.note_deed(person, "place.holidays", taken.calendar.id)
    return _taken_out(taken, parts.places.current)


@router.post("", status_code=201)
async def put_days(body: DaysBody, person: Editor, parts: PartsOf) -> TakenOut:
    """Enter holidays by hand."""
    days = tuple(sorted((Holiday(one.name, one.first, one.last) for one in body.days), key=lambda one: one.first))
    taken = await parts.place_room.holidays.put(CalendarWish(body.id, body.name, body.kind), days, apply=True)
    await parts.access.note_deed(person, "place.holidays", taken.calendar.id)
    return _taken_out(taken, parts.places.current)


@router.delete("/{calendar}", status_code=204)
async def drop(calendar: Annotated[Id, Path()], person: Editor, parts: PartsOf) -> None:
    await parts.place_room.holidays.drop(calendar)
    await parts.access.note_deed(person, "place.holidays_dropped", calendar)
