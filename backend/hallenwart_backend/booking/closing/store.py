"""SQL of closings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from hallenwart_backend.accounts.rules import CLUB_TOLD
from hallenwart_backend.accounts.tables import roles
from hallenwart_backend.booking.closing.model import Closing, ClosingKind
from hallenwart_backend.booking.closing.tables import closings, dates


def add(connection: Connection, closing: Closing, lots: Iterable[tuple[str, str]]) -> None:
    """Write a closing, and by booking what became of it (`block` for its own)."""
    connection.execute(
        insert(closings).values(
            id=closing.id,
            kind=closing.kind,
            halls=list(closing.halls),
            sections=list(closing.sections),
            why=closing.why,
            note=closing.note,
            first=closing.first.isoformat(timespec="minutes"),
            last=closing.last.isoformat(timespec="minutes"),
            every=closing.every,
            step=closing.step,
            until=closing.until,
            who=closing.who,
            made_ms=closing.made_ms,
        )
    )
    rows = [{"closing": closing.id, "booking": booking, "lot": lot} for booking, lot in lots]
    if rows:
        connection.execute(insert(dates), rows)


def _of(row: Row[Any]) -> Closing:
    fields = row._asdict()
    return Closing(
        **fields
        | {
            "kind": ClosingKind(row.kind),
            "halls": tuple(row.halls),
            "sections": tuple(row.sections),
            "first": datetime.fromisoformat(row.first),
            "last": datetime.fromisoformat(row.last),
        }
    )


def one(connection: Connection, wanted: str) -> Closing | None:
    row = connection.execute(select(closings).where(closings.c.id == wanted)).first()
    return _of(row) if row else None


def standing(connection: Connection) -> list[Closing]:
    """Return those that were not lifted, the newest first."""
    rows = connection.execute(select(closings).where(closings.c.lifted_ms.is_(None)).order_by(closings.c.made_ms.desc()))
    return [_of(row) for row in rows]


def lots(connection: Connection, closing: str) -> dict[str, str]:
    """Return what became of each booking."""
    rows = connection.execute(select(dates.c.booking, dates.c.lot).where(dates.c.closing == closing))
    return {row.booking: row.lot for row in rows}


def lift(connection: Connection, closing: str, now_ms: int) -> bool:
    """Return False when it was lifted before."""
    where = closings.c.id == closing, closings.c.lifted_ms.is_(None)
    return connection.execute(update(closings).where(*where).values(lifted_ms=now_ms)).rowcount == 1


def people_told(connection: Connection) -> dict[str, int]:
    """Return how many people of each club are told about its dates."""
    told = select(roles.c.scope, func.count(roles.c.person.distinct())).where(roles.c.role.in_(sorted(CLUB_TOLD)))
    return {club: number for club, number in connection.execute(told.group_by(roles.c.scope)) if club}
