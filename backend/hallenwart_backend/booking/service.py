"""Books and cancels. What a booking gives rise to (codes, documents) comes through the `Rights` port in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, MANAGERS, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import history, news, rules, store
from hallenwart_backend.booking.drawing import commit_drawn
from hallenwart_backend.booking.fitting import check_rooms, check_time, timetable
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import HOLDING, Booking, Kind, State
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights, Terms
from hallenwart_backend.booking.refusals import gone, no_such_club, not_yours, over, room_not_alone, taken
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Wish:
    """`club` None: the person's own one; for staff the town itself. `why`: why staff go beyond the rules."""

    hall: str
    sections: tuple[int, ...]
    start_ms: int
    end_ms: int
    title: str
    effects: tuple[str, ...] = ()
    club: str | None = None
    kind: Kind = Kind.TRAINING
    rooms: tuple[str, ...] = ()
    note: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class DayCount:
    """`why` names the holiday or closure of a closed day."""

    date: date
    free: int
    closed: bool
    why: str = ""


class Bookings:
    """The one way hall time is given and taken back."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, rights: Rights, terms: Terms, changed: PlanChanged
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._rights = rights
        self._terms = terms
        self._changed = changed

    async def book(self, person: Person, wish: Wish) -> Booking:
        """Book for a club of the person's; staff book for the town, or for any club on its behalf.

        Raises RefusedError: 403, 404, 409 with who has it and the nearest free slots, 422.
        """
        return await self.enter(wish, club=self.club_of(person, wish.club), person=person.id, asker=person)

    def club_of(self, person: Person, wanted: str | None) -> str | None:
        """Return the club a person acts for, None for the town. Raises RefusedError 403, 404."""
        if wanted is not None and wanted not in self._places.current.clubs:
            raise no_such_club()
        if person.has(OFFICE_HANDS):
            return wanted
        club = wanted or person.club
        if club is None or not person.has_at(CLUB_ROLES & BOOKERS, club):
            raise not_yours()
        return club

    async def enter(self, wish: Wish, *, club: str | None, person: str | None, asker: Person | None = None) -> Booking:
        """Book for a club. Without `asker` no terms hold. Raises RefusedError: 404, 409, 422."""
        made = await self._commit(self.wanted(wish, club=club, person=person, asker=asker), asker, wish.why)
        self._changed(made.hall, club)
        return made

    def wanted(self, wish: Wish, *, club: str | None, person: str | None, asker: Person | None = None) -> Booking:
        """Return a wish as a booking that is not made yet. Raises RefusedError 404, 422."""
        hall, now = self._places.hall(wish.hall), self._clock.now_ms()
        if hall.is_room and not hall.alone and asker is not None and not asker.has(OFFICE_HANDS):
            raise room_not_alone(hall.name)
        check_time(hall, wish.start_ms, wish.end_ms, wish.sections, now)
        self.check_rooms(hall, wish.rooms, wish.start_ms, wish.end_ms)
        return Booking(
            id=secrets.token_hex(8),
            hall=hall.id,
            sections=tuple(sorted(wish.sections)),
            club=club,
            title=wish.title,
            person=person,
            start_ms=wish.start_ms,
            end_ms=wish.end_ms,
            state=State.BOOKED,
            created_ms=now,
            effects=wish.effects,
            kind=wish.kind,
            rooms=wish.rooms,
            buffer_ms=hall.buffer_ms,
            on_behalf=asker is not None and club is not None and asker.has(OFFICE_HANDS),
            note=wish.note,
        )

    def check_rooms(self, hall: Hall, rooms: Sequence[str], start_ms: int = 0, end_ms: int = 0) -> None:
        """Raise RefusedError 422 for rooms that do not go with the hall; with a time also for those that are shut then."""
        check_rooms(self._places.current, hall, rooms, start_ms, end_ms)

    async def _commit(self, booking: Booking, asker: Person | None, why: str) -> Booking:
        def commit(connection: Connection, drawn: Drawn) -> Booking | list[Booking]:
            return self._try(connection, booking, drawn, asker, why)

        made = await commit_drawn(self._records, self._rights, booking, commit)
        if isinstance(made, Booking):
            return made
        raise taken(booking.hall, made, await self.nearest(booking))

    def _try(
        self, connection: Connection, booking: Booking, drawn: Drawn, asker: Person | None, why: str
    ) -> Booking | list[Booking]:
        """Return the booking as made, or who has its time."""
        store.lock(connection, (hall for hall, _ in booking.places))
        if conflicts := store.conflicts(connection, booking):
            return conflicts
        decision = self._terms.decide(connection, [booking], asker, why)
        made = replace(booking, state=decision.state)
        store.add(connection, made)
        if made.state == State.BOOKED:
            self._rights.store(connection, made, drawn)
        booked = made.state == State.BOOKED
        self.note(connection, made, Act.BOOKED if booked else Act.ASKED, asker, why=why, detail=decision.detail)
        news.tell(connection, self.news(made, NewsKind.BOOKED if booked else NewsKind.ASKED))
        return made

    def note(
        self,
        connection: Connection,
        booking: Booking,
        act: Act,
        person: Person | None,
        *,
        why: str = "",
        detail: dict[str, object] | None = None,
    ) -> None:
        """Write a decision into the slot's history."""
        history.note(
            connection,
            Entry(
                act,
                self._clock.now_ms(),
                self._rights.pseudonym(person.id) if person else "",
                booking.id,
                booking.series,
                booking.holder,
                on_behalf=person is not None and booking.holder is not None and person.has(OFFICE_HANDS),
                why=why,
                detail=detail or {},
            ),
        )

    def news(self, booking: Booking, kind: NewsKind, person: Person | None = None, **detail: object) -> News:
        return News(
            kind,
            self._clock.now_ms(),
            booking.id,
            booking.series,
            booking.holder,
            person.id if person else booking.person,
            detail,
        )

    async def cancel(self, person: Person, booking_id: str, why: str = "") -> None:
        """Give hall time back. Raises RefusedError 403, 404, or 409 when it is over."""
        now = self._clock.now_ms()

        def change(connection: Connection) -> Booking:
            booking = store.one(connection, booking_id)
            if booking is None:
                raise gone()
            if not may_change(person, booking):
                raise not_yours()
            if booking.end_ms <= now or booking.state not in {State.BOOKED, State.ASKED}:
                raise over()
            said = self._terms.may_change(connection, booking, None, person)
            self.cancel_in(connection, booking, person, why=why, detail=said)
            return booking

        booking = await self._records.write(change)
        self._changed(booking.hall, booking.holder)

    def cancel_in(
        self,
        connection: Connection,
        booking: Booking,
        person: Person | None,
        *,
        act: Act = Act.CANCELLED,
        kind: NewsKind = NewsKind.CANCELLED,
        why: str = "",
        detail: dict[str, object] | None = None,
    ) -> None:
        """Cancel inside a transaction: frees the time, takes the rights back, notes and tells it."""
        store.cancel(connection, booking.id, now_ms=self._clock.now_ms())
        self._rights.revoke(connection, booking.id)
        self.note(connection, booking, act, person, why=why, detail=detail)
        news.tell(connection, self.news(booking, kind, person, why=why, **(detail or {})))

    async def nearest(self, wish: Booking) -> list[rules.Slot]:
        hall = self._places.hall(wish.hall)
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
    ) -> tuple[list[DayCount], dict[date, list[rules.Slot]]]:
        """Return free counts of the coming days, and their slots."""
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
        shut = {one for one in dates if rules.open_window(one, table) is None}
        counts = [
            DayCount(
                one,
                sum(slot.state == "free" for slot in slots),
                one in shut,
                rules.why_day(one, table) if one in shut else "",
            )
            for one, slots in found.items()
        ]
        return counts, found

    async def _taken(self, hall: Hall, from_ms: int, to_ms: int) -> list[rules.Taken]:
        return [booking.taken for booking in await self.holding([hall.id], from_ms, to_ms)]

    async def holding(self, halls: Sequence[str], from_ms: int, to_ms: int) -> list[Booking]:
        """Return what holds time there, asked for ones too."""
        return await self._records.read(lambda connection: store.of_halls(connection, halls, from_ms, to_ms, states=HOLDING))

    async def of_halls(self, halls: Sequence[str], from_ms: int, to_ms: int) -> list[Booking]:
        return await self._records.read(lambda connection: store.of_halls(connection, halls, from_ms, to_ms))

    async def mine(self, person: Person, club: str | None = None, until_ms: int | None = None) -> list[Booking]:
        """Return the dates of the person's club (the town's for its offices, of others what is theirs) from yesterday on.

        Raises RefusedError 403.
        """
        if club is not None and not person.has_at(CLUB_ROLES | OFFICE_HANDS, club):
            raise not_yours()
        today, wanted = self._clock.now_ms() - _DAY_MS, club or person.club
        if wanted is None and not person.has(MANAGERS):
            return await self._records.read(lambda connection: store.of_person(connection, person.id, today, until_ms))
        return await self._records.read(lambda connection: store.of_club(connection, wanted, today, until_ms))

    async def one(self, booking: str) -> Booking | None:
        return await self._records.read(lambda connection: store.one(connection, booking))


def may_change(person: Person, booking: Booking) -> bool:
    """Say whether a person may move or cancel: staff, and those who book for the club that has the date now."""
    return person.has(OFFICE_HANDS) or (booking.holder is not None and person.has_at(CLUB_ROLES & BOOKERS, booking.holder))
