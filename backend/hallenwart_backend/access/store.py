"""SQL of grants, published documents and custody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.access.rules import GRACE_MS, Held, Right
from hallenwart_backend.access.tables import custody, grants, published
from hallenwart_backend.booking.store import Booking, booking_of
from hallenwart_backend.booking.tables import bookings


def _upsert(connection: Connection, table: Any) -> Any:
    return (upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite)(table)


@dataclass(frozen=True, slots=True)
class CodeOf:
    """A booking's code as stored: `sealed` None once erased; `stored` when every device confirmed a revision with it."""

    booking: str
    grant: str
    sealed: bytes | None
    slots: tuple[int, ...]
    from_ms: int
    to_ms: int
    stored: bool
    applied_ms: int | None


def rights_of(connection: Connection, device: str, *, after_ms: int) -> list[Right]:
    rows = connection.execute(
        select(grants).where(
            grants.c.device == device, ~grants.c.revoked, grants.c.pin.is_not(None), grants.c.to_ms > after_ms - 2 * GRACE_MS
        )
    )
    return [
        Right(row.id, row.booking or "", tuple(row.slots), row.from_ms, row.to_ms, row.pin, staff=row.staff) for row in rows
    ]


def without_grant(connection: Connection, halls: Iterable[str], *, now_ms: int, to_ms: int, limit: int) -> list[Booking]:
    """Return bookings that have no code yet and still open a door or may hand their key back, soonest first."""
    given = select(grants.c.booking).where(grants.c.booking == bookings.c.id).exists()
    rows = connection.execute(
        select(bookings)
        .where(bookings.c.hall.in_(list(halls)), bookings.c.state == "booked", ~given)
        .where(bookings.c.end_ms > now_ms - GRACE_MS, bookings.c.start_ms < to_ms)
        .order_by(bookings.c.start_ms, bookings.c.id)
        .limit(limit)
    )
    return [booking_of(row) for row in rows]


def codes_of(connection: Connection, wanted: Iterable[str]) -> dict[str, CodeOf]:
    """Return the code of each booking that has one."""
    joined = grants.outerjoin(published, (published.c.device == grants.c.device) & (published.c.channel == "grants"))
    rows = connection.execute(
        select(grants, published.c.applied_rev, published.c.applied_ms)
        .select_from(joined)
        .where(grants.c.booking.in_(list(wanted)), ~grants.c.revoked)
        .order_by(grants.c.id)
    )
    found: dict[str, CodeOf] = {}
    for row in rows:
        code = _code_of(row)
        before = found.get(row.booking)
        found[row.booking] = code if before is None else _both(before, code)
    return found


def _code_of(row: Row[Any]) -> CodeOf:
    stored = row.rev is not None and (row.applied_rev or 0) >= row.rev
    return CodeOf(
        row.booking, row.id, row.code, tuple(row.slots), row.from_ms, row.to_ms, stored, row.applied_ms if stored else None
    )


def _both(one: CodeOf, other: CodeOf) -> CodeOf:
    stored = one.stored and other.stored
    return CodeOf(one.booking, one.grant, one.sealed, one.slots + other.slots, one.from_ms, one.to_ms, stored, one.applied_ms)


def erase_over(connection: Connection, *, before_ms: int) -> int:
    """Forget codes and pins of grants whose time is over; return how many."""
    over = grants.c.to_ms < before_ms, or_(grants.c.code.is_not(None), grants.c.pin.is_not(None))
    return connection.execute(update(grants).where(*over).values(code=None, pin=None)).rowcount


def last_digest(connection: Connection, device: str, channel: str) -> str:
    where = published.c.device == device, published.c.channel == channel
    return connection.scalar(select(published.c.digest).where(*where)) or ""


