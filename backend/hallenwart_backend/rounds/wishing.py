"""What clubs wish, and what they object to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.desk import RoundDesk, check_club, check_office, check_reader, clubs_of, found_round, is_office
from hallenwart_backend.rounds.model import Deed, Objection, ObjectionState, Round, Wish, WishState
from hallenwart_backend.rounds.refusals import refused
from hallenwart_backend.rounds.rules import QUARTER_MIN

MOST_WISHES: Final = 60
"""Of one club in one round."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody says of a wish; see `model.Wish`."""

    club: str
    group: str
    sport: str
    people: int
    youth: int
    sections: int
    weekdays: tuple[int, ...]
    earliest_min: int
    latest_min: int
    minutes: int
    priority: int
    halls: tuple[str, ...]
    marking: str
    step_free: bool
    note: str


class WishDesk:
    def __init__(self, desk: RoundDesk) -> None:
        self._desk = desk

    async def listed(self, person: Person, name: str) -> tuple[Round, list[Wish]]:
        """Return the wishes of the own clubs; the office sees all. Raises RefusedError 403, 404."""
        check_reader(person)

        def read(connection: Connection) -> tuple[Round, list[Wish]]:
            found, all_ = found_round(connection, name), store.wishes_of(connection, name)
            mine = all_ if is_office(person) else [one for one in all_ if one.club in clubs_of(person)]
            return found, [one for one in mine if one.state is WishState.STATED]

        return await self._desk.records.read(read)

    async def state(self, person: Person, name: str, stated: Stated) -> Wish:
        """Raises RefusedError 403, 404, 409, 422."""
        check_club(person, stated.club)
        self._check(stated)

        def write(connection: Connection) -> Wish:
            self._may(connection, person, name)
            if store.wishes_at(connection, name, stated.club) >= MOST_WISHES:
                raise refused("too_many_wishes", most=MOST_WISHES)
            made = self._made(person, name, stated, secrets.token_hex(8))
            store.add_wish(connection, made)
            return made

        return await self._desk.records.write(write)

    async def change(self, person: Person, name: str, wish: str, stated: Stated) -> Wish:
        """A changed wish loses its place in a proposal. Raises RefusedError 403, 404, 409, 422."""
        check_club(person, stated.club)
        self._check(stated)

        def write(connection: Connection) -> Wish:
            before = self._own(connection, person, name, wish)
            if before.club != stated.club and not is_office(person):
                raise refused("forbidden")
            made = replace(self._made(person, name, stated, wish), made_by=before.made_by, made_ms=before.made_ms)
            store.put_wish(connection, made)
            if made != before:
                store.drop_assignments(connection, [wish])
            return made

        return await self._desk.records.write(write)

    async def withdraw(self, person: Person, name: str, wish: str) -> None:
        """Raises RefusedError 403, 404, 409."""

        def write(connection: Connection) -> None:
            before = self._own(connection, person, name, wish)
            store.put_wish(connection, replace(before, state=WishState.WITHDRAWN))
            store.drop_assignments(connection, [wish])

        await self._desk.records.write(write)

    def _own(self, connection: Connection, person: Person, name: str, wish: str) -> Wish:
        check_reader(person)
        before = store.one_wish(connection, name, wish)
        if before is None or before.state is WishState.WITHDRAWN:
            raise refused("no_such_wish")
        check_club(person, before.club)
        self._may(connection, person, name)
        return before

    def _may(self, connection: Connection, person: Person, name: str) -> None:
        """The office enters wishes for clubs until a proposal is published. Raises RefusedError 404, 409."""
        found = found_round(connection, name)
        late = found.published_ms is None and is_office(person)
        if not (late or found.takes_wishes(self._desk.clock.now_ms())):
            raise refused("wishes_over")

    def _check(self, stated: Stated) -> None:
        places = self._desk.places.current
        if stated.club not in places.clubs:
            raise refused("no_such_club")
        if stated.earliest_min > stated.latest_min or any(
            one % QUARTER_MIN for one in (stated.earliest_min, stated.latest_min, stated.minutes)
        ):
            raise refused("bad_times")
        if any(one not in places.halls for one in stated.halls):
            raise refused("bad_halls")

    def _made(self, person: Person, name: str, stated: Stated, wish: str) -> Wish:
        return Wish(
            id=wish,
            round=name,
            club=stated.club,
            group=stated.group,
            sport=stated.sport,
            people=stated.people,
            youth=stated.youth,
            sections=stated.sections,
            weekdays=tuple(sorted(set(stated.weekdays))),
            earliest_min=stated.earliest_min,
            latest_min=stated.latest_min,
            minutes=stated.minutes,
            priority=stated.priority,
            halls=tuple(dict.fromkeys(stated.halls)),
            marking=stated.marking,
            step_free=stated.step_free,
            note=stated.note,
            state=WishState.STATED,
            made_by=self._desk.pseudonym(person.id),
            made_ms=self._desk.clock.now_ms(),
        )


class ObjectionDesk:
    def __init__(self, desk: RoundDesk) -> None:
        self._desk = desk

    async def listed(self, person: Person, name: str) -> list[Objection]:
        """Return the objections of the own clubs; the office sees all. Raises RefusedError 403, 404."""
        check_reader(person)

        def read(connection: Connection) -> list[Objection]:
            found_round(connection, name)
            all_ = store.objections_of(connection, name)
            return all_ if is_office(person) else [one for one in all_ if one.club in clubs_of(person)]

        return await self._desk.records.read(read)

    async def object(self, person: Person, name: str, club: str, wish: str | None, text: str) -> Objection:
        """Object to a proposal, or to what became of one wish. Raises RefusedError 403, 404, 409."""
        check_club(person, club)
        made = Objection(
            id=secrets.token_hex(8),
            round=name,
            club=club,
            wish=wish,
            text=text,
            answer="",
            state=ObjectionState.OPEN,
            made_by=self._desk.pseudonym(person.id),
            made_ms=self._desk.clock.now_ms(),
        )

        def write(connection: Connection) -> None:
            if club not in self._desk.places.current.clubs:
                raise refused("no_such_club")
            if not found_round(connection, name).takes_objections(self._desk.clock.now_ms()):
                raise refused("objections_over")
            about = store.one_wish(connection, name, wish) if wish else None
            if wish and (about is None or about.club != club):
                raise refused("no_such_wish")
            store.add_objection(connection, made)
            store.note(connection, self._desk.event(name, Deed.OBJECTED, person, club, wish=wish))

        await self._desk.records.write(write)
        return made

    async def answer(self, person: Person, name: str, objection: str, state: ObjectionState, text: str) -> Objection:
        """Raises RefusedError 403, 404, 409."""
        check_office(person)

        def write(connection: Connection) -> Objection:
            found = found_round(connection, name)
            before = store.one_objection(connection, name, objection)
            if before is None:
                raise refused("no_such_objection")
            if found.published_ms is not None:
                raise refused("wrong_state")
            made = replace(before, state=state, answer=text, answered_ms=self._desk.clock.now_ms())
            store.put_objection(connection, made)
            store.note(connection, self._desk.event(name, Deed.ANSWERED, person, before.club, state=str(state)))
            return made

        return await self._desk.records.write(write)
