"""`/api/grid`: the plan of many halls over some days, for the office's week grid."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Query, Response

from hallenwart_backend.booking.model import Booking, Leader, State
from hallenwart_backend.booking.office import store
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.booking.store import leaders as leaders_of
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import Manager, PageReader, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/grid", tags=["office"])


class GridSpan(Shape):
    start_ms: int
    end_ms: int


class GridClosed(Shape):
    """`sections` empty: the whole hall."""

    start_ms: int
    end_ms: int
    sections: list[int]
    why: str


class GridDay(Shape):
    """From local midnight to the next: 23 or 25 hours when clocks change. `open` empty: closed all day. `note`: the holiday."""

    date: dt.date
    from_ms: int
    to_ms: int
    open: list[GridSpan]
    closed: list[GridClosed]
    note: str


class GridPart(Shape):
    name: str
    sections: list[int]


class GridHall(Shape):
    """`source` names the system that leads this hall's plan (empty: led here), `source_ms` says how old that plan is."""

    id: str
    name: str
    site: str
    site_name: str
    zone: str
    kind: str
    sections: int
    buffer_ms: int
    parts: list[GridPart]
    source: str
    source_ms: int | None
    days: list[GridDay]


class GridBooking(Shape):
    """`club` has the right, `holder` the date; they differ where it is lent. `code`: none, waiting, stored at the locker."""

    id: str
    hall: str
    sections: list[int]
    rooms: list[str]
    start_ms: int
    end_ms: int
    clear_ms: int
    was_start_ms: int | None
    title: str
    kind: str
    state: str
    club: str
    club_name: str
    holder: str
    holder_name: str
    group: str
    series: str
    on_behalf: bool
    partner: str
    note: str
    code: str


class GridSite(Shape):
    id: str
    name: str


class GridClub(Shape):
    id: str
    name: str
    group: str


class GridRoom(Shape):
    """What bookings of a hall at the site can take along."""

    id: str
    name: str
    site: str
    kind: str


class GridOut(Shape):
    date: dt.date
    now_ms: int
    sites: list[GridSite]
    halls: list[GridHall]
    rooms: list[GridRoom]
    clubs: list[GridClub]
    bookings: list[GridBooking]


class FoundOut(Shape):
    bookings: list[GridBooking]


@router.get("", response_model=GridOut)
async def grid(
    from_: Annotated[dt.date, Query(alias="from")],
    person: PageReader,
    parts: PartsOf,
    days: Annotated[int, Query(ge=1, le=14)] = 7,
    site: Id | None = None,
    hall: Id | None = None,
) -> Response:
    """Return who has what in all halls, those of a site, or one hall."""
    places, first = parts.places.current, checked_day(from_)
    halls = _chosen(places, site, [parts.places.hall(hall)] if hall else None)
    dates = [first + dt.timedelta(days=number) for number in range(days)]
    leaders = await parts.records.read(leaders_of) if any(one.led for one in halls) else {}
    shown = [_hall(one, dates, leaders.get(one.led.source) if one.led else None) for one in halls]
    span = [ms for one in shown for day in one.days for ms in (day.from_ms, day.to_ms)] or [0]
    booked, codes = await parts.records.read(
        lambda connection: store.week(connection, [one.id for one in halls], min(span), max(span))
    )
    told = GridOut(
        date=first,
        now_ms=parts.clock.now_ms(),
        sites=[GridSite(id=one.id, name=one.name) for one in places.sites.values()],
        halls=shown,
        rooms=[
            GridRoom(id=one.id, name=one.name, site=one.site.id, kind=one.kind) for one in places.halls.values() if one.is_room
        ],
        clubs=_clubs(places),
        bookings=[_booking(one, places, codes.get(one.id, "none"), notes=person.is_manager) for one in booked],
    )
    return Response(told.model_dump_json(), media_type="application/json")  # not checked a second time: it is long


@router.get("/find")
async def find(
    q: Annotated[str, Query(min_length=2, max_length=80)], _person: Manager, parts: PartsOf, site: Id | None = None
) -> FoundOut:
    """Return the dates to come whose club, title or note has these words, soonest first: for the clerk on the phone."""
    places, words = parts.places.current, q.casefold().split()
    halls = [one.id for one in _chosen(places, site, None)]
    found = await parts.records.read(
        lambda connection: store.coming(connection, halls, places.clubs, words, now_ms=parts.clock.now_ms())
    )
    return FoundOut(bookings=[_booking(one, places, "none", notes=True) for one in found])


def _room(room: Hall) -> GridRoom:
    return GridRoom(id=room.id, name=room.name, site=room.site.id, kind=room.kind)


def _clubs(places: Places) -> list[GridClub]:
    named = sorted(places.clubs.items(), key=lambda one: one[1].casefold())
    return [GridClub(id=club, name=name, group=places.club_groups.get(club, "")) for club, name in named]


def _chosen(places: Places, site: str | None, named: list[Hall] | None) -> list[Hall]:
    """Return the halls asked for: without a name, halls proper, not the rooms that bookings take along."""
    if named is not None:
        return named
    return [one for one in places.halls.values() if not one.is_room and site in {None, one.site.id}]


def _hall(hall: Hall, dates: list[dt.date], leader: Leader | None) -> GridHall:
    return GridHall(
        id=hall.id,
        name=hall.name,
        site=hall.site.id,
        site_name=hall.site.name,
        zone=hall.site.zone,
        kind=hall.kind,
        sections=hall.sections,
        buffer_ms=hall.buffer_ms,
        parts=[GridPart(name=one.name, sections=list(one.sections)) for one in hall.parts],
        source=hall.led.name if hall.led else "",
        source_ms=leader.as_of_ms if leader else None,
        days=[_day(hall, date) for date in dates],
    )


def _day(hall: Hall, date: dt.date) -> GridDay:
    from_ms, to_ms = local_ms(date, 0, hall.zone), local_ms(date, 1440, hall.zone)
    return GridDay(
        date=date,
        from_ms=from_ms,
        to_ms=to_ms,
        open=[GridSpan(start_ms=start, end_ms=end) for start, end in hall.hours.open_spans(hall.zone, from_ms, to_ms)],
        closed=[
            GridClosed(start_ms=shut.start_ms, end_ms=shut.end_ms, sections=sorted(shut.sections), why=shut.why)
            for shut in hall.hours.shut(hall.zone, from_ms, to_ms)
        ],
        note=hall.hours.why(hall.zone, from_ms, to_ms),
    )


def _booking(one: Booking, places: Places, code: str, *, notes: bool) -> GridBooking:
    hall = places.halls.get(one.hall)
    return GridBooking(
        id=one.id,
        hall=one.hall,
        sections=list(one.sections),
        rooms=list(one.rooms),
        start_ms=one.start_ms,
        end_ms=one.end_ms,
        clear_ms=one.clear_ms,
        was_start_ms=one.was_start_ms,
        title=one.title,
        kind=one.kind,
        state=one.state,
        club=one.club or "",
        club_name=places.clubs.get(one.club or "", ""),
        holder=one.holder or "",
        holder_name=places.clubs.get(one.holder or "", ""),
        group=places.club_groups.get(one.holder or "", ""),
        series=one.series or "",
        on_behalf=one.on_behalf,
        partner=hall.led.name if hall and hall.led and hall.led.source == one.partner else one.partner or "",
        note=one.note if notes else "",
        code=code if one.state == State.BOOKED else "none",
    )
