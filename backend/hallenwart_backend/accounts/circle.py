"""Who belongs to a club, and what happens when somebody leaves. Everything in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from hallenwart_backend.accounts import store
from hallenwart_backend.accounts.ports import Leaving
from hallenwart_backend.accounts.refusals import refused
from hallenwart_backend.accounts.rules import ADMINS, BOOKERS, CLUB_ADMINS, CODE_READERS, INVITED, Person, Role
from hallenwart_backend.accounts.store import Listed
from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.ports import Evidence, EvidenceKind

_OFFICE = frozenset({Role.ADMIN, Role.OFFICE})


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a club with the roles held there."""

    who: Listed
    roles: tuple[Role, ...]


def may_lead(actor: Person, club: str) -> bool:
    """Say whether this person invites and removes people of a club."""
    return actor.has_at(CLUB_ADMINS, club) or actor.has(_OFFICE)


def may_see(actor: Person, club: str) -> bool:
    """Say whether this person sees who belongs to a club."""
    return may_lead(actor, club) or actor.has_at(frozenset({Role.TRAINER}), club)


class Circle:
    """`pseudonym` names a person in the evidence log; `invited_booker` says whether somebody is invited to book for a club."""

    def __init__(
        self,
        evidence: Evidence,
        leaving: Leaving,
        pseudonym: Callable[[str], str],
        invited_booker: Callable[[Connection, str, str], bool],
    ) -> None:
        self._evidence = evidence
        self._leaving = leaving
        self._invited_booker = invited_booker
        self.pseudonym = pseudonym
        self.left: list[Callable[[Connection, str, str], None]] = []
        """Who else is told, in the same transaction, that a person left a club: (person, club)."""

    def members(self, connection: Connection, club: str) -> list[Member]:
        """Return everybody with a role in this club, by name."""
        there = select(roles.c.person).where(roles.c.scope == club, roles.c.role.in_([str(role) for role in INVITED]))
        found = store.listed(connection, people.c.id.in_(there))
        return [Member(one, _roles_there(one.person, club)) for one in found]

    def give(self, connection: Connection, person: str, role: Role, scope: str, *, by: str) -> bool:
        """Give a role; return False when the person had it."""
        given = store.give_role(connection, person, role, scope)
        if given:
            self.keep(connection, person, f"{role} {scope}".strip(), by=by, kind=EvidenceKind.ROLE_GIVEN)
        return given

    def take(self, connection: Connection, person: str, role: Role, scope: str, *, by: str, now_ms: int) -> bool:
        """Take a role; codes it let somebody read end with it. Raises RefusedError 409 when nobody else would hold it."""
        self._refuse_last(connection, person, role, scope)
        taken = store.take_role(connection, person, role, scope)
        if taken:
            self.keep(connection, person, f"{role} {scope}".strip(), by=by, kind=EvidenceKind.ROLE_TAKEN)
            left = store.one(connection, person)
            if role in CODE_READERS and not (left and left.person.has_at(CODE_READERS, scope)):
                self._leaving.renew_codes(connection, scope, now_ms=now_ms)
        return taken

    def forget_codes(self, connection: Connection, who: Person, *, now_ms: int) -> None:
        """Renew the codes somebody knew who is closed or erased."""
        for club in {scope for role in CODE_READERS for scope in who.roles.get(role, ())}:
            self._leaving.renew_codes(connection, club, now_ms=now_ms)

    def _refuse_last(self, connection: Connection, person: str, role: Role, scope: str) -> None:
        if role is Role.CLUB_ADMIN and not _others(connection, person, role, scope):
            raise refused("last_club_admin", club=scope)
        if role in ADMINS and not scope and not _others(connection, person, role, ""):
            raise refused("last_admin")

    def leave(self, connection: Connection, who: Person, club: str, *, successor: str | None, by: str, now_ms: int) -> int:
        """Take every role in a club; return how many future bookings were handed over.

        Raises RefusedError 404 for who does not belong there, 409 for the last who manages it and for a bad successor.
        """
        held = _roles_there(who, club)
        if not held:
            raise refused("no_such_person")
        if successor is not None:
            self._check_successor(connection, who.id, club, successor)
        for role in held:
            self.take(connection, who.id, role, club, by=by, now_ms=now_ms)
        moved = self._leaving.left(connection, who.id, club, successor=successor, by=by, now_ms=now_ms)
        for told in self.left:
            told(connection, who.id, club)
        if not any(scopes for role, scopes in who.roles.items() if role not in held or scopes - {club}):
            self._leaving.end_credentials(connection, who.id, by=by, now_ms=now_ms)
        return moved

    def _check_successor(self, connection: Connection, person: str, club: str, successor: str) -> None:
        found = store.one(connection, successor)
        invited = self._invited_booker(connection, successor, club)
        if successor == person or found is None or not (invited or found.person.has_at(BOOKERS, club)):
            raise refused("bad_successor")

    def held_alone(self, connection: Connection, who: Person) -> set[tuple[Role, str]]:
        """Return what nobody else could do: administer everything, or manage a club."""
        return {(Role.CLUB_ADMIN if club else Role.ADMIN, club) for club in self.leads_alone(connection, who)}

    def leads_alone(self, connection: Connection, who: Person) -> list[str]:
        """Return the clubs nobody else manages; "" stands for the whole installation."""
        clubs = [club for club in who.roles.get(Role.CLUB_ADMIN, ()) if not _others(connection, who.id, Role.CLUB_ADMIN, club)]
        alone = "" in who.roles.get(Role.ADMIN, ()) and not _others(connection, who.id, Role.ADMIN, "")
        return [*(("",) if alone else ()), *sorted(clubs)]

    def keep(self, connection: Connection, person: str, said: str, *, by: str, kind: str) -> None:
        """Note what was decided about a person, by pseudonyms alone."""
        self.note(connection, kind, self.pseudonym(person), by, said)

    def note(self, connection: Connection, kind: str, about: str, by: str, said: str) -> None:
        """Note a decision in the evidence log."""
        self._evidence.keep(connection, kind, about, by, said)


def _roles_there(person: Person, club: str) -> tuple[Role, ...]:
    guest = (Role.GUEST,) if club in person.roles.get(Role.GUEST, ()) else ()
    return (*person.roles_in(club), *guest)


def _others(connection: Connection, person: str, role: Role, scope: str) -> bool:
    """Say whether somebody else with an open account holds a role."""
    held = select(roles.c.person).where(roles.c.role == str(role), roles.c.scope == scope, roles.c.person != person)
    return connection.execute(select(people.c.id).where(people.c.id.in_(held), people.c.active).limit(1)).first() is not None
