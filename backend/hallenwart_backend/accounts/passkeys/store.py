"""SQL of passkeys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from hallenwart_backend.accounts.passkeys.rules import Mode, Policy
from hallenwart_backend.accounts.passkeys.tables import passkey_policy, passkeys
from hallenwart_backend.accounts.tables import people, roles

_ONE: Final = 1


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as stored. `credential_id` and `public_key` in base64url."""

    id: str
    person: str
    credential_id: str
    public_key: str
    sign_count: int
    name: str
    transports: tuple[str, ...]
    created_ms: int
    used_ms: int | None
    backed_up: bool


def of(connection: Connection, person: str) -> list[Passkey]:
    """Return the passkeys of a person, the newest first."""
    return _found(connection, passkeys.c.person == person)


def by_credential(connection: Connection, credential_id: str) -> Passkey | None:
    return next(iter(_found(connection, passkeys.c.credential_id == credential_id)), None)


def _found(connection: Connection, *where: ColumnElement[bool]) -> list[Passkey]:
    wanted = select(passkeys).where(*where).order_by(passkeys.c.created_ms.desc(), passkeys.c.id)
    return [_passkey(row) for row in connection.execute(wanted)]


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(**row._asdict() | {"transports": tuple(row.transports)})


def add(connection: Connection, one: Passkey) -> None:
    values = {column.name: getattr(one, column.name) for column in passkeys.c}
    connection.execute(insert(passkeys).values(**values | {"transports": list(one.transports)}))


def rename(connection: Connection, person: str, passkey: str, name: str) -> bool:
    return connection.execute(update(passkeys).where(*_own(person, passkey)).values(name=name)).rowcount > 0


def drop(connection: Connection, person: str, passkey: str) -> bool:
    return connection.execute(delete(passkeys).where(*_own(person, passkey))).rowcount > 0


def _own(person: str, passkey: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return passkeys.c.person == person, passkeys.c.id == passkey


def note_used(connection: Connection, passkey: str, *, sign_count: int, backed_up: bool, now_ms: int) -> None:
    values = {"sign_count": sign_count, "backed_up": backed_up, "used_ms": now_ms}
    connection.execute(update(passkeys).where(passkeys.c.id == passkey).values(**values))


def any_of(connection: Connection, wanted: Iterable[str], scope: str) -> bool:
    """Say whether somebody with an open account, who holds one of the roles for exactly this scope, has a passkey."""
    held = select(roles.c.person).where(roles.c.role.in_(list(wanted)), roles.c.scope == scope)
    active = select(people.c.id).where(people.c.active, people.c.id.in_(held))
    return connection.execute(select(passkeys.c.id).where(passkeys.c.person.in_(active)).limit(1)).first() is not None


def policy(connection: Connection) -> Policy:
    row = connection.execute(select(passkey_policy.c.mode, passkey_policy.c.from_ms)).first()
    return Policy(Mode(row.mode), row.from_ms) if row else Policy()


def set_policy(connection: Connection, wanted: Policy, *, by: str, now_ms: int) -> None:
    connection.execute(delete(passkey_policy))
    row = {"id": _ONE, "mode": str(wanted.mode), "from_ms": wanted.from_ms, "changed_by": by, "changed_ms": now_ms}
    connection.execute(insert(passkey_policy).values(**row))
