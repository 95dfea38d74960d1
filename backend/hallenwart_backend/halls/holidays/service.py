"""Holidays of the town: taken in from a calendar's text or address, followed there, and what they do to coming bookings."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.calendar_text import CalendarError
from hallenwart_backend.halls import outside, tables
from hallenwart_backend.halls.editing import PlaceDesk
from hallenwart_backend.halls.holidays import ical
from hallenwart_backend.halls.holidays.refusals import bad_calendar, not_fetched
from hallenwart_backend.halls.holidays.rules import Calendar, Holiday, special_days
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.halls.refusals import name_taken, no_calendar
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

Fetch = Callable[[str], Awaitable[str]]
"""Returns the text behind an address. Raises OSError with a code."""
FOLLOW_MS: Final = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """`id` None: a new calendar. With `url` it is read anew every day."""

    id: str | None
    name: str
    kind: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The calendar as it is (or would be), and the coming bookings that fall out of their hall's hours by it."""

    calendar: Calendar
    outside: list[Booking]
    applied: bool


class HolidayDesk:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, fetch: Fetch, desk: PlaceDesk) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._fetch = fetch
        self._desk = desk

    async def fetch(self, url: str) -> str:
        """Raises RefusedError 422."""
        try:
            return await self._fetch(url)
        except OSError as error:  # TimeoutError is one
            raise not_fetched(str(error)) from error

    async def read(self, text: str) -> tuple[Holiday, ...]:
        """Return the holidays in a calendar's text. Raises RefusedError 422."""
        try:
            return await self._read(text)
        except CalendarError as error:
            raise bad_calendar(error.code, error.where) from error

    async def _read(self, text: str) -> tuple[Holiday, ...]:
        zone = ZoneInfo(self._places.current.zone)
        return await asyncio.to_thread(ical.read, text, zone, local_day(self._clock.now_ms(), zone))

    async def put(self, wish: CalendarWish, days: tuple[Holiday, ...], *, apply: bool) -> Taken:
        """Show what a calendar changes, and with `apply` write it. Raises RefusedError 404, 409."""
        places, now = self._places.current, self._clock.now_ms()
        if wish.id is not None and all(one.id != wish.id for one in places.calendars):
            raise no_calendar()
        if any(one.name.casefold() == wish.name.casefold() and one.id != wish.id for one in places.calendars):
            raise name_taken(wish.name)
        calendar = Calendar(
            wish.id or secrets.token_hex(8), wish.name, wish.kind, wish.url, now if wish.url else None, "", days
        )
        before, after = places.halls, with_calendar(places, calendar)
        left = await self._records.read(lambda connection: outside.by_hours(connection, before, after, now))
        if apply:
            await self._desk.write(lambda connection: store(connection, calendar))
        return Taken(calendar, left, apply)

    async def drop(self, calendar: str) -> None:
        """Forget a calendar and what halls did on its days. Raises RefusedError 404."""

        def change(connection: Connection) -> None:
            if not connection.execute(delete(tables.calendars).where(tables.calendars.c.id == calendar)).rowcount:
                raise no_calendar()

        await self._desk.write(change)

    async def look(self) -> None:
        """Read anew the calendars that are followed and due. What cannot be read keeps its days, and says why."""
        now = self._clock.now_ms()
        for calendar in self._places.current.calendars:
            if calendar.url and (calendar.read_ms is None or calendar.read_ms + FOLLOW_MS <= now):
                await self._follow(calendar, now)

    async def _follow(self, calendar: Calendar, now_ms: int) -> None:
        try:
            days, fault = await self._read(await self._fetch(calendar.url)), ""
        except (OSError, CalendarError) as error:
            days, fault = calendar.days, error.code if isinstance(error, CalendarError) else str(error)[:40] or "unreachable"
        await self._desk.write(lambda connection: store(connection, replace(calendar, days=days, fault=fault, read_ms=now_ms)))


def with_calendar(places: Places, calendar: Calendar) -> Mapping[str, Hall]:
    """Return the halls as they would be with a calendar."""
    calendars = {one.id: one for one in places.calendars} | {calendar.id: calendar}
    return {
        hall.id: replace(hall, hours=replace(hall.hours, special=special_days(hall.holiday_rules, calendars)))
        for hall in places.halls.values()
    }


def store(connection: Connection, calendar: Calendar) -> None:
    """Write a calendar with its days."""
    told = {name: getattr(calendar, name) for name in ("name", "kind", "url", "read_ms", "fault")}
    where = tables.calendars.c.id == calendar.id
    if connection.execute(select(tables.calendars.c.id).where(where)).first() is None:
        connection.execute(insert(tables.calendars).values(id=calendar.id, **told))
    else:
        connection.execute(update(tables.calendars).where(where).values(**told))
    connection.execute(delete(tables.holidays).where(tables.holidays.c.calendar == calendar.id))
    rows = [
        {"calendar": calendar.id, "number": number, "name": day.name, "first": day.first, "last": day.last}
        for number, day in enumerate(calendar.days)
    ]
    if rows:
        connection.execute(insert(tables.holidays), rows)
