"""SQL of invitations."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from hallenwart_backend.accounts.invites.rules import LIFE_MS
from hallenwart_backend.accounts.invites.tables import invites
from hallenwart_backend.accounts.rules import BOOKERS, Role


@dataclass(frozen=True, slots=True)
class Invite:
    """`person` is who is invited, whether the account is open already or not."""

    id: str
    club: str
    person: str
    role: Role
    invited_by: str | None
    created_ms: int
    sent_ms: int
    expires_ms: int
    accepted_ms: int | None
    withdrawn_ms: int | None

    def state(self, now_ms: int) -> str:
        """Return open, accepted, withdrawn or expired."""
        if self.accepted_ms is not None:
            return "accepted"
        if self.withdrawn_ms is not None:
            return "withdrawn"
        return "open" if now_ms < self.expires_ms else "expired"


_OPEN = invites.c.accepted_ms.is_(None), invites.c.withdrawn_ms.is_(None)


def add(connection: Connection, club: str, person: str, role: Role, *, by: str | None, now_ms: int) -> str:
    identity = secrets.token_hex(16)
    row = {"id": identity, "club": club, "person": person, "role": str(role), "invited_by": by}
    times = {"created_ms": now_ms, "sent_ms": now_ms, "expires_ms": now_ms + LIFE_MS}
    connection.execute(insert(invites).values(**row, **times))
    return identity


def one(connection: Connection, identity: str) -> Invite | None:
    row = connection.execute(select(invites).where(invites.c.id == identity)).first()
    return Invite(**row._asdict() | {"role": Role(row.role)}) if row else None


def waiting(connection: Connection, club: str) -> list[Invite]:
    """Return the invitations of a club that were neither accepted nor withdrawn, the newest first."""
    rows = connection.execute(select(invites).where(invites.c.club == club, *_OPEN).order_by(invites.c.created_ms.desc()))
    return [Invite(**row._asdict() | {"role": Role(row.role)}) for row in rows]


def mark(connection: Connection, identity: str, **values: object) -> None:
    connection.execute(update(invites).where(invites.c.id == identity).values(**values))


def accept(connection: Connection, identity: str, *, now_ms: int) -> bool:
    """Return False when somebody was quicker, or it is over."""
    live = (invites.c.id == identity, *_OPEN, invites.c.expires_ms > now_ms)
    return connection.execute(update(invites).where(*live).values(accepted_ms=now_ms)).rowcount > 0


def withdraw_all(connection: Connection, club: str, person: str, *, now_ms: int) -> None:
    theirs = (invites.c.club == club, invites.c.person == person, *_OPEN)
    connection.execute(update(invites).where(*theirs).values(withdrawn_ms=now_ms))


def may_book_soon(connection: Connection, person: str, club: str) -> bool:
    """Say whether somebody has an open invitation to a role that books."""
    wanted = [str(role) for role in BOOKERS]
    theirs = (invites.c.club == club, invites.c.person == person, invites.c.role.in_(wanted), *_OPEN)
    return connection.execute(select(invites.c.id).where(*theirs).limit(1)).first() is not None
