"""`/api/halls/{hall}/slots`: what is free when, and who has what is not."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Path, Query

from hallenwart_backend.booking.answers import ConflictOut, SlotOut, conflict_out, slot_out
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import Slot, local_ms, why_closed
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["booking"])


class SlotDay(Shape):
    """`free`: how many slots can be booked; `why` names the holiday or closure of a closed day."""

    date: dt.date
    free: int
    closed: bool
    why: str


class ShownSlot(SlotOut):
    """`by`: who has any part of the time, lines of club and group; empty for a slot that is free in all sections.

    `why` names the closure or holiday of a closed one.
    """

    by: list[ConflictOut]
    why: str


class DaySlots(Shape):
    date: dt.date
    slots: list[ShownSlot]


class SlotsOut(Shape):
    """`days`: counts from the asked day on. `slots`: those of the asked day, `more`: of the days after it."""

    date: dt.date
    zone: str
    days: list[SlotDay]
    slots: list[ShownSlot]
    more: list[DaySlots]


def checked_day(day: dt.date) -> dt.date:
    """Return the day. Raises RefusedError for one that calendars do not reach."""
    if not 2000 <= day.year < 2100:
        raise RefusedError("bad_date", "Dieses Datum geht nicht.", "That date does not work.", status=422)
    return day


def _shown(slot: Slot, hall: Hall, there: list[Booking], places: Places) -> ShownSlot:
    others = [one for one in there if one.start_ms < slot.end_ms and slot.start_ms < one.clear_ms]
    closed = slot.state == "closed"
    return ShownSlot(
        **slot_out(slot, hall).model_dump(),
        by=[conflict_out(one, places) for one in others],
        why=why_closed(slot.start_ms, slot.end_ms, range(1, hall.sections + 1), timetable(hall)) if closed else "",
    )


@router.get("/halls/{hall}/slots")
async def slots(
    hall: Annotated[Id, Path()],
    date: dt.date,
    _person: SignedIn,
    parts: PartsOf,
    minutes: Annotated[int, Query(ge=30, le=480)] = 90,
    sections: Annotated[int, Query(ge=1, le=16)] = 1,
    days: Annotated[int, Query(ge=1, le=42)] = 5,
    shown: Annotated[int, Query(ge=1, le=7)] = 1,
) -> SlotsOut:
    """Return the counts of `days` days, and the slots of the first `shown` of them with who has them."""
    found, day, places = parts.places.hall(hall), checked_day(date), parts.places.current
    counts, of_days = await parts.bookings.slots(
        found, day, length_ms=minutes * 60_000, wanted=min(sections, found.sections), days=days
    )
    dates = [one.date for one in counts[:shown]]
    span = local_ms(dates[0], 0, found.zone), local_ms(dates[-1], 1440, found.zone)
    there = await parts.bookings.holding([found.id], *span)
    told = [DaySlots(date=one, slots=[_shown(slot, found, there, places) for slot in of_days[one]]) for one in dates]
    return SlotsOut(
        date=day,
        zone=found.site.zone,
        days=[SlotDay(date=one.date, free=one.free, closed=one.closed, why=one.why) for one in counts],
        slots=told[0].slots,
        more=told[1:],
    )
