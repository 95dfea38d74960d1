"""Books and cancels. What a booking gives rise to (codes, documents) comes through the `Rights` port in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, MANAGERS, Person, Role
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import rules, store
from hallenwart_backend.booking.refusals import gone, not_yours, over, over_quota, refused, taken
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_DAY_MS: Final = 86_400_000
_DRAWS: Final = 5


class Drawn(Protocol):
    """Codes drawn for one booking, not yet stored."""


class Rights(Protocol):
    """What gives the right to the keys. `store` and `revoke` run inside the booking's own transaction."""

    async def draw(self, hall: str, sections: Sequence[int]) -> Drawn: ...

    async def redraw(self, booking: Booking, sections: Sequence[int]) -> Drawn:
        """Draw the code a booking has already, for the compartments of other sections."""
        ...

    def store(self, connection: Connection, booking: Booking, drawn: Drawn) -> None:
        """Raise IntegrityError or CodeTakenError when a code is in use at that locker: draw again."""
        ...

    def revoke(self, connection: Connection, booking: str) -> None: ...


class PlanChanged(Protocol):
    def __call__(self, hall: str, club: str | None, /) -> None:
        """Tell that the plan of a hall changed. Does not wait."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    hall: str
    sections: tuple[int, ...]
    start_ms: int
    end_ms: int
    title: str
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayCount:
    date: date
    free: int
    closed: bool


def timetable(hall: Hall) -> rules.Timetable:
    return rules.Timetable(hall.week, hall.zone, hall.sections)


class Bookings:
    """The one way hall time is given and taken back."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, rights: Rights, changed: PlanChanged) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._rights = rights
        self._changed = changed

    async def book(self, person: Person, wish: Wish) -> Booking:
        """Book for the person's club (the town's offices: for the town). Raises RefusedError: 403, 404, 409, 422."""
        if not person.has(BOOKERS):
            raise not_yours()
        club = None if person.has(frozenset({Role.ADMIN, Role.OFFICE})) else person.club
        return await self.enter(wish, club=club, person=person.id)

    async def enter(self, wish: Wish, *, club: str | None, person: str | None, quota: bool = True) -> Booking:
        """Book for a club. Raises RefusedError: 404, 409 with the nearest free slots, 422."""
        hall, now = self._places.hall(wish.hall), self._clock.now_ms()
        if fault := rules.fault_of_wish(wish.start_ms, wish.end_ms, wish.sections, timetable(hall), now):
            raise refused(fault)
        booking = Booking(
            id=secrets.token_hex(8),
            hall=hall.id,
            sections=tuple(sorted(wish.sections)),
            club=club,
            title=wish.title,
            person=person,
            start_ms=wish.start_ms,
            end_ms=wish.end_ms,
            state="booked",
            created_ms=now,
            effects=wish.effects,
        )
        if not await self._commit(booking, quota=quota):
            raise taken(hall.id, await self.nearest(hall, wish))
        self._changed(hall.id, club)
        return booking

    async def _commit(self, booking: Booking, *, quota: bool) -> bool:
        for attempt in range(1, _DRAWS + 1):
            drawn = await self._rights.draw(booking.hall, booking.sections)
            try:
                return await self._records.write(partial(self._try, booking=booking, drawn=drawn, quota=quota))
            except (IntegrityError, CodeTakenError):  # a code drawn twice at one locker, or a quarter taken by another process
                if attempt == _DRAWS:
                    raise
        return False

    def _try(self, connection: Connection, booking: Booking, drawn: Drawn, quota: bool) -> bool:
        if store.busy_sections(connection, booking.hall, booking.start_ms, booking.end_ms, booking.sections):
            return False
        held = store.coming_of_club(connection, booking.club, booking.created_ms) if quota and booking.club else 0
        if held >= rules.MAX_COMING:
            raise over_quota(rules.MAX_COMING)
        store.add(connection, booking)
        self._rights.store(connection, booking, drawn)
        return True

    async def cancel(self, person: Person, booking_id: str) -> None:
        """Give hall time back. Raises RefusedError 403, 404, or 409 when it is over."""
        now = self._clock.now_ms()

        def change(connection: Connection) -> Booking:
            booking = store.one(connection, booking_id)
            if booking is None:
                raise gone()
            if not may_change(person, booking):
                raise not_yours()
            if booking.end_ms <= now:
                raise over()
            store.cancel(connection, booking_id, now_ms=now)
            self._rights.revoke(connection, booking_id)
            return booking

        booking = await self._records.write(change)
        self._changed(booking.hall, booking.club)

    async def nearest(self, hall: Hall, wish: Wish) -> list[rules.Slot]:
        reach = (rules.NEAREST_DAYS + 2) * _DAY_MS
        return rules.nearest(
            wish.start_ms,
            timetable(hall),
            length_ms=wish.end_ms - wish.start_ms,
            wanted=len(wish.sections),
            taken=await self._taken(hall, wish.start_ms - reach, wish.start_ms + reach),
            now_ms=self._clock.now_ms(),
        )

    async def slots(
        self, hall: Hall, day: date, *, length_ms: int, wanted: int, days: int = 5
    ) -> tuple[list[DayCount], list[rules.Slot]]:
        """Return free counts of the coming days and the slots of the first."""
        table = timetable(hall)
        dates = [day + timedelta(days=offset) for offset in range(days)]
        span = rules.local_ms(day, 0, table.zone), rules.local_ms(dates[-1], 1440, table.zone)
        taken_now = await self._taken(hall, *span)
        found = {
            one: rules.slots_of_day(
                one, table, length_ms=length_ms, wanted=wanted, taken=taken_now, now_ms=self._clock.now_ms()
            )
            for one in dates
        }
        counts = [
            DayCount(one, sum(slot.state == "free" for slot in slots), rules.open_window(one, table) is None)
            for one, slots in found.items()
        ]
        return counts, found[day]

    async def _taken(self, hall: Hall, from_ms: int, to_ms: int) -> list[rules.Taken]:
        found = await self._records.read(
            lambda connection: store.of_halls(connection, [hall.id], from_ms, to_ms, states=("booked", "held"))
        )
        return [booking.taken for booking in found]

    async def of_halls(self, halls: Sequence[str], from_ms: int, to_ms: int) -> list[Booking]:
        return await self._records.read(lambda connection: store.of_halls(connection, halls, from_ms, to_ms))

    async def mine(self, person: Person) -> list[Booking]:
        """Return the bookings of the person's club (the town's for its offices) from today on."""
        today = self._clock.now_ms() - _DAY_MS
        return await self._records.read(lambda connection: store.of_club(connection, person.club, today))

    async def one(self, booking: str) -> Booking | None:
        return await self._records.read(lambda connection: store.one(connection, booking))


def may_change(person: Person, booking: Booking) -> bool:
    if person.has(MANAGERS & BOOKERS):
        return True
    return booking.club is not None and person.has_at(CLUB_ROLES & BOOKERS, booking.club)
