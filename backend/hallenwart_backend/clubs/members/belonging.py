"""Implements service.Belonging over accounts, and reads files as the import of plans does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts import words
from hallenwart_backend.accounts.circle import Circle
from hallenwart_backend.accounts.invites import store as invites
from hallenwart_backend.accounts.ports import Leaving, Post
from hallenwart_backend.accounts.rules import CLUB_ROLES, Role
from hallenwart_backend.booking.imports.reading import read_file
from hallenwart_backend.booking.imports.sheet import FileError
from hallenwart_backend.clubs.members.rules import Member
from hallenwart_backend.clubs.refusals import refused


@dataclass(frozen=True, slots=True)
class Table:
    """Implements service.Sheet."""

    head: Sequence[str]
    lines: Sequence[tuple[int, Sequence[str]]]


def table_in(content: bytes) -> Table:
    """Return the table in a CSV or XLSX. Raises RefusedError 422."""
    try:
        sheet = read_file(content, 0)
    except FileError as error:
        raise refused("list_unreadable") from error
    if sheet.kind == "ics":
        raise refused("list_unreadable")
    rows = [(sheet.first + place, row) for place, row in enumerate(sheet.rows)]
    return Table(tuple(sheet.head), rows)


class ClubCircle:
    def __init__(self, circle: Circle, leaving: Leaving, post: Post, name_of: Callable[[str], str]) -> None:
        self._circle = circle
        self._leaving = leaving
        self._post = post
        self._name_of = name_of

    def held(self, connection: Connection, club: str) -> Mapping[str, tuple[str, str]]:
        return {
            one.who.person.email: (one.who.person.id, str(one.roles[0]))
            for one in self._circle.members(connection, club)
            if one.roles and one.roles[0] in CLUB_ROLES
        }

    def leads_alone(self, connection: Connection, club: str) -> set[str]:
        leads = [one.who for one in self._circle.members(connection, club) if Role.CLUB_ADMIN in one.roles]
        return {one.person.email for one in leads if club in self._circle.leads_alone(connection, one.person)}

    def invite(self, connection: Connection, club: str, member: Member, *, by: str, now_ms: int) -> str:
        if not self._post.ready(connection):
            raise refused("no_mail")
        who = people.ensure(connection, member.email, member.name, now_ms=now_ms)
        invites.withdraw_all(connection, club, who.person.id, now_ms=now_ms)
        role = Role(member.role)
        identity = invites.add(connection, club, who.person.id, role, by=by, now_ms=now_ms)
        actor = people.one(connection, by)
        if who.active or who.pending:
            mail = words.invited(identity, self._name_of(club), role, actor.person.name if actor else "")
            self._post.put(connection, who.person.id, who.person.email, mail, now_ms=now_ms)
        return who.person.id

    def set_role(self, connection: Connection, club: str, person: str, role: str, *, by: str, now_ms: int) -> None:
        who = people.one(connection, person)
        if who is None:
            return
        self._circle.give(connection, person, Role(role), club, by=by)
        alone = club in self._circle.leads_alone(connection, who.person)
        for old in who.person.roles_in(club):
            if old != role and not (old is Role.CLUB_ADMIN and alone):
                self._circle.take(connection, person, old, club, by=by, now_ms=now_ms)

    def leave(self, connection: Connection, club: str, person: str, *, by: str, now_ms: int) -> None:
        who = people.one(connection, person)
        if who is None:
            return
        invites.withdraw_all(connection, club, person, now_ms=now_ms)
        if who.person.roles_in(club) or club in who.person.roles.get(Role.GUEST, ()):
            self._circle.leave(connection, who.person, club, successor=None, by=by, now_ms=now_ms)

    def changed(self, club: str) -> None:
        self._leaving.changed(club)
        self._post.wake()
