"""SQL of rights that hang on sign-ups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, insert, select, update

from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.access.loop import store as steps_store
from hallenwart_backend.access.loop.steps import GrantAt
from hallenwart_backend.access.shifts.tables import shift_grants

_ERASED: Final[dict[str, None]] = {"code": None, "pin": None, "long": None, "duress": None}


@dataclass(frozen=True, slots=True)
class Living:
    """A sign-up's rights that are not taken back. `sealed` is the code about the first of them, None once erased."""

    sealed: bytes | None
    parts: tuple[GrantAt, ...]

    @property
    def stored(self) -> bool:
        """Whether every locker confirmed a list with it."""
        return all(part.applied_ms is not None for part in self.parts)


def add(connection: Connection, grant: str, signup: str) -> None:
    connection.execute(insert(shift_grants).values(grant=grant, signup=signup))


def count(connection: Connection, signup: str) -> int:
    """Return how many rights this sign-up ever had."""
    return len(connection.execute(select(shift_grants.c.grant).where(shift_grants.c.signup == signup)).all())


def revoke(connection: Connection, signups: Collection[str]) -> int:
    """Take the rights of these sign-ups back; return how many there were."""
    theirs = select(shift_grants.c.grant).where(shift_grants.c.signup.in_(signups))
    living = update(grants).where(grants.c.id.in_(theirs), ~grants.c.revoked)
    return connection.execute(living.values(revoked=True, **_ERASED)).rowcount


def living(connection: Connection, signups: Collection[str] | None = None) -> dict[str, Living]:
    """Return the living rights by sign-up; of all, where none are named."""
    wanted = [] if signups is None else [shift_grants.c.signup.in_(signups)]
    joined = shift_grants.join(grants, grants.c.id == shift_grants.c.grant)
    query = select(shift_grants.c.signup, grants).select_from(joined).where(~grants.c.revoked, *wanted)
    rows = connection.execute(query.order_by(grants.c.id)).all()
    parts: dict[str, list[GrantAt]] = {}
    sealed: dict[str, bytes | None] = {}
    for row, part in zip(rows, steps_store.parts_of_rows(connection, rows), strict=True):
        parts.setdefault(row.signup, []).append(part)
        sealed.setdefault(row.signup, row.code)
    return {signup: Living(sealed[signup], tuple(found)) for signup, found in parts.items()}


def signup_of(connection: Connection, grant: str) -> str:
    """Return the sign-up a right hangs on, empty for none."""
    return connection.scalar(select(shift_grants.c.signup).where(shift_grants.c.grant == grant)) or ""


def at_device(connection: Connection, device: str) -> list[str]:
    """Return the sign-ups with a living right at this device."""
    joined = shift_grants.join(grants, grants.c.id == shift_grants.c.grant)
    here = grants.c.device == device, ~grants.c.revoked
    return sorted(set(connection.scalars(select(shift_grants.c.signup).select_from(joined).where(*here))))
