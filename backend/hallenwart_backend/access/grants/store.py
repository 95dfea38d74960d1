"""SQL of grants and published documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from hallenwart_backend.access.credentials.tables import device_credentials
from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.access.grants.demands import grace_ms
from hallenwart_backend.access.grants.document import Right
from hallenwart_backend.access.grants.tables import grants, published
from hallenwart_backend.access.loop import store as steps_store
from hallenwart_backend.access.loop.steps import GrantAt
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, holder, sources
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.tables import halls as halls_table

_ERASED: Final[dict[str, None]] = {"code": None, "pin": None, "long": None, "duress": None}


def _upsert(connection: Connection, table: Any) -> Any:
    return (upsert_postgresql if connection.dialect.name == "postgresql" else upsert_sqlite)(table)


@dataclass(frozen=True, slots=True)
class CodeOf:
    """A booking's code as stored, about its first right: `sealed` None once erased. `parts` are its rights by device."""

    booking: str
    grant: str
    sealed: bytes | None
    parts: tuple[GrantAt, ...]

    @property
    def stored(self) -> bool:
        """Whether every device confirmed a list with it."""
        return all(part.applied_ms is not None for part in self.parts)


@dataclass(frozen=True, slots=True)
class Given:
    """A living right as stored, and who has its booking now."""

    right: Right
    club: str | None
    person: str | None


def rights_of(connection: Connection, device: str, *, after_ms: int) -> list[Given]:
    """Return the device's living rights that end after a time."""
    rows = connection.execute(
        select(grants, holder.label("club"), bookings.c.person)
        .select_from(grants.outerjoin(bookings, bookings.c.id == grants.c.booking))
        .where(grants.c.device == device, ~grants.c.revoked, grants.c.pin.is_not(None), grants.c.to_ms > after_ms)
    )
    return [Given(_right(row), row.club, row.person) for row in rows]


def _right(row: Row[Any]) -> Right:
    return Right(
        id=row.id,
        booking=row.booking or "",
        slots=tuple(row.slots),
        from_ms=row.from_ms,
        to_ms=row.to_ms,
        pin=row.pin or b"",
        long=row.long or b"",
        duress=row.duress or b"",
        who=row.who,
        staff=row.staff,
    )


def revoked_of(connection: Connection, device: str, *, after_ms: int) -> list[str]:
    """Return the rights taken back before their end, soonest first."""
    rows = select(grants.c.id).where(grants.c.device == device, grants.c.revoked, grants.c.to_ms > after_ms)
    return list(connection.scalars(rows.order_by(grants.c.from_ms, grants.c.id)))


def without_grant(connection: Connection, halls: Iterable[str], *, now_ms: int, to_ms: int, limit: int) -> list[Booking]:
    """Return bookings that have no code (yet, or no more) and still open a door or may hand their key back, soonest first."""
    given = select(grants.c.booking).where(grants.c.booking == bookings.c.id, ~grants.c.revoked).exists()
    ours = or_(
        bookings.c.partner.is_(None), bookings.c.partner.in_(select(sources.c.id))
    )  # partners' rights hang on their claims
    site = select(halls_table.c.site).where(halls_table.c.id == bookings.c.hall).correlate_except(halls_table)
    _, after_ms = grace_ms(site.scalar_subquery())
    rows = connection.execute(
        select(bookings)
        .where(bookings.c.hall.in_(list(halls)), bookings.c.state == "booked", ours, ~given)
        .where(bookings.c.end_ms + after_ms > now_ms, bookings.c.start_ms < to_ms)
        .order_by(bookings.c.start_ms, bookings.c.id)
        .limit(limit)
    )
    return [booking_of(row) for row in rows]


def codes_of(connection: Connection, wanted: Iterable[str]) -> dict[str, CodeOf]:
    """Return the code of each booking that has a living right, and where its rights stand."""
    names = list(wanted)
    sealed = {row.id: row.code for row in connection.execute(select(grants).where(grants.c.booking.in_(names)))}
    found = steps_store.parts_of(connection, names)
    return {booking: CodeOf(booking, parts[0].id, sealed[parts[0].id], tuple(parts)) for booking, parts in found.items()}


