"""`/api/halls`: the halls, and one hall's day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Path

from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.alerts.model import FIRE_KINDS
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.rules import local_ms, open_window
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/halls", tags=["halls"])


class HallOut(Shape):
    id: str
    name: str
    site: str
    site_name: str
    sections: int
    capacity: int
    address: str


class HallsOut(Shape):
    halls: list[HallOut]


class DayBooking(Shape):
    id: str
    title: str
    club: str
    sections: list[int]
    start_ms: int
    end_ms: int


class HallDay(Shape):
    """`people`: (t_ms, number), null where the counter is not to be trusted. Closed days run from midnight to midnight."""

    date: dt.date
    zone: str
    now_ms: int
    open_ms: int
    close_ms: int
    capacity: int
    people: list[tuple[int, float | None]]
    bookings: list[DayBooking]
    alarms: list[int]


@router.get("")
async def halls(_person: SignedIn, parts: PartsOf) -> HallsOut:
    """Return the halls; extra rooms are told by `/api/places`."""
    return HallsOut(
        halls=[
            HallOut(
                id=hall.id,
                name=hall.name,
                site=hall.site.id,
                site_name=hall.site.name,
                sections=hall.sections,
                capacity=hall.capacity,
                address=hall.site.address,
            )
            for hall in parts.places.current.proper_halls
        ]
    )


@router.get("/{hall}/day")
async def day(hall: Annotated[Id, Path()], date: dt.date, _person: SignedIn, parts: PartsOf) -> HallDay:
    found, wanted = parts.places.hall(hall), checked_day(date)
    table = timetable(found)
    whole = local_ms(wanted, 0, table.zone), local_ms(wanted, 1440, table.zone)
    opens, closes = open_window(wanted, table) or whole
    booked = await parts.bookings.of_halls([hall], *whole)
    clubs = parts.places.current.clubs
    return HallDay(
        date=wanted,
        zone=found.site.zone,
        now_ms=parts.clock.now_ms(),
        open_ms=opens,
        close_ms=closes,
        capacity=found.capacity,
        people=await parts.people_curve(hall, *whole),
        bookings=[
            DayBooking(
                id=one.id,
                title=one.title,
                club=clubs.get(one.holder or "", ""),
                sections=list(one.sections),
                start_ms=one.start_ms,
                end_ms=one.end_ms,
            )
            for one in booked
        ],
        alarms=await parts.records.read(
            lambda connection: alerts.since(connection, found.site.id, hall, sorted(FIRE_KINDS), *whole)
        ),
    )
