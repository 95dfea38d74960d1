"""Looks at what did not happen: keys that are not back, booked halls that stay empty."""

from __future__ import annotations

from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.access import rules, store
from hallenwart_backend.access.rules import Held
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock, utc
from hallenwart_contract.live import IncidentKind
from hallenwart_contract.messages import Severity

_DAY_MS: Final = 86_400_000
_NO_SHOW: Final = "no_show:"


class Counted(Protocol):
    async def most_people_since(self, hall: str, from_ms: int) -> int | None: ...


class Watch:
    """Called every few seconds; reports are idempotent."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, incidents: Incidents, counted: Counted) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._incidents = incidents
        self._counted = counted
        self._empty: set[str] | None = None  # bookings told of; not known before the first look

    async def look(self) -> None:
        await self._overdue_keys()
        await self._no_shows()

    async def _overdue_keys(self) -> None:
        now = self._clock.now_ms()
        for held in await self._records.read(store.held_keys):
            if rules.is_overdue(held, now):
                await self._incidents.report(await self._overdue(held))

    async def _overdue(self, held: Held) -> Cause:
        compartment = self._places.current.compartment(held.device, held.slot)
        hall = (compartment.hall or "") if compartment else ""
        site = self._places.current.site_of_device(held.device)
        booking, following = await self._records.read(lambda connection: _around(connection, held, hall, self._clock.now_ms()))
        return Cause(
            key=rules.trouble_key(IncidentKind.KEY_OVERDUE, held.device, held.slot),
            id=f"key_overdue:{held.device}:{held.slot}:{held.taken_ms}",
            kind=IncidentKind.KEY_OVERDUE,
            sev=Severity.WARN,
            site=site.id if site else "",
            since_ms=held.due_ms or held.taken_ms,
            device=held.device,
            hall=hall,
            slot=held.slot,
            detail=" → ".join(part for part in (self._line(booking), self._when(following)) if part),
        )

    def _line(self, booking: Booking | None) -> str:
        return line(names(self._places.current.clubs, booking.club), booking.title) if booking else ""

    def _when(self, booking: Booking | None) -> str:
        if booking is None:
            return ""
        start = utc(booking.start_ms).astimezone(self._places.current.halls[booking.hall].zone)
        return f"{start:%H:%M} {self._line(booking)}"

    async def _no_shows(self) -> None:
        now = self._clock.now_ms()
        told = self._empty = await self._records.read(_told) if self._empty is None else self._empty
        running = await self._records.read(lambda connection: _running(connection, list(self._places.current.halls), now))
        for booking, key_taken in running:
            most = await self._counted.most_people_since(booking.hall, booking.start_ms)
            empty = rules.is_no_show(booking.start_ms, booking.end_ms, key_taken=key_taken, most_people=most, now_ms=now)
            if empty and booking.id not in told:
                await self._incidents.report(self._no_show(booking))
                told.add(booking.id)
            elif booking.id in told and not empty and (key_taken or most is not None):
                await self._forget(told, booking.id, now)
        for booking_id in told - {booking.id for booking, _ in running}:
            await self._forget(told, booking_id, now)

    async def _forget(self, told: set[str], booking: str, now_ms: int) -> None:
        await self._incidents.clear(f"{_NO_SHOW}{booking}", booking, now_ms)
        told.discard(booking)

    def _no_show(self, booking: Booking) -> Cause:
        return Cause(
            key=f"{_NO_SHOW}{booking.id}",
            id=booking.id,
            kind=IncidentKind.NO_SHOW,
            sev=Severity.INFO,
            site=self._places.current.halls[booking.hall].site.id,
            since_ms=booking.start_ms + rules.NO_SHOW_AFTER_MS,
            hall=booking.hall,
            detail=self._line(booking),
        )


def _told(connection: Connection) -> set[str]:
    """Return the bookings told of before a restart."""
    return {one.what.key.removeprefix(_NO_SHOW) for one in alerts.all_open(connection) if one.what.key.startswith(_NO_SHOW)}


def _around(connection: Connection, held: Held, hall: str, now_ms: int) -> tuple[Booking | None, Booking | None]:
    booking = bookings.one(connection, held.booking) if held.booking else None
    coming = bookings.of_halls(connection, [hall], now_ms, now_ms + _DAY_MS)
    return booking, next((one for one in coming if one.id != held.booking), None)


def _running(connection: Connection, halls: list[str], now_ms: int) -> list[tuple[Booking, bool]]:
    found = bookings.of_halls(connection, halls, now_ms, now_ms + 1)
    taken = store.taken_for(connection, [booking.id for booking in found])
    return [(booking, booking.id in taken) for booking in found]
