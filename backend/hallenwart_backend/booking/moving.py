"""Moves a booking to another time or other sections; its code stays, its rights change in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import rules, store
from hallenwart_backend.booking.refusals import gone, led_elsewhere, not_yours, over, refused, taken
from hallenwart_backend.booking.service import Bookings, Drawn, PlanChanged, Rights, Wish, may_change, timetable
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different; None stays as it is."""

    start_ms: int | None = None
    end_ms: int | None = None
    sections: tuple[int, ...] | None = None
    effects: tuple[str, ...] | None = None


class _TakenError(Exception):
    """Raised inside the transaction, which it undoes: somebody has the time."""


class Moving:
    """The same rules as for booking anew; who holds the time meanwhile is told by `bookings.nearest`."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        bookings: Bookings,
        rights: Rights,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._changed = changed

    async def move(self, person: Person, booking_id: str, change: Change) -> Booking:
        """Return the booking as it is now. Raises RefusedError: 403, 404, 409 with the nearest free slots, 422."""
        before = await self._bookings.one(booking_id)
        if before is None:
            raise gone()
        if not may_change(person, before):
            raise not_yours()
        return await self.apply(before, change)

    async def apply(self, before: Booking, change: Change) -> Booking:
        """Move without asking who wants it. Raises RefusedError: 409, 422."""
        if before.partner is not None:
            raise led_elsewhere()
        after = self._checked(before, change)
        if after == before:
            return before
        drawn = await self._rights.redraw(before, after.sections)
        hall = self._places.hall(after.hall)
        try:
            await self._records.write(lambda connection: self._commit(connection, before, after, drawn))
        except (_TakenError, IntegrityError, CodeTakenError) as error:
            wish = Wish(after.hall, after.sections, after.start_ms, after.end_ms, after.title)
            raise taken(hall.id, await self._bookings.nearest(hall, wish)) from error
        self._changed(after.hall, after.club)
        return after

    def _checked(self, before: Booking, change: Change) -> Booking:
        now = self._clock.now_ms()
        if before.state != "booked" or before.end_ms <= now:
            raise over()
        start_ms = before.start_ms if change.start_ms is None else change.start_ms
        end_ms = before.end_ms if change.end_ms is None else change.end_ms
        sections: Sequence[int] = before.sections if change.sections is None else change.sections
        running = start_ms == before.start_ms and end_ms > now
        table = timetable(self._places.hall(before.hall))
        fault = rules.fault_of_wish(start_ms, end_ms, sections, table, min(now, start_ms) if running else now)
        if fault:
            raise refused(fault)
        first_ms = before.start_ms if before.was_start_ms is None else before.was_start_ms
        return replace(
            before,
            start_ms=start_ms,
            end_ms=end_ms,
            sections=tuple(sorted(sections)),
            effects=before.effects if change.effects is None else change.effects,
            was_start_ms=first_ms if start_ms != first_ms else None,
        )

    def _commit(self, connection: Connection, before: Booking, after: Booking, drawn: Drawn) -> None:
        if store.one(connection, before.id) != before:
            raise _TakenError
        store.free(connection, before.id)
        if store.busy_sections(connection, after.hall, after.start_ms, after.end_ms, after.sections):
            raise _TakenError
        store.move(connection, after)
        self._rights.revoke(connection, before.id)
        self._rights.store(connection, after, drawn)
