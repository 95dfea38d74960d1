"""SQL of how far rights have come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.access.grants.tables import grants, published
from hallenwart_backend.access.loop.steps import LOOK_AHEAD_MS, GrantAt


def parts_of(connection: Connection, bookings: Collection[str]) -> dict[str, list[GrantAt]]:
    """Return the living rights of each booking, and where they stand."""
    rows = connection.execute(
        select(grants).where(grants.c.booking.in_(list(bookings)), ~grants.c.revoked).order_by(grants.c.id)
    ).all()
    found: dict[str, list[GrantAt]] = {}
    for row, part in zip(rows, parts_of_rows(connection, rows), strict=True):
        found.setdefault(row.booking, []).append(part)
    return found


def parts_of_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[GrantAt]:
    """Return where the rights of these rows stand, in order."""
    keys = _keys(connection, [row.id for row in rows])
    return [_part(row, keys.get(row.id, [])) for row in rows]


def unapplied(connection: Connection, now_ms: int, *, ahead_ms: int = LOOK_AHEAD_MS) -> list[tuple[GrantAt, str]]:
    """Return living rights that begin within `ahead_ms` and no locker confirmed, each with its booking (empty: none)."""
    rows = connection.execute(
        select(grants)
        .where(~grants.c.revoked, grants.c.pin.is_not(None), grants.c.applied_ms.is_(None))
        .where(grants.c.to_ms > now_ms, grants.c.from_ms <= now_ms + ahead_ms)
        .order_by(grants.c.from_ms, grants.c.id)
    )
    return [(_part(row, []), row.booking or "") for row in rows]


def _keys(connection: Connection, wanted: list[str]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(custody).where(custody.c.grant.in_(wanted))):
        found.setdefault(row.grant, []).append(row)
    return found


def _part(row: Row[Any], keys: list[Row[Any]]) -> GrantAt:
    back = [key.returned_ms for key in keys]
    return GrantAt(
        id=row.id,
        device=row.device,
        slots=tuple(row.slots),
        from_ms=row.from_ms,
        to_ms=row.to_ms,
        created_ms=row.created_ms,
        delivered_ms=row.delivered_ms,
        applied_ms=row.applied_ms,
        used_ms=row.used_ms,
        out_ms=min((key.taken_ms for key in keys), default=None),
        back_ms=max(back) if back and None not in back else None,
    )


def note_delivered(connection: Connection, device: str, rev: int, *, now_ms: int) -> bool:
    """Note that the broker has the device's list `rev`; return True when that is news for a right."""
    fresh = grants.c.device == device, grants.c.rev <= rev, grants.c.delivered_ms.is_(None)
    return connection.execute(update(grants).where(*fresh).values(delivered_ms=now_ms)).rowcount > 0


def note_applied(connection: Connection, device: str, rev: int, *, now_ms: int, replay: bool) -> bool:
    """Note that the device has its list `rev`; return True when that is news for a right.

    A restored card may have an older one than it had: then rights are no longer there. An event (`replay`) may be old.
    """
    news = note_delivered(connection, device, rev, now_ms=now_ms)
    here = grants.c.device == device
    fresh = here, grants.c.rev <= rev, grants.c.applied_ms.is_(None)
    news = connection.execute(update(grants).where(*fresh).values(applied_ms=now_ms)).rowcount > 0 or news
    if not replay:
        gone = here, grants.c.rev > rev, grants.c.applied_ms.is_not(None)
        news = connection.execute(update(grants).where(*gone).values(applied_ms=None)).rowcount > 0 or news
    return news


def note_used(connection: Connection, grant: str, *, at_ms: int) -> bool:
    """Note the first use of a right; return True when it is news."""
    fresh = grants.c.id == grant, grants.c.used_ms.is_(None)
    return connection.execute(update(grants).where(*fresh).values(used_ms=at_ms)).rowcount > 0


def lists(connection: Connection) -> dict[str, tuple[int | None, bool]]:
    """Return for each locker when it last confirmed a list of rights, and whether that is the newest."""
    rows = connection.execute(select(published).where(published.c.channel == "grants"))
    return {row.device: (row.applied_ms, row.applied_rev >= row.rev) for row in rows}
