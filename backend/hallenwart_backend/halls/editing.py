"""Changes places: checked as a whole, written in one transaction, published at once. No booking is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.halls import hours, outside, parts, tables
from hallenwart_backend.halls.facts import Facts
from hallenwart_backend.halls.holidays.rules import HolidayRule, special_days
from hallenwart_backend.halls.hours import NamedSpans, Season
from hallenwart_backend.halls.model import Door, Hall, Places
from hallenwart_backend.halls.parts import Part
from hallenwart_backend.halls.refusals import (
    bad_door,
    bad_hours,
    bad_parts,
    bad_room,
    bad_seasons,
    bad_zone,
    booked,
    in_use,
    name_taken,
    no_calendar,
    no_site,
    parts_in_the_way,
)
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ids import id_for
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class HallWish:
    """What a hall or room is to be; parts, hours and facts are changed apart."""

    name: str
    kind: str
    sections: int
    capacity: int
    buffer_min: int
    alone: bool
    only_halls: tuple[str, ...]

    def values(self) -> dict[str, Any]:
        return asdict(self) | {"only_halls": list(self.only_halls)}


@dataclass(frozen=True, slots=True)
class HoursWish:
    seasons: tuple[Season, ...]
    named: tuple[NamedSpans, ...] = ()
    rules: tuple[HolidayRule, ...] = ()


class PlaceDesk:
    """`changed` publishes what devices and pages know of places. Raises RefusedError 404, 409, 422 throughout."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, changed: Callable[[], None]) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._changed = changed

    async def write(self, change: Callable[[Connection], None]) -> None:
        """Write, read the places anew, publish."""
        await self._records.write(change)
        await self._places.refresh()
        self._changed()

    async def put_site(self, site: str, values: Mapping[str, Any]) -> None:
        if site not in self._places.current.sites:
            raise no_site()
        try:
            ZoneInfo(values["zone"])
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise bad_zone(values["zone"]) from error
        await self.write(
            lambda connection: _done(connection.execute(update(tables.sites).where(tables.sites.c.id == site).values(**values)))
        )

    async def add_hall(self, site: str, wish: HallWish) -> str:
        """Return the new hall's id, made of its name. It is closed until somebody enters hours."""
        places = self._places.current
        if site not in places.sites:
            raise no_site()
        self._check(places, site, "", wish)
        hall = id_for(wish.name, places.halls)

        def change(connection: Connection) -> None:
            last = connection.scalar(select(func.max(tables.halls.c.position)))
            values = wish.values() | {"position": 0 if last is None else last + 1}
            connection.execute(insert(tables.halls).values(id=hall, site=site, **values))
            closed = Season(hours.CLOSED_WEEK)
            _put_hours(connection, hall, HoursWish((closed,)))

        await self.write(change)
        return hall

    async def put_hall(self, hall: str, wish: HallWish) -> None:
        """Refused with `outside` when coming bookings take sections that are to go."""
        places, found, now = self._places.current, self._places.hall(hall), self._clock.now_ms()
        self._check(places, found.site.id, hall, wish)
        if names := _needing(places, found, wish.sections):
            raise parts_in_the_way(", ".join(names))

        def change(connection: Connection) -> None:
            if wish.sections < found.sections and (late := outside.beyond(connection, hall, wish.sections, now)):
                raise booked(late)
            connection.execute(update(tables.halls).where(tables.halls.c.id == hall).values(**wish.values()))

        await self.write(change)

    def _check(self, places: Places, site: str, hall: str, wish: HallWish) -> None:
        here = [one for one in places.halls.values() if one.site.id == site and one.id != hall]
        if any(one.name.casefold() == wish.name.casefold() for one in here):
            raise name_taken(wish.name)
        halls = {one.id for one in here if not one.is_room}
        if (wish.kind != "hall" and wish.sections != 1) or not set(wish.only_halls) <= halls:
            raise bad_room(wish.name)

    async def drop_hall(self, hall: str) -> None:
        """Delete a hall that nothing belongs to."""
        self._places.hall(hall)

        def change(connection: Connection) -> None:
            if connection.scalar(select(func.count()).select_from(bookings).where(bookings.c.hall == hall)):
                raise in_use()
            try:
                connection.execute(delete(tables.halls).where(tables.halls.c.id == hall))
            except IntegrityError as error:
                raise in_use() from error

        await self.write(change)

    async def put_parts(self, hall: str, wanted: Sequence[Part]) -> None:
        found = self._places.hall(hall)
        if fault := parts.fault_of_parts(wanted, found.sections):
            raise bad_parts(*fault)

        def change(connection: Connection) -> None:
            connection.execute(delete(tables.parts).where(tables.parts.c.hall == hall))
            for position, part in enumerate(wanted):
                values = {"id": part.id, "name": part.name, "sections": list(part.sections), "parent": part.parent}
                connection.execute(insert(tables.parts).values(hall=hall, position=position, **values))

        await self.write(change)

    async def put_facts(self, hall: str, facts: Facts) -> None:
        found = self._places.hall(hall)
        if any(section > found.sections for line in facts.markings for section in line.sections):
            raise bad_parts("no_such_section", "")
        values = msgspec.to_builtins(facts)
        await self.write(
            lambda connection: _done(
                connection.execute(update(tables.halls).where(tables.halls.c.id == hall).values(facts=values))
            )
        )

    async def put_hours(self, hall: str, wish: HoursWish, *, dry: bool) -> list[Booking]:
        """Return the coming bookings that are outside the new hours; they stay until somebody moves or cancels them."""
        places, found, now = self._places.current, self._places.hall(hall), self._clock.now_ms()
        check_hours(wish)
        calendars = {calendar.id: calendar for calendar in places.calendars}
        if any(rule.calendar not in calendars for rule in wish.rules):
            raise no_calendar()
        after = replace(found, hours=replace(found.hours, seasons=wish.seasons, special=special_days(wish.rules, calendars)))
        left = await self._records.read(lambda connection: outside.by_hours(connection, {hall: found}, {hall: after}, now))
        if not dry:
            await self.write(lambda connection: _put_hours(connection, hall, wish))
        return left

    async def put_doors(self, site: str, doors: Sequence[Door]) -> None:
        places = self._places.current
        if site not in places.sites:
            raise no_site()
        for door in doors:
            if not _fits(door, doors, places):
                raise bad_door(door.name)

        def change(connection: Connection) -> None:
            connection.execute(delete(tables.doors).where(tables.doors.c.site == site))
            for position, door in enumerate(doors):
                values = {"name": door.name, "hall": door.hall or None, "sections": list(door.sections)}
                lists = {"rooms": list(door.rooms), "keys": [list(key) for key in door.keys]}
                connection.execute(insert(tables.doors).values(site=site, id=door.id, position=position, **values, **lists))

        await self.write(change)


