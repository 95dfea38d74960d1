"""The waiting list: clubs enter, ask and answer; see `filling` for what fills it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import rules as slots
from hallenwart_backend.booking.model import Kind
from hallenwart_backend.booking.policy.service import newest
from hallenwart_backend.booking.refusals import not_yours
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.waiting import store
from hallenwart_backend.booking.waiting.filling import Filling
from hallenwart_backend.booking.waiting.refusals import no_such_wish, refused
from hallenwart_backend.booking.waiting.rules import MINUTE_MS, WaitState, Wish
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_LONGEST_DAYS: Final = 370
_SHOWN_MS: Final = 30 * 86_400_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish as a club enters it; minutes after local midnight. `until_ms` None: as long as it can be filled."""

    halls: tuple[str, ...]
    sections: int
    from_date: date
    to_date: date
    weekday: int | None
    from_min: int
    to_min: int
    length_min: int
    title: str
    kind: Kind = Kind.TRAINING
    wanted: int = 1
    ask_first: bool = False
    note: str = ""
    until_ms: int | None = None
    club: str | None = None


class WaitingList:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, bookings: Bookings, filling: Filling) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self.filling = filling

    async def enter(self, person: Person, wanted: Wanted) -> Wish:
        """Wait for time; what is free already fills it at once. Raises RefusedError 403, 404, 409, 422."""
        club = self._bookings.club_of(person, wanted.club)
        if club is None:
            raise refused("no_club")
        self._check(wanted)
        now = self._clock.now_ms()
        zone = self._places.hall(wanted.halls[0]).zone if wanted.halls else next(iter(self._places.current.halls.values())).zone
        last_ms = slots.local_ms(wanted.to_date, wanted.to_min, zone)
        wish = Wish(
            id=secrets.token_hex(8),
            club=club,
            group=self.filling.group(club),
            halls=tuple(dict.fromkeys(wanted.halls)),
            sections=wanted.sections,
            from_date=wanted.from_date,
            to_date=wanted.to_date,
            weekday=wanted.weekday,
            from_min=wanted.from_min,
            to_min=wanted.to_min,
            length_min=wanted.length_min,
            created_ms=now,
            until_ms=min(wanted.until_ms or last_ms, last_ms),
            wanted=wanted.wanted,
            ask_first=wanted.ask_first,
            title=wanted.title,
            kind=wanted.kind,
            person=person.id,
            note=wanted.note,
        )
        if wish.until_ms <= now or not list(wish.days()):
            raise refused("past")

        def put(connection: Connection) -> None:
            most = newest(connection).policy.waiting.most
            if store.count_live(connection, club) >= most:
                raise refused("enough")
            store.add(connection, wish)

        await self._records.write(put)
        self.filling.mark(*wish.halls)
        return wish

    def _check(self, wanted: Wanted) -> None:
        halls = [self._places.hall(hall) for hall in wanted.halls] or list(self._places.current.halls.values())
        checks = (
            ("sections", wanted.sections > max(hall.sections for hall in halls)),
            ("dates", wanted.from_date > wanted.to_date or (wanted.to_date - wanted.from_date).days > _LONGEST_DAYS),
            ("window", wanted.to_min - wanted.from_min < wanted.length_min),
            ("length", wanted.length_min * MINUTE_MS % slots.QUARTER_MS != 0),
            ("length", not slots.MIN_LENGTH_MS <= wanted.length_min * MINUTE_MS <= slots.MAX_LENGTH_MS),
        )
        if fault := next((code for code, wrong in checks if wrong), None):
            raise refused(fault)

    async def wishes(self, person: Person, club: str | None = None) -> list[Wish]:
        """Return a club's wishes; for the office, without a club, all that wait. Raises RefusedError 403."""
        groups, since = self._places.current.club_groups, self._clock.now_ms() - _SHOWN_MS
        if club is None and person.has(OFFICE_HANDS):
            return await self._records.read(lambda connection: store.live(connection, groups))
        wanted = club or person.club
        if wanted is None or not person.has_at(CLUB_ROLES | OFFICE_HANDS, wanted):
            raise not_yours()
        return await self._records.read(lambda connection: store.of_club(connection, wanted, groups, since_ms=since))

    async def end(self, person: Person, wish_id: str) -> None:
        """Wait no longer; a time that is held for it goes to the next. Raises RefusedError 403, 404."""
        wish = await self._own(person, wish_id)
        if wish.state == WaitState.OFFERED:
            await self.filling.decline(wish.id, person)

        def put(connection: Connection) -> None:
            current = store.one(connection, wish_id, self._places.current.club_groups)
            if current is not None and current.state == WaitState.WAITING:
                store.put(connection, replace(current, state=WaitState.ENDED))

        await self._records.write(put)

    async def answer(self, person: Person, wish_id: str, *, yes: bool) -> str | None:
        """Take the held time, or let it go and wait on; return the booking. Raises RefusedError 403, 404, 409."""
        wish = await self._own(person, wish_id)
        if not yes:
            await self.filling.decline(wish.id, person)
            return None
        return (await self.filling.accept(wish.id, person)).id

    async def _own(self, person: Person, wish_id: str) -> Wish:
        wish = await self._records.read(lambda connection: store.one(connection, wish_id, self._places.current.club_groups))
        if wish is None:
            raise no_such_wish()
        if not (person.has(OFFICE_HANDS) or person.has_at(CLUB_ROLES & BOOKERS, wish.club)):
            raise not_yours()
        return wish

    async def touching(self, spans: Iterable[tuple[str, int, int]]) -> list[Wish]:
        """Return who waits for any of these times (hall, start, end)."""
        live = await self._records.read(lambda connection: store.live(connection, self._places.current.club_groups))
        told = [(hall, start, end, self._places.hall(hall).zone) for hall, start, end in spans]
        return [wish for wish in live if any(wish.touches(*one) for one in told)]