def code_states(connection: Connection, wanted: Sequence[str]) -> dict[str, str]:
    """Return how far the codes of these bookings are: `waiting`, or `stored` at every locker; none is left out."""
    applied = func.count(grants.c.applied_ms) == func.count()
    where = grants.c.booking.in_(wanted), ~grants.c.revoked
    rows = connection.execute(select(grants.c.booking, applied.label("stored")).where(*where).group_by(grants.c.booking))
    return {row.booking: "stored" if row.stored else "waiting" for row in rows}


def erase_over(connection: Connection, ends_ms: Mapping[str, int]) -> int:
    """Forget codes and hashes of grants that ended before their device's time; return how many.

    One whose key is still out keeps its code: it brings the key back.
    """
    out = select(custody.c.grant).where(custody.c.returned_ms.is_(None))
    by_end: dict[int, list[str]] = {}
    for device, before_ms in ends_ms.items():
        by_end.setdefault(before_ms, []).append(device)
    return sum(
        connection.execute(
            update(grants)
            .where(grants.c.device.in_(devices), grants.c.to_ms < before_ms, grants.c.id.not_in(out))
            .where(or_(grants.c.code.is_not(None), grants.c.pin.is_not(None)))
            .values(**_ERASED)
        ).rowcount
        for before_ms, devices in by_end.items()
    )


def digests(connection: Connection) -> dict[tuple[str, str], str]:
    """Return the digest of what was published last, by device and channel."""
    rows = connection.execute(select(published.c.device, published.c.channel, published.c.digest))
    return {(row.device, row.channel): row.digest for row in rows}


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
    if (told := revs.get("grants")) is not None:
        changed = steps_store.note_applied(connection, device, told, now_ms=now_ms, replay=replay) or changed
    return changed


def add_grant(connection: Connection, right: Right, *, device: str, code: bytes, now_ms: int) -> None:
    """Raise CodeTakenError when a season credential of the device has this code, IntegrityError when another grant has."""
    used = device_credentials.c
    if connection.scalar(select(used.credential).where(used.device == device, used.hash == right.pin).limit(1)):
        raise CodeTakenError("a season credential has this code")
    connection.execute(
        insert(grants).values(
            id=right.id,
            device=device,
            booking=right.booking or None,
            slots=list(right.slots),
            from_ms=right.from_ms,
            to_ms=right.to_ms,
            pin=right.pin,
            long=right.long or None,
            duress=right.duress or None,
            code=code,
            who=right.who,
            staff=right.staff,
            created_ms=now_ms,
        )
    )


@dataclass(frozen=True, slots=True)
class Living:
    """A living right's secrets: its code as sealed, its hashes at its device."""

    device: str
    sealed: bytes | None
    pin: bytes
    long: bytes
    duress: bytes


def living_of(connection: Connection, booking: str) -> dict[str, Living]:
    """Return a booking's living rights by id."""
    rows = connection.execute(select(grants).where(grants.c.booking == booking, ~grants.c.revoked).order_by(grants.c.id))
    return {row.id: Living(row.device, row.code, row.pin or b"", row.long or b"", row.duress or b"") for row in rows}


def grants_of_booking(connection: Connection, booking: str) -> dict[str, str]:
    """Return device by id of every grant this booking ever had."""
    rows = connection.execute(select(grants.c.id, grants.c.device).where(grants.c.booking == booking))
    return {row.id: row.device for row in rows}


def carry_over(connection: Connection, right: Right, device: str) -> None:
    """Let a moved right take on the keys that are out for its booking: due at the new end."""
    out = custody.c.device == device, custody.c.booking == right.booking, custody.c.returned_ms.is_(None)
    held = connection.execute(update(custody).where(*out).values(grant=right.id, due_ms=right.to_ms)).rowcount
    if held:
        first = select(func.min(custody.c.taken_ms)).where(*out).scalar_subquery()
        connection.execute(update(grants).where(grants.c.id == right.id).values(used_ms=first))


def revoke(connection: Connection, booking: str) -> None:
    connection.execute(update(grants).where(grants.c.booking == booking).values(revoked=True, **_ERASED))
