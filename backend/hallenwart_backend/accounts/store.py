"""SQL of people and sessions."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.accounts.tables import people, roles, sessions


class Login(NamedTuple):
    person: str
    password_hash: str


def login_of(connection: Connection, email: str) -> Login | None:
    row = connection.execute(
        select(people.c.id, people.c.password_hash).where(people.c.email == email.lower(), people.c.active)
    ).first()
    return Login(row.id, row.password_hash) if row else None


def person_of(connection: Connection, person: str) -> Person | None:
    return next(iter(_people(connection, people.c.id == person)), None)


def everybody(connection: Connection) -> list[Person]:
    """Return everyone whose account is open, by name."""
    return sorted(_people(connection), key=lambda person: (person.name, person.id))


def _people(connection: Connection, *where: ColumnElement[bool]) -> list[Person]:
    held: dict[str, dict[Role, set[str]]] = {}
    joined = select(people, roles.c.role, roles.c.scope).select_from(people.outerjoin(roles, roles.c.person == people.c.id))
    rows = connection.execute(joined.where(people.c.active, *where)).all()
    for row in rows:
        theirs = held.setdefault(row.id, {})
        if row.role is not None:
            theirs.setdefault(Role(row.role), set()).add(row.scope)
    named = {row.id: row for row in rows}
    return [
        Person(row.id, row.name, row.email, {role: frozenset(scopes) for role, scopes in held[row.id].items()})
        for row in named.values()
    ]


def add_session(connection: Connection, token_hash: str, person: str, *, now_ms: int, expires_ms: int) -> None:
    connection.execute(delete(sessions).where(sessions.c.expires_ms <= now_ms))
    connection.execute(insert(sessions).values(token_hash=token_hash, person=person, created_ms=now_ms, expires_ms=expires_ms))


def person_of_session(connection: Connection, token_hash: str, *, now_ms: int) -> Person | None:
    person = connection.scalar(
        select(sessions.c.person).where(sessions.c.token_hash == token_hash, sessions.c.expires_ms > now_ms)
    )
    return person_of(connection, person) if person else None


def drop_session(connection: Connection, token_hash: str) -> None:
    connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


def people_with(connection: Connection, wanted: frozenset[Role], scope: str) -> list[str]:
    """Return the active people who hold one of the roles for exactly this scope, in order."""
    held = select(roles.c.person).where(roles.c.role.in_([str(role) for role in wanted]), roles.c.scope == scope)
    return list(connection.scalars(select(people.c.id).where(people.c.active, people.c.id.in_(held)).order_by(people.c.id)))


def names_of(connection: Connection) -> dict[str, str]:
    """Return the name of each active person by id."""
    rows = connection.execute(select(people.c.id, people.c.name).where(people.c.active))
    return {row.id: row.name for row in rows}