def check_hours(wish: HoursWish) -> None:
    if fault := hours.fault_of_seasons(wish.seasons):
        raise bad_seasons(*fault)
    for week in (*(one.week for one in wish.seasons), *(one.week for one in wish.named)):
        if bad := hours.fault_of_week(week):
            raise bad_hours(*bad)
    for rule in wish.rules:
        if code := hours.fault_of_spans(rule.spans):
            raise bad_hours(code)


def _put_hours(connection: Connection, hall: str, wish: HoursWish) -> None:
    for table in (tables.hours, tables.holiday_rules):
        connection.execute(delete(table).where(table.c.hall == hall))
    weeks: list[dict[str, Any]] = [
        {"kind": "open", "name": one.name, "first": one.first, "last": one.last, "week": one.week} for one in wish.seasons
    ]
    weeks += [{"kind": one.kind, "name": one.label, "first": None, "last": None, "week": one.week} for one in wish.named]
    connection.execute(insert(tables.hours), [{"hall": hall, "number": number} | week for number, week in enumerate(weeks)])
    for rule in wish.rules:
        values = {"calendar": rule.calendar, "rule": rule.rule, "spans": rule.spans}
        connection.execute(insert(tables.holiday_rules).values(hall=hall, **values))


def _needing(places: Places, hall: Hall, sections: int) -> list[str]:
    """Return the names of what lies in sections that are to go."""
    named = [
        *((part.name, part.sections) for part in hall.parts),
        *((one.label, one.sections) for one in places.compartments if one.hall == hall.id),
        *((one.name, one.sections) for one in places.doors if one.hall == hall.id),
        *((one.why, one.sections) for one in places.closures if one.hall == hall.id),
        *((line.sport, line.sections) for line in hall.facts.markings),
    ]
    return [name for name, cells in named if any(cell > sections for cell in cells)]


def _fits(door: Door, doors: Sequence[Door], places: Places) -> bool:
    halls = {hall.id: hall for hall in places.halls.values() if hall.site.id == door.site}
    hall = halls.get(door.hall)
    known = {(one.device, one.number) for one in places.compartments}  # spare keys may hang at another site
    names = [one.name.casefold() for one in doors]
    return (
        names.count(door.name.casefold()) == 1
        and sum(one.id == door.id for one in doors) == 1
        and (not door.hall or hall is not None)
        and all(section <= (hall.sections if hall else 0) for section in door.sections)
        and all(room in halls and halls[room].is_room for room in door.rooms)
        and set(door.keys) <= known
    )


def _done(_result: object) -> None:
    """Take what a statement gives back."""
