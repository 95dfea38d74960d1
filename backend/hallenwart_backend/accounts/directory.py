"""The office's view of people: who there is, who may what, accounts opened, closed, reopened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, select

from hallenwart_backend.accounts import store, words
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.clubs.service import ASKED
from hallenwart_backend.accounts.clubs.tables import club_requests
from hallenwart_backend.accounts.invites.tables import invites
from hallenwart_backend.accounts.links import store as links
from hallenwart_backend.accounts.links.rules import LinkKind
from hallenwart_backend.accounts.ports import Leaving, Post
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import INVITED, SITE_ROLES, Person, Role
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.accounts.tables import people
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import EvidenceKind
from hallenwart_contract.clock import Clock

_PENDING_MS: Final = 30 * 86_400_000


@dataclass(frozen=True, slots=True)
class Held:
    """A role for a scope: a site, a club, or "" for all."""

    role: Role
    scope: str = ""


class Directory:
    def __init__(self, records: Records, clock: Clock, places: PlaceBook, circle: Circle, leaving: Leaving, post: Post) -> None:
        self._records = records
        self._clock = clock
        self._places = places
        self._circle = circle
        self._leaving = leaving
        self._post = post

    async def people(self) -> list[Listed]:
        """Return everybody, by name; closed accounts and those who have not answered too."""
        return await self._records.read(store.listed)

    async def one(self, person: str) -> Listed:
        """Raises RefusedError 404."""
        return await self._records.read(lambda connection: _found(connection, person))

    async def create(self, actor: Person, email: str, name: str, held: list[Held], phone: str = "") -> Listed:
        """Open an account; its person chooses a password by a link that is sent. Raises RefusedError 403, 409, 422."""
        now = self._clock.now_ms()

        def enter(connection: Connection) -> Listed:
            known = store.by_email(connection, email)
            if known is not None and not known.pending:
                raise refused("known_email")
            if known is None:
                person = store.add_person(connection, email, name, now_ms=now, phone=phone)
            else:
                person = known.person.id
                store.set_person(connection, person, name=name, phone=phone, active=True, pending=False)
            self._set_roles(connection, actor, person, held)
            self._circle.keep(connection, person, "opened", by=actor.id, kind=EvidenceKind.ACCOUNT)
            if self._post.ready(connection):
                link = links.add(connection, LinkKind.WELCOME, person, now_ms=now)
                self._post.put(connection, person, email.strip().lower(), words.welcome(link), now_ms=now)
            return _found(connection, person)

        made = await self._records.write(enter)
        self._post.wake()
        self._leaving.changed("")
        return made

    async def change(
        self, actor: Person, person: str, *, name: str | None, phone: str | None, held: list[Held] | None
    ) -> Listed:
        """Change what is given. Raises RefusedError 403, 404, 409, 422."""

        def enter(connection: Connection) -> Listed:
            _found(connection, person)
            values = {key: value for key, value in (("name", name), ("phone", phone)) if value is not None}
            if values:
                store.set_person(connection, person, **values)
            if held is not None:
                self._set_roles(connection, actor, person, held)
            return _found(connection, person)

        done = await self._records.write(enter)
        self._leaving.changed("")
        return done

    def _set_roles(self, connection: Connection, actor: Person, person: str, wanted: list[Held]) -> None:
        before = _found(connection, person).person
        had = {(role, scope) for role, scopes in before.roles.items() for scope in scopes}
        shall = {(one.role, one.scope) for one in wanted}
        if any(role not in INVITED for role, _ in had ^ shall) and not actor.has_at(frozenset({Role.ADMIN}), ""):
            raise refused("staff_only")
        for role, scope in sorted(shall - had):
            self._check_scope(role, scope)
            self._circle.give(connection, person, role, scope, by=actor.id)
        for role, scope in sorted(had - shall):
            self._circle.take(connection, person, role, scope, by=actor.id, now_ms=self._clock.now_ms())

    def _check_scope(self, role: Role, scope: str) -> None:
        places = self._places.current
        if role in INVITED:
            good = scope in places.clubs or (role is Role.GUEST and not scope)
        else:
            good = not scope or (role in SITE_ROLES and scope in places.sites)
        if not good:
            raise refused("bad_scope")

    async def set_open(self, actor: Person, person: str, *, active: bool) -> Listed:
        """Close an account at once (sessions and keys end with it), or open it again. Raises RefusedError 403, 404, 409."""

        def change(connection: Connection) -> Listed:
            who = _found(connection, person)
            if who.active == active:
                return who
            if not active:
                self._may_close(connection, actor, who.person)
                self._circle.forget_codes(connection, who.person, now_ms=self._clock.now_ms())
                store.end_sessions(connection, person)
                links.end(connection, person)
            store.set_person(connection, person, active=active, pending=False)
            said = "reopened" if active else "closed"
            self._circle.keep(connection, person, said, by=actor.id, kind=EvidenceKind.ACCOUNT)
            return _found(connection, person)

        done = await self._records.write(change)
        self._leaving.changed("")
        return done

    def _may_close(self, connection: Connection, actor: Person, who: Person) -> None:
        if who.id == actor.id:
            raise refused("itself")
        if any(role not in INVITED for role in who.roles) and not actor.has_at(frozenset({Role.ADMIN}), ""):
            raise refused("staff_only")
        if "" in self._circle.leads_alone(connection, who):
            raise refused("last_admin")

    async def forget(self) -> None:
        """Forget people who were written to a month ago and never answered: their address is nobody's business here."""
        before = self._clock.now_ms() - _PENDING_MS

        def drop(connection: Connection) -> None:
            alive = select(invites.c.person).where(invites.c.expires_ms > before)
            asked = select(club_requests.c.person).where(club_requests.c.state == ASKED)
            old = people.c.pending, people.c.created_ms < before, people.c.id.not_in(alive), people.c.id.not_in(asked)
            connection.execute(delete(people).where(*old))

        await self._records.write(drop)


def _found(connection: Connection, person: str) -> Listed:
    found = store.one(connection, person)
    if found is None:
        raise refused("no_such_person")
    return found
