"""SQL of people and sessions."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

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
    row = connection.execute(select(people).where(people.c.id == person, people.c.active)).first()
    if row is None:
        return None
    held: dict[Role, set[str]] = {}
    for role in connection.execute(select(roles).where(roles.c.person == person)):
        held.setdefault(Role(role.role), set()).add(role.scope)
    return Person(row.id, row.name, row.email, {role: frozenset(scopes) for role, scopes in held.items()})


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
