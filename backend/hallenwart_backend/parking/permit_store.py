"""SQL of permits, of links for guests and wardens, and of the count of checks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.parking.model import GuestLink, Permit, WardenLink
from hallenwart_backend.parking.tables import permit_checks, permit_links, permits, warden_links


def of_booking(connection: Connection, booking: str) -> list[Permit]:
    return _permits(connection, permits.c.booking == booking)


def in_park(connection: Connection, park: str, span: tuple[int, int]) -> list[Permit]:
    """Return the permits of a car park that touch a time."""
    return _permits(connection, and_(permits.c.car_park == park, permits.c.to_ms > span[0], permits.c.from_ms < span[1]))


def checkable(connection: Connection, parks: Collection[str]) -> list[Permit]:
    """Return what a warden's plate is compared with: all that is not deleted yet."""
    return _permits(connection, permits.c.car_park.in_(parks))


def one(connection: Connection, permit: str) -> Permit | None:
    return next(iter(_permits(connection, permits.c.id == permit)), None)


def _permits(connection: Connection, where: ColumnElement[bool]) -> list[Permit]:
    found = connection.execute(select(permits).where(where).order_by(permits.c.made_ms, permits.c.id))
    return [Permit(**row._asdict()) for row in found]


def add(connection: Connection, permit: Permit) -> None:
    connection.execute(insert(permits).values(**asdict(permit)))


def remove(connection: Connection, permit: str) -> None:
    connection.execute(delete(permits).where(permits.c.id == permit))


def standing(connection: Connection, now_ms: int) -> list[tuple[Permit, Booking]]:
    """Return permits that are not over, each with its booking as it is now."""
    known = _permits(connection, permits.c.to_ms > now_ms)
    wanted = select(bookings).where(bookings.c.id.in_({one.booking for one in known}))
    found = {row.id: booking_of(row) for row in connection.execute(wanted)}
    return [(one, found[one.booking]) for one in known]


def set_span(connection: Connection, permit: str, from_ms: int, to_ms: int) -> None:
    connection.execute(update(permits).where(permits.c.id == permit).values(from_ms=from_ms, to_ms=to_ms))


# --- links ---


def put_guest_link(connection: Connection, link: GuestLink) -> None:
    """Write the one link of a booking; the one before ends."""
    drop_guest_link(connection, link.booking)
    connection.execute(insert(permit_links).values(**asdict(link)))


def drop_guest_link(connection: Connection, booking: str) -> None:
    connection.execute(delete(permit_links).where(permit_links.c.booking == booking))


def guest_link(connection: Connection, token_hash: str) -> GuestLink | None:
    return _guest_link(connection, permit_links.c.token_hash == token_hash)


def link_of_booking(connection: Connection, booking: str) -> GuestLink | None:
    return _guest_link(connection, permit_links.c.booking == booking)


def _guest_link(connection: Connection, where: ColumnElement[bool]) -> GuestLink | None:
    row = connection.execute(select(permit_links).where(where)).first()
    return GuestLink(**row._asdict()) if row else None


def use_guest_link(connection: Connection, token_hash: str) -> bool:
    """Count one plate; say whether there was one left."""
    used = permit_links.c.used
    wanted = update(permit_links).where(permit_links.c.token_hash == token_hash, used < permit_links.c.most)
    return connection.execute(wanted.values(used=used + 1)).rowcount == 1


def add_warden_link(connection: Connection, link: WardenLink) -> None:
    connection.execute(insert(warden_links).values(**asdict(link)))


def warden_link(connection: Connection, token_hash: str) -> WardenLink | None:
    row = connection.execute(select(warden_links).where(warden_links.c.token_hash == token_hash)).first()
    return WardenLink(**row._asdict()) if row else None


def all_warden_links(connection: Connection) -> Sequence[WardenLink]:
    rows = connection.execute(select(warden_links).order_by(warden_links.c.made_ms.desc(), warden_links.c.id))
    return [WardenLink(**row._asdict()) for row in rows]


def revoke(connection: Connection, link: str, now_ms: int) -> bool:
    """End a warden's link; say whether there is one. One that has ended stays ended."""
    known = connection.execute(select(warden_links.c.revoked_ms).where(warden_links.c.id == link)).first()
    if known is not None and known.revoked_ms is None:
        connection.execute(update(warden_links).where(warden_links.c.id == link).values(revoked_ms=now_ms))
    return known is not None


# --- checks ---


def note_check(connection: Connection, day_ms: int, verdict: str) -> None:
    """Count one check; which plate it was is nowhere."""
    here = permit_checks.c.day_ms == day_ms, permit_checks.c.verdict == verdict
    more = update(permit_checks).where(*here).values(checks=permit_checks.c.checks + 1)
    if not connection.execute(more).rowcount:
        connection.execute(insert(permit_checks).values(day_ms=day_ms, verdict=verdict, checks=1))


def checks(connection: Connection, since_ms: int) -> list[tuple[int, str, int]]:
    """Return day, verdict and how many, the newest day first."""
    wanted = select(permit_checks).where(permit_checks.c.day_ms >= since_ms)
    rows = connection.execute(wanted.order_by(permit_checks.c.day_ms.desc(), permit_checks.c.verdict))
    return [(row.day_ms, row.verdict, row.checks) for row in rows]
