"""A club's own list of members: looked at first, then done, as often as the club likes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from hallenwart_backend.accounts.circle import may_lead
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.clubs.members import rules
from hallenwart_backend.clubs.members.rules import Bad, Columns, Field, Member, Plan, Read
from hallenwart_backend.clubs.members.tables import club_listed, club_lists
from hallenwart_backend.clubs.refusals import refused
from hallenwart_contract.clock import Clock

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_MEMBERS: Final = 5_000


class Sheet(Protocol):
    """A table of texts: its headings, and its rows with their numbers in the file."""

    @property
    def head(self) -> Sequence[str]: ...

    @property
    def lines(self) -> Sequence[tuple[int, Sequence[str]]]: ...


class ReadFile(Protocol):
    def __call__(self, content: bytes) -> Sheet:
        """Return the table in a file. Raises RefusedError 422."""
        ...


class Belonging(Protocol):
    """Who belongs to a club, as accounts keep it; everything in the transaction of the caller."""

    def held(self, connection: Connection, club: str) -> Mapping[str, tuple[str, str]]:
        """Return person and strongest role by e-mail address."""
        ...

    def leads_alone(self, connection: Connection, club: str) -> set[str]:
        """Return the address of whoever is the only one who leads the club."""
        ...

    def invite(self, connection: Connection, club: str, member: Member, *, by: str, now_ms: int) -> str:
        """Invite somebody by e-mail, in place of earlier invitations; return the person. Raises RefusedError 409."""
        ...

    def set_role(self, connection: Connection, club: str, person: str, role: str, *, by: str, now_ms: int) -> None: ...

    def leave(self, connection: Connection, club: str, person: str, *, by: str, now_ms: int) -> None:
        """End every role, invitation, code and right in a club at once."""
        ...

    def changed(self, club: str) -> None:
        """Say after the commit that rights and messages changed."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """What a file says and would change. `guessed`: nobody has said yet what its columns are."""

    head: Sequence[str]
    mapping: Columns
    guessed: bool
    read: Read
    plan: Plan

    @property
    def bad(self) -> Sequence[Bad]:
        return self.read.bad


class Members:
    def __init__(self, records: Records, clock: Clock, belonging: Belonging, read_file: ReadFile) -> None:
        self._records = records
        self._clock = clock
        self._belonging = belonging
        self._read_file = read_file

    async def last(self, actor: Person, club: str) -> tuple[Columns, int | None, tuple[int, int, int], int]:
        """Return how the list is read, when it last was, what that changed, and how many came by it.

        Raises RefusedError 403.
        """
        self._check(actor, club)

        def look(connection: Connection) -> tuple[Columns, int | None, tuple[int, int, int], int]:
            row = connection.execute(select(club_lists).where(club_lists.c.club == club)).first()
            count = len(_listed(connection, club))
            if row is None:
                return Columns(), None, (0, 0, 0), count
            return _mapping(connection, club), row.run_ms, (row.new, row.changed, row.gone), count

        return await self._records.read(look)

    async def keep(self, actor: Person, club: str, mapping: Columns) -> None:
        """Say what the columns of the list are. Raises RefusedError 403, 422."""
        self._check(actor, club)
        if not mapping.whole:
            raise refused("list_columns")
        values = {"columns": {str(name): head for name, head in mapping.columns.items()}, "roles": dict(mapping.roles)}

        def write(connection: Connection) -> None:
            here = club_lists.c.club == club
            if not connection.execute(update(club_lists).where(here).values(**values)).rowcount:
                connection.execute(insert(club_lists).values(club=club, **values))

        await self._records.write(write)

    async def look(self, actor: Person, club: str, content: bytes) -> Look:
        """Return what a file would change; nothing changes, nothing of it is kept. Raises RefusedError 403, 422."""
        self._check(actor, club)
        sheet = await self._sheet(content)
        return await self._records.read(lambda connection: self._look(connection, actor, club, sheet))

    async def apply(self, actor: Person, club: str, content: bytes, digest: str, *, gone: int | None, invite: bool) -> Plan:
        """Do what was looked at. `gone`: how many may lose their access where that is asked about.

        Raises RefusedError 403, 409 when it is not what was looked at any more, or too many would go.
        """
        self._check(actor, club)
        sheet, now = await self._sheet(content), self._clock.now_ms()

        def write(connection: Connection) -> Plan:
            look = self._look(connection, actor, club, sheet)
            if not look.mapping.whole:
                raise refused("list_columns")
            if look.plan.digest != digest:
                raise refused("list_changed")
            if look.plan.stops and gone != len(look.plan.gone):
                raise refused("list_stops", gone=len(look.plan.gone))
            self._do(connection, actor, club, look.plan, invite=invite, now_ms=now)
            told = {"new": len(look.plan.new), "changed": len(look.plan.changed), "gone": len(look.plan.gone)}
            here = club_lists.c.club == club
            if not connection.execute(update(club_lists).where(here).values(run_ms=now, **told)).rowcount:
                columns = {str(name): head for name, head in look.mapping.columns.items()}
                connection.execute(insert(club_lists).values(club=club, columns=columns, roles={}, run_ms=now, **told))
            return look.plan

        done = await self._records.write(write)
        self._belonging.changed(club)
        return done

    def _check(self, actor: Person, club: str) -> None:
        if not may_lead(actor, club):
            raise refused("forbidden")

    async def _sheet(self, content: bytes) -> Sheet:
        if len(content) > MOST_BYTES:
            raise refused("list_large")
        return await asyncio.to_thread(self._read_file, content)

    def _look(self, connection: Connection, actor: Person, club: str, sheet: Sheet) -> Look:
        kept = _mapping(connection, club)
        guessed = not kept.whole or any(column not in sheet.head for column in kept.columns.values())
        mapping = Columns(rules.guess(sheet.head), kept.roles) if guessed else kept
        found = rules.read(sheet.head, sheet.lines, mapping) if mapping.whole else Read((), (), ())
        if len(found.members) > MOST_MEMBERS:
            raise refused("list_large")
        if mapping.whole and not found.members:
            return Look(sheet.head, mapping, guessed, found, Plan())
        held = {email: role for email, (_, role) in self._belonging.held(connection, club).items()}
        stay = {actor.email, *self._belonging.leads_alone(connection, club)}
        plan = rules.plan(found.members, _listed(connection, club), held, stay) if mapping.whole else Plan()
        return Look(sheet.head, mapping, guessed, found, plan)

    def _do(self, connection: Connection, actor: Person, club: str, plan: Plan, *, invite: bool, now_ms: int) -> None:
        held, by = self._belonging.held(connection, club), actor.id
        for one in plan.gone:
            row = connection.execute(select(club_listed.c.person).where(*_here(club, one.email))).first()
            leaves = {held[one.email][0]} if one.email in held else set()
            for person in leaves | ({row.person} if row and row.person else set()):
                self._belonging.leave(connection, club, person, by=by, now_ms=now_ms)
            connection.execute(delete(club_listed).where(*_here(club, one.email)))
        for one in (*plan.new, *plan.changed):
            known = held.get(one.email)
            if known is None:
                person = self._belonging.invite(connection, club, one, by=by, now_ms=now_ms) if invite else None
            else:
                person = known[0]
                if known[1] != one.role and one.email != actor.email:
                    self._belonging.set_role(connection, club, person, one.role, by=by, now_ms=now_ms)
            values = {"name": one.name, "role": one.role, "person": person}
            if not connection.execute(update(club_listed).where(*_here(club, one.email)).values(**values)).rowcount:
                row_id = {"id": secrets.token_hex(8), "club": club, "email": one.email, "since_ms": now_ms}
                connection.execute(insert(club_listed).values(**row_id, **values))


def _here(club: str, email: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return club_listed.c.club == club, club_listed.c.email == email


def _listed(connection: Connection, club: str) -> list[Member]:
    rows = connection.execute(select(club_listed).where(club_listed.c.club == club, club_listed.c.email != ""))
    return [Member(row.name, row.email, row.role) for row in rows]


def _mapping(connection: Connection, club: str) -> Columns:
    row = connection.execute(select(club_lists).where(club_lists.c.club == club)).first()
    if row is None:
        return Columns()
    return Columns({Field(name): head for name, head in row.columns.items()}, dict(row.roles))
