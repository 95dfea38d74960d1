"""SQL of releases: added once, their end noted, nothing else changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend.display.exits.rules import Release
from hallenwart_backend.display.exits.tables import display_exits


def add(connection: Connection, release: Release) -> None:
    values = {name: getattr(release, name) for name in Release.__dataclass_fields__}
    connection.execute(insert(display_exits).values(**values | {"halls": list(release.halls)}))


def end(connection: Connection, release: str, *, now_ms: int, why: str, by: str) -> bool:
    """Note an end; returns whether it stood until now."""
    open_still = display_exits.c.id == release, display_exits.c.ended_ms.is_(None)
    values = {"ended_ms": now_ms, "ended_why": why, "ended_by": by[:120]}
    return connection.execute(update(display_exits).where(*open_still).values(**values)).rowcount > 0


def since(connection: Connection, until_ms: int) -> list[Release]:
    """Return what still stands, or ended by its time after this."""
    rows = select(display_exits).where(display_exits.c.ended_ms.is_(None), display_exits.c.until_ms > until_ms)
    return [_release(row) for row in connection.execute(rows.order_by(display_exits.c.given_ms))]


def of_device(connection: Connection, device: str, limit: int) -> list[Release]:
    """Return the newest of a display, the newest first."""
    rows = select(display_exits).where(display_exits.c.device == device)
    return [
        _release(row)
        for row in connection.execute(rows.order_by(display_exits.c.given_ms.desc(), display_exits.c.id).limit(limit))
    ]


def one(connection: Connection, device: str, release: str) -> Release | None:
    row = connection.execute(
        select(display_exits).where(display_exits.c.id == release, display_exits.c.device == device)
    ).first()
    return _release(row) if row else None


def _release(row: Row[Any]) -> Release:
    fields = row._asdict()
    return Release(**fields | {"halls": tuple(fields["halls"])})
