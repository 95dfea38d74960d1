"""SQL of custody: which key was taken when, for what, and when it came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.access.grants.demands import grace_ms_at
from hallenwart_backend.access.grants.names import dark_code_named, right_named
from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.booking.tables import bookings
from hallenwart_contract.dark_codes import HOUR_MS

_FIELDS = tuple(name for name in Held.__dataclass_fields__ if name != "after_ms")


def add_custody(connection: Connection, held: Held) -> None:
    """Note a key as taken; told twice it is noted once. What was open at this compartment before is closed by it."""
    stale = (custody.c.device == held.device, custody.c.slot == held.slot, custody.c.returned_ms.is_(None))
    connection.execute(update(custody).where(*stale, custody.c.taken_ms < held.taken_ms).values(returned_ms=held.taken_ms))
    upsert = upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite
    row = {name: getattr(held, name) for name in _FIELDS}
    connection.execute(upsert(custody).values(**row).on_conflict_do_nothing())


def end_custody(connection: Connection, device: str, slot: int, *, at_ms: int) -> None:
    open_here = custody.c.device == device, custody.c.slot == slot, custody.c.returned_ms.is_(None), custody.c.taken_ms <= at_ms
    connection.execute(update(custody).where(*open_here).values(returned_ms=at_ms))


def held_keys(connection: Connection) -> list[Held]:
    """Return the keys that are out, the longest first. A key is due when its booking ends, also when that was changed since."""
    rows = connection.execute(_out().order_by(custody.c.taken_ms, custody.c.device, custody.c.slot))
    return [_held(row) for row in rows]


def held_at(connection: Connection, device: str, slot: int) -> Held | None:
    """Return who holds this key, None when it is back."""
    row = connection.execute(_out().where(custody.c.device == device, custody.c.slot == slot)).first()
    return _held(row) if row else None


def last_returns(connection: Connection, since_ms: int) -> dict[tuple[str, int], int]:
    """Return when the key of each compartment came back last, those since a time."""
    rows = connection.execute(
        select(custody.c.device, custody.c.slot, func.max(custody.c.returned_ms))
        .where(custody.c.returned_ms >= since_ms)
        .group_by(custody.c.device, custody.c.slot)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _out() -> Select[Any]:
    joined = custody.outerjoin(bookings, bookings.c.id == custody.c.booking)
    _, after_ms = grace_ms_at(custody.c.device)
    columns = custody, bookings.c.end_ms, bookings.c.cancelled_ms, after_ms.label("after_ms")
    return select(*columns).select_from(joined).where(custody.c.returned_ms.is_(None))


def _held(row: Row[Any]) -> Held:
    held = Held(**{name: getattr(row, name) for name in _FIELDS}, after_ms=row.after_ms)
    if row.cancelled_ms is not None and row.end_ms is not None:
        return replace(held, due_ms=min(row.cancelled_ms, row.end_ms))
    return replace(held, due_ms=row.end_ms) if row.end_ms is not None else held


def taken_for(connection: Connection, wanted: Iterable[str], *, out: bool = False) -> set[str]:
    """Return which of these bookings a key was ever taken for; with `out` for which one is out now."""
    found = select(custody.c.booking).distinct().where(custody.c.booking.in_(list(wanted)))
    return set(connection.scalars(found.where(custody.c.returned_ms.is_(None)) if out else found))


def booking_of_grant(connection: Connection, grant: str) -> str:
    """Return the booking of a grant, empty for none."""
    return connection.scalar(select(grants.c.booking).where(grants.c.id == grant)) or ""


def grant_of(connection: Connection, device: str, grant: str, slot: int, at_ms: int) -> tuple[str, str, int | None]:
    """Return (grant, booking, due) a taken key belongs to: by the grant's id, else by compartment and time.

    A key fetched with a code for a dark locker is due when that code ends, where it stands for no right.
    """
    if grant:
        named = right_named(connection, device, grant)
        if row := connection.execute(select(grants).where(grants.c.id == named)).first():
            return named, row.booking or "", None if row.staff else row.to_ms
        code = dark_code_named(connection, device, grant)
        return (grant, code.booking, code.start_ms + code.hours * HOUR_MS) if code else (grant, "", None)
    before_ms, after_ms = grace_ms_at(grants.c.device)
    rows = connection.execute(
        select(grants).where(
            grants.c.device == device,
            grants.c.from_ms - before_ms <= at_ms,
            grants.c.to_ms + after_ms >= at_ms,
            ~grants.c.revoked,
            ~grants.c.staff,
        )
    )
    for row in rows:
        if slot in row.slots:
            return row.id, row.booking or "", row.to_ms
    return "", "", None
