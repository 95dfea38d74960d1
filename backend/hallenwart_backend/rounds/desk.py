"""Opens, closes and changes rounds. The office decides; who may see what is decided here too."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_ADMINS, CODE_READERS, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.series.rules import HORIZON_DAYS, MOST_DAYS
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.model import Book, Deed, Round, RoundEvent, RoundState
from hallenwart_backend.rounds.refusals import refused
from hallenwart_backend.rounds.weights import Weights
from hallenwart_contract.clock import Clock

LEADS: Final = CLUB_ADMINS
"""Who wishes and objects for a club."""
READERS: Final = CODE_READERS
"""Who of a club sees its wishes."""


class Told(Protocol):
    """Who is told what became of a round, in the transaction that decides it: letters to the clubs."""

    def __call__(self, connection: Connection, of: Round, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the office says of a round."""

    title: str
    from_date: date
    to_date: date
    halls: tuple[str, ...]
    weights: Weights
    wishes_until_ms: int | None = None
    objections_until_ms: int | None = None


def is_office(person: Person) -> bool:
    return person.has(OFFICE_HANDS)


def clubs_of(person: Person) -> list[str]:
    """Return the clubs whose wishes somebody sees."""
    return [club for club in person.clubs if person.has_at(READERS, club)]


def check_office(person: Person) -> None:
    """Raise RefusedError 403."""
    if not is_office(person):
        raise refused("forbidden")


def check_reader(person: Person) -> None:
    """Raise RefusedError 403."""
    if not (is_office(person) or clubs_of(person)):
        raise refused("forbidden")


def check_club(person: Person, club: str) -> None:
    """Raise RefusedError 403 for whoever may not wish for this club."""
    if not (is_office(person) or person.has_at(LEADS, club)):
        raise refused("forbidden")


def found_round(connection: Connection, wanted: str) -> Round:
    """Raise RefusedError 404."""
    found = store.one_round(connection, wanted)
    if found is None:
        raise refused("no_such_round")
    return found


class RoundDesk:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, pseudonym: Callable[[str], str]) -> None:
        self.records = records
        self.places = places
        self.clock = clock
        self.pseudonym = pseudonym
        self.announced: list[Told] = []

    def event(self, of: str, deed: Deed, person: Person, club: str | None = None, **detail: Any) -> RoundEvent:
        return RoundEvent(of, self.clock.now_ms(), deed, self.pseudonym(person.id), club, detail)

    async def listed(self, person: Person) -> tuple[list[Round], dict[str, tuple[int, int, int, int]]]:
        """Return all rounds with their counts, see `store.counts`; clubs get those of their own. Raises RefusedError 403."""
        check_reader(person)
        clubs = None if is_office(person) else clubs_of(person)

        def read(connection: Connection) -> tuple[list[Round], dict[str, tuple[int, int, int, int]]]:
            found, counted = store.all_rounds(connection), store.counts(connection, clubs)
            hidden = {one.id for one in found if clubs is not None and not one.announced}
            return found, {of: (one[0], one[1], 0, one[3]) if of in hidden else one for of, one in counted.items()}

        return await self.records.read(read)

    async def book(self, person: Person, wanted: str) -> Book:
        """Return a round with everything in it. What of it is told to whom, the caller says. Raises RefusedError 403, 404."""
        check_reader(person)
        return await self.any_book(wanted)

    async def any_book(self, wanted: str) -> Book:
        """Return a round with everything in it, for whoever. Raises RefusedError 404."""
        found = await self.records.read(lambda connection: store.book(connection, wanted))
        if found is None:
            raise refused("no_such_round")
        return found

    async def history(self, person: Person, wanted: str) -> Sequence[RoundEvent]:
        """Raises RefusedError 403, 404."""
        check_office(person)

        def read(connection: Connection) -> list[RoundEvent]:
            found_round(connection, wanted)
            return store.events_of(connection, wanted)

        return await self.records.read(read)

    async def open(self, person: Person, wanted: Wanted) -> Round:
        """Raises RefusedError 403, 422."""
        check_office(person)
        self._check(wanted)
        now = self.clock.now_ms()
        made = Round(
            id=secrets.token_hex(8),
            title=wanted.title,
            from_date=wanted.from_date,
            to_date=wanted.to_date,
            state=RoundState.OPEN,
            weights=wanted.weights,
            halls=wanted.halls,
            wishes_until_ms=wanted.wishes_until_ms,
            objections_until_ms=None,
            made_by=self.pseudonym(person.id),
            made_ms=now,
        )

        def write(connection: Connection) -> None:
            store.add_round(connection, made)
            store.note(connection, self.event(made.id, Deed.OPENED, person))

        await self.records.write(write)
        return made

    async def change(self, person: Person, name: str, wanted: Wanted) -> Round:
        """Change what a round says; with a time for objections clubs see the proposal.

        Raises RefusedError 403, 404, 409, 422.
        """
        check_office(person)
        self._check(wanted)

        def write(connection: Connection) -> Round:
            before = found_round(connection, name)
            if before.state is RoundState.PUBLISHED:
                raise refused("wrong_state")
            until = wanted.objections_until_ms if before.state is RoundState.PROPOSED else None
            after = replace(
                before,
                title=wanted.title,
                from_date=wanted.from_date,
                to_date=wanted.to_date,
                halls=wanted.halls,
                weights=wanted.weights,
                wishes_until_ms=wanted.wishes_until_ms,
                objections_until_ms=until,
            )
            store.put_round(connection, after)
            told: dict[str, Any] = {"weights": asdict(after.weights)} if after.weights != before.weights else {}
            deed = Deed.ANNOUNCED if after.announced and not before.announced else Deed.CHANGED
            store.note(connection, self.event(name, deed, person, **told))
            if deed is Deed.ANNOUNCED:
                for tell in self.announced:
                    tell(connection, after)
            return after

        return await self.records.write(write)

    async def step(self, person: Person, name: str, deed: Deed) -> Round:
        """Close a round, or take it one state back. Raises RefusedError 403, 404, 409."""
        check_office(person)

        def write(connection: Connection) -> Round:
            before = found_round(connection, name)
            after = _STEPS.get((deed, before.state))
            if after is None:
                raise refused("wrong_state")
            made = replace(before, state=after, objections_until_ms=None)
            if after is RoundState.OPEN and made.wishes_until_ms is not None and made.wishes_until_ms <= self.clock.now_ms():
                made = replace(made, wishes_until_ms=None)
            store.put_round(connection, made)
            store.note(connection, self.event(name, deed, person))
            return made

        return await self.records.write(write)

    def _check(self, wanted: Wanted) -> None:
        places = self.places.current
        if not 0 < (wanted.to_date - wanted.from_date).days <= MOST_DAYS:
            raise refused("bad_season")
        known = [one for one in wanted.halls if one in places.halls]
        halls = [places.halls[one] for one in known]
        if len(known) != len(wanted.halls) or not known or any(one.is_room or one.led is not None for one in halls):
            raise refused("bad_halls")
        today = local_day(self.clock.now_ms(), halls[0].zone)
        if wanted.to_date < today:
            raise refused("past_season")
        if wanted.to_date > today + timedelta(days=HORIZON_DAYS):
            raise refused("bad_season")


_STEPS: Final = {
    (Deed.CLOSED, RoundState.OPEN): RoundState.CLOSED,
    (Deed.REOPENED, RoundState.CLOSED): RoundState.OPEN,
    (Deed.REOPENED, RoundState.PROPOSED): RoundState.CLOSED,
}