def note_published(connection: Connection, device: str, channel: str, *, digest: str, rev: int, holds: Iterable[str]) -> None:
    """Remember what was published; grants named in `holds` are first held by this revision."""
    values = {"device": device, "channel": channel, "digest": digest, "rev": rev}
    change = _upsert(connection, published).values(**values)
    connection.execute(change.on_conflict_do_update(index_elements=["device", "channel"], set_={"digest": digest, "rev": rev}))
    connection.execute(update(grants).where(grants.c.id.in_(list(holds)), grants.c.rev.is_(None)).values(rev=rev))


def note_applied(connection: Connection, device: str, revs: dict[str, int], *, now_ms: int, replay: bool = False) -> bool:
    """Take in which revisions a device says it has; return True when one changed.

    A restored card may go back; an event (`replay`) may be old, so it only ever raises.
    """
    changed = False
    for channel, rev in revs.items():
        done = connection.execute(
            update(published)
            .where(
                published.c.device == device,
                published.c.channel == channel,
                published.c.applied_rev < rev if replay else published.c.applied_rev != rev,
            )
            .values(applied_rev=rev, applied_ms=now_ms)
        )
        changed = changed or done.rowcount > 0
    return changed


def add_custody(connection: Connection, held: Held) -> None:
    """Note a key as taken; told twice it is noted once. What was open at this compartment before is closed by it."""
    stale = (custody.c.device == held.device, custody.c.slot == held.slot, custody.c.returned_ms.is_(None))
    connection.execute(update(custody).where(*stale, custody.c.taken_ms < held.taken_ms).values(returned_ms=held.taken_ms))
    row = {name: getattr(held, name) for name in ("device", "slot", "taken_ms", "grant", "booking", "due_ms")}
    connection.execute(_upsert(connection, custody).values(**row).on_conflict_do_nothing())


def end_custody(connection: Connection, device: str, slot: int, *, at_ms: int) -> None:
    open_here = custody.c.device == device, custody.c.slot == slot, custody.c.returned_ms.is_(None), custody.c.taken_ms <= at_ms
    connection.execute(update(custody).where(*open_here).values(returned_ms=at_ms))


def held_keys(connection: Connection) -> list[Held]:
    rows = connection.execute(select(custody).where(custody.c.returned_ms.is_(None)).order_by(custody.c.taken_ms))
    return [Held(row.device, row.slot, row.taken_ms, row.grant, row.booking, row.due_ms) for row in rows]


def taken_for(connection: Connection, wanted: Iterable[str]) -> set[str]:
    """Return which of these bookings a key was ever taken for."""
    return set(connection.scalars(select(custody.c.booking).distinct().where(custody.c.booking.in_(list(wanted)))))


def grant_of(connection: Connection, device: str, grant: str, slot: int, at_ms: int) -> tuple[str, str, int | None]:
    """Return (grant, booking, due) a taken key belongs to: by the grant's id, else by compartment and time."""
    if grant:
        row = connection.execute(select(grants.c.booking, grants.c.to_ms).where(grants.c.id == grant)).first()
        return (grant, row.booking or "", row.to_ms) if row else (grant, "", None)
    rows = connection.execute(
        select(grants).where(
            grants.c.device == device,
            grants.c.from_ms - GRACE_MS <= at_ms,
            grants.c.to_ms + GRACE_MS >= at_ms,
            ~grants.c.revoked,
        )
    )
    for row in rows:
        if slot in row.slots:
            return row.id, row.booking or "", row.to_ms
    return "", "", None


def add_grant(connection: Connection, right: Right, *, device: str, code: bytes) -> None:
    """Raise IntegrityError when the device already has this pin."""
    connection.execute(
        insert(grants).values(
            id=right.id,
            device=device,
            booking=right.booking or None,
            slots=list(right.slots),
            from_ms=right.from_ms,
            to_ms=right.to_ms,
            pin=right.pin,
            code=code,
            staff=right.staff,
        )
    )


def revoke(connection: Connection, booking: str) -> None:
    connection.execute(update(grants).where(grants.c.booking == booking).values(revoked=True, pin=None, code=None))
