"""The board: clubs post, other clubs answer by a relay that shows nobody's address, the office is told of abuse."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.ports import Post
from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ADMINS, CLUB_ROLES, Person, Role
from hallenwart_backend.accounts.throttle import Rate
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.clubs.notices import rules, store, words
from hallenwart_backend.clubs.notices.rules import Answer, Notice, NoticeKind, NoticeState
from hallenwart_backend.clubs.refusals import refused
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_OFFICE: Final = frozenset({Role.ADMIN, Role.OFFICE})
_MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class Board:
    """`answers` by notice: all of them to the club whose it is, one's own to who answered."""

    notices: Sequence[Notice]
    answers: Mapping[str, Sequence[Answer]]


def writes_for(actor: Person) -> str:
    """Return the club somebody posts and answers for. Raises RefusedError 403."""
    club = actor.club
    if club is None or not actor.has_at(BOOKERS, club):
        raise refused("no_writer")
    return club


class NoticeBoard:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, post: Post) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._post = post
        self._rate = Rate(clock, 30, 3_600_000)
        self._reports = Rate(clock, 10, 3_600_000)

    async def board(self, actor: Person) -> Board:
        """Raises RefusedError 403."""
        office = actor.has(_OFFICE)
        if not (office or actor.has(CLUB_ROLES)):
            raise refused("forbidden")
        now = self._clock.now_ms()

        def look(connection: Connection) -> Board:
            found = store.listed(connection, now, actor.clubs, everything=office)
            told = store.answers_of(connection, [one.id for one in found])
            own = {one.id for one in found if self._leads(actor, one)}
            seen = {name: [one for one in all_ if name in own or one.person == actor.id] for name, all_ in told.items()}
            return Board(found, seen)

        return await self._records.read(look)

    def _leads(self, actor: Person, notice: Notice) -> bool:
        return actor.has_at(BOOKERS - _OFFICE, notice.club)

    async def add(self, actor: Person, kind: NoticeKind, title: str, body: str, until_ms: int) -> Notice:
        """Raises RefusedError 403, 409, 422, 429."""
        club, now = writes_for(actor), self._clock.now_ms()
        if not rules.good_end(until_ms, now):
            raise refused("bad_until", days=rules.LONGEST_DAYS)
        self._rate.check(actor.id)
        made = Notice(secrets.token_hex(8), club, kind, title, body, until_ms, now, now, actor.id)

        def write(connection: Connection) -> None:
            if store.open_of(connection, club, now) >= rules.MOST_OPEN:
                raise refused("too_many_notices", most=rules.MOST_OPEN)
            store.add(connection, made)

        await self._records.write(write)
        return made

    async def end(self, actor: Person, notice: str) -> None:
        """Raises RefusedError 404."""
        now = self._clock.now_ms()

        def write(connection: Connection) -> None:
            found = store.one(connection, notice)
            if found is None or not self._leads(actor, found):
                raise refused("no_such_notice")
            store.mark(connection, notice, state=str(NoticeState.ENDED), modified_ms=now)

        await self._records.write(write)

    async def hide(self, actor: Person, notice: str, why: str, *, hidden: bool) -> None:
        """Take a notice down, or put it back; either way the report is dealt with. Raises RefusedError 403, 404, 422."""
        if not actor.has(_OFFICE):
            raise refused("forbidden")
        if hidden and not why.strip():
            raise refused("need_why")
        state, now = NoticeState.HIDDEN if hidden else NoticeState.OPEN, self._clock.now_ms()

        def write(connection: Connection) -> None:
            if store.one(connection, notice) is None:
                raise refused("no_such_notice")
            told = why if hidden else ""
            store.mark(connection, notice, state=str(state), why=told, reported_ms=None, modified_ms=now)

        await self._records.write(write)

    async def answer(self, actor: Person, notice: str, text: str) -> Answer:
        """Send an answer to who posted the notice. Raises RefusedError 403, 404, 409, 429."""
        club, now = writes_for(actor), self._clock.now_ms()
        self._rate.check(actor.id)

        def write(connection: Connection) -> Answer:
            found = self._standing(connection, notice, now)
            if found.club == club:
                raise refused("own_notice")
            mail = words.answer(notice, found.title, self._name(club), text)
            self._send(connection, [found.person] if found.person else [], found.club, mail, now)
            return store.answered(connection, notice, actor.id, club, now)

        done = await self._records.write(write)
        self._post.wake()
        return done

    async def reply(self, actor: Person, notice: str, answer: str, text: str) -> None:
        """Write back to who answered. Raises RefusedError 404, 409, 429."""
        now = self._clock.now_ms()
        self._rate.check(actor.id)

        def write(connection: Connection) -> None:
            found = store.one(connection, notice)
            if found is None or not self._leads(actor, found):
                raise refused("no_such_notice")
            told = store.answer(connection, notice, answer)
            if told is None:
                raise refused("no_such_answer")
            mail = words.reply(notice, found.title, self._name(found.club), text)
            self._send(connection, [told.person], told.club, mail, now)

        await self._records.write(write)
        self._post.wake()

    async def report(self, actor: Person, notice: str, why: str) -> None:
        """Tell the office that a notice should not stand there. Raises RefusedError 403, 404, 409, 429."""
        if not actor.has(CLUB_ROLES):
            raise refused("forbidden")
        now = self._clock.now_ms()
        self._reports.check(actor.id)

        def write(connection: Connection) -> None:
            found = self._standing(connection, notice, now)
            store.mark(connection, notice, reported_ms=now)
            if self._post.ready(connection):
                mail = words.reported(notice, found.title, self._name(found.club), self._name(actor.club or ""), why)
                for one in [each for each in people.everybody(connection) if Role.OFFICE in each.roles][:_MOST_TOLD]:
                    self._post.put(connection, one.id, one.email, mail, now_ms=now)

        await self._records.write(write)
        self._post.wake()

    def _standing(self, connection: Connection, notice: str, now_ms: int) -> Notice:
        found = store.one(connection, notice)
        if found is None or not rules.stands(found, now_ms):
            raise refused("no_such_notice")
        return found

    def _name(self, club: str) -> str:
        return self._places.current.clubs.get(club, club)

    def _send(self, connection: Connection, to: Sequence[str], club: str, mail: Mail, now_ms: int) -> None:
        """Send to these people, to the club's leads where they are gone. Raises RefusedError 409."""
        if not self._post.ready(connection):
            raise refused("no_mail")
        found = [one for person in to if (one := people.person_of(connection, person)) is not None]
        if not found:
            found = [one for one in people.everybody(connection) if one.has_at(CLUB_ADMINS, club)][:_MOST_TOLD]
        if not found:
            raise refused("nobody_there")
        for one in found:
            self._post.put(connection, one.id, one.email, mail, now_ms=now_ms)
