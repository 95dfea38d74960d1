"""SQL of people and sessions."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

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
    return [row.person for row in listed(connection, people.c.active, *where)]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as stored; `browser` in words, `club` the one it acts for."""

    token_hash: str
    person: str
    created_ms: int
    expires_ms: int
    seen_ms: int
    browser: str = ""
    way: str = "password"
    club: str = ""


def add_session(connection: Connection, session: SessionRow, *, now_ms: int) -> None:
    connection.execute(delete(sessions).where(sessions.c.expires_ms <= now_ms))
    connection.execute(insert(sessions).values(**asdict(session)))


def person_of_session(connection: Connection, token_hash: str, *, now_ms: int) -> tuple[Person, int] | None:
    """Return who a living session is, and when it was last noted to be seen."""
    row = connection.execute(
        select(sessions).where(sessions.c.token_hash == token_hash, sessions.c.expires_ms > now_ms)
    ).first()
    person = person_of(connection, row.person) if row else None
    return (replace(person, acting=row.club, way=row.way), row.seen_ms) if row and person else None


def note_seen(connection: Connection, token_hash: str, *, now_ms: int) -> None:
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(seen_ms=now_ms))


def set_club(connection: Connection, token_hash: str, club: str) -> None:
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(club=club))


def set_way(connection: Connection, token_hash: str, way: str) -> None:
    connection.execute(update(sessions).where(sessions.c.token_hash == token_hash).values(way=way))


def sessions_of(connection: Connection, person: str, *, now_ms: int) -> list[SessionRow]:
    """Return the living sessions of a person, the one seen last first."""
    theirs = select(sessions).where(sessions.c.person == person, sessions.c.expires_ms > now_ms)
    rows = connection.execute(theirs.order_by(sessions.c.seen_ms.desc(), sessions.c.token_hash))
    return [SessionRow(**row._asdict()) for row in rows]


def end_session(connection: Connection, person: str, session: str) -> bool:
    """End the session shown by this id."""
    shown = sessions.c.person == person, sessions.c.token_hash.startswith(session, autoescape=True)
    return connection.execute(delete(sessions).where(*shown)).rowcount > 0


def end_sessions(connection: Connection, person: str, *, keep: str = "") -> int:
    """End all sessions of a person but `keep`; return how many."""
    theirs = sessions.c.person == person, sessions.c.token_hash != keep
    return connection.execute(delete(sessions).where(*theirs)).rowcount


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


# --- people as they are entered and changed -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """A person whether the account is open or not. `pending`: was written to, and has not answered yet."""

    person: Person
    phone: str
    active: bool
    pending: bool
    has_password: bool
    created_ms: int


def listed(connection: Connection, *where: ColumnElement[bool]) -> list[Listed]:
    """Return people by name, those with closed accounts too."""
    rows = connection.execute(select(people).where(*where)).all()
    held = _roles_of(connection, *where)
    found = [
        Listed(
            Person(row.id, row.name, row.email, held.get(row.id, {})),
            row.phone,
            row.active,
            row.pending,
            bool(row.password_hash),
            row.created_ms,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.person.name.casefold(), one.person.email))


def _roles_of(connection: Connection, *where: ColumnElement[bool]) -> dict[str, dict[Role, frozenset[str]]]:
    held: dict[str, dict[Role, set[str]]] = {}
    wanted = select(people.c.id).where(*where)
    for row in connection.execute(select(roles).where(roles.c.person.in_(wanted))):
        held.setdefault(row.person, {}).setdefault(Role(row.role), set()).add(row.scope)
    return {person: {role: frozenset(scopes) for role, scopes in one.items()} for person, one in held.items()}


def one(connection: Connection, person: str) -> Listed | None:
    return next(iter(listed(connection, people.c.id == person)), None)


def by_email(connection: Connection, email: str) -> Listed | None:
    return next(iter(listed(connection, people.c.email == email.strip().lower())), None)


def add_person(connection: Connection, email: str, name: str, *, now_ms: int, pending: bool = False, **values: object) -> str:
    """Enter a person and return the id. A pending one cannot sign in before the address is proved."""
    person = secrets.token_hex(8)
    row = {"id": person, "email": email.strip().lower(), "name": name, "password_hash": "", "created_ms": now_ms}
    connection.execute(insert(people).values(**row | {"active": not pending, "pending": pending} | values))
    return person


def ensure(connection: Connection, email: str, name: str, *, now_ms: int) -> Listed:
    """Return who has this address, entered as pending when nobody has."""
    found = by_email(connection, email)
    if found is not None:
        return found
    add_person(connection, email, name, now_ms=now_ms, pending=True)
    made = by_email(connection, email)
    assert made is not None  # noqa: S101 - inserted in this transaction
    return made


def set_person(connection: Connection, person: str, **values: object) -> None:
    connection.execute(update(people).where(people.c.id == person).values(**values))


def drop_person(connection: Connection, person: str) -> None:
    connection.execute(delete(people).where(people.c.id == person))


def give_role(connection: Connection, person: str, role: Role, scope: str) -> bool:
    """Return False when the person had it."""
    key = {"person": person, "role": str(role), "scope": scope}
    if connection.execute(select(roles.c.person).where(*_where(key))).first() is not None:
        return False
    connection.execute(insert(roles).values(**key))
    return True


def take_role(connection: Connection, person: str, role: Role, scope: str) -> bool:
    """Take a role; with the last one all sessions end. Return False when the person had it not."""
    taken = connection.execute(delete(roles).where(*_where({"person": person, "role": str(role), "scope": scope}))).rowcount > 0
    if taken and connection.execute(select(roles.c.person).where(roles.c.person == person)).first() is None:
        end_sessions(connection, person)
    return taken


def _where(key: dict[str, str]) -> list[ColumnElement[bool]]:
    return [roles.c[name] == value for name, value in key.items()]
