"""SQL of links."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.accounts.links.rules import LIVES_MS, LinkKind
from hallenwart_backend.accounts.links.tables import account_links


@dataclass(frozen=True, slots=True)
class Link:
    """`about` is the new address or the club's request, `browser` the hash of the cookie of who asked."""

    id: str
    kind: LinkKind
    person: str
    about: str
    browser: str
    created_ms: int
    expires_ms: int
    used_ms: int | None

    def is_live(self, now_ms: int) -> bool:
        return self.used_ms is None and now_ms < self.expires_ms


def add(connection: Connection, kind: LinkKind, person: str, *, about: str = "", browser: str = "", now_ms: int) -> str:
    """Make a link; the person's older ones of this kind end. Return its id."""
    old = account_links.c.person == person, account_links.c.kind == str(kind), account_links.c.about == about
    connection.execute(delete(account_links).where(*old))
    identity = secrets.token_hex(16)
    row = {"id": identity, "kind": str(kind), "person": person, "about": about, "browser": browser}
    connection.execute(insert(account_links).values(**row, created_ms=now_ms, expires_ms=now_ms + LIVES_MS[kind]))
    return identity


def one(connection: Connection, identity: str) -> Link | None:
    row = connection.execute(select(account_links).where(account_links.c.id == identity)).first()
    return Link(**row._asdict() | {"kind": LinkKind(row.kind)}) if row else None


def use(connection: Connection, identity: str, *, now_ms: int) -> bool:
    """Use a link up; return False when it was used or is over."""
    live = (
        account_links.c.id == identity,
        account_links.c.used_ms.is_(None),
        account_links.c.expires_ms > now_ms,
    )
    return connection.execute(update(account_links).where(*live).values(used_ms=now_ms)).rowcount > 0


def end(connection: Connection, person: str) -> None:
    """End every link of a person."""
    connection.execute(delete(account_links).where(account_links.c.person == person))


def forget(connection: Connection, *, before_ms: int) -> None:
    connection.execute(delete(account_links).where(account_links.c.expires_ms < before_ms))
