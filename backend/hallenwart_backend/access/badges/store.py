"""SQL of badges."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hallenwart_backend.access.badges.rules import Badge
from hallenwart_backend.access.badges.tables import badge_denials, badge_shares, badges
from hallenwart_backend.accounts.tables import people

_AT_ONCE = 400


def _badge(row: Row[Any]) -> Badge:
    return Badge(**{name: getattr(row, name) for name in Badge.__slots__})


def of_person(connection: Connection, person: str) -> Badge | None:
    row = connection.execute(select(badges).where(badges.c.person == person)).first()
    return _badge(row) if row else None


def one(connection: Connection, handle: str) -> Badge | None:
    """Return the badge of somebody whose account is open."""
    theirs = badges.join(people, people.c.id == badges.c.person)
    row = connection.execute(select(badges).select_from(theirs).where(badges.c.id == handle, people.c.active)).first()
    return _badge(row) if row else None


def of_sheet(connection: Connection, digest: bytes) -> Badge | None:
    theirs = badges.join(people, people.c.id == badges.c.person)
    row = connection.execute(select(badges).select_from(theirs).where(badges.c.paper_hash == digest, people.c.active)).first()
    return _badge(row) if row else None


def of_people(connection: Connection, wanted: Iterable[str]) -> list[Badge]:
    """Return the badges of these people whose accounts are open and whose keys are good, by handle."""
    names, found = sorted(set(wanted)), list[Badge]()
    theirs = badges.join(people, people.c.id == badges.c.person)
    for at in range(0, len(names), _AT_ONCE):
        some = badges.c.person.in_(names[at : at + _AT_ONCE]), people.c.active, badges.c.leaked_ms.is_(None)
        found += [_badge(row) for row in connection.execute(select(badges).select_from(theirs).where(*some))]
    return sorted(found, key=lambda badge: badge.id)


def add(connection: Connection, badge: Badge) -> None:
    """Raise IntegrityError when the person has one."""
    connection.execute(insert(badges).values(**{name: getattr(badge, name) for name in Badge.__slots__}))


def change(connection: Connection, handle: str, **values: Any) -> None:
    connection.execute(update(badges).where(badges.c.id == handle).values(**values))


def new_key(connection: Connection, handle: str, *, secret: bytes, why: str, now_ms: int) -> None:
    """Take another key; what lockers kept of the one before counts for nothing any more."""
    change(connection, handle, secret=secret, why=why, key_ms=now_ms, leaked_ms=None, used_step=-1)
    connection.execute(delete(badge_shares).where(badge_shares.c.badge == handle))


def revoke(connection: Connection, handle: str, *, now_ms: int) -> None:
    """Forget a badge; its handle alone stays, for the deny list."""
    connection.execute(delete(badges).where(badges.c.id == handle))
    connection.execute(insert(badge_denials).values(id=handle, denied_ms=now_ms))


def denied_since(connection: Connection, since_ms: int) -> list[str]:
    """Return handles that were taken back after a time, the newest first."""
    rows = select(badge_denials.c.id).where(badge_denials.c.denied_ms > since_ms)
    return list(connection.scalars(rows.order_by(badge_denials.c.denied_ms.desc(), badge_denials.c.id)))


# --- where keys lie ---


def shared_with(connection: Connection, device: str) -> set[str]:
    """Return the badges whose keys were given to a device."""
    return set(connection.scalars(select(badge_shares.c.badge).where(badge_shares.c.device == device)))


def share(connection: Connection, device: str, handles: Collection[str]) -> None:
    """Note that keys go to a device. Badges that are gone meanwhile are passed over."""
    there = shared_with(connection, device)
    living = set(connection.scalars(select(badges.c.id).where(badges.c.id.in_(sorted(handles)))))
    rows = [{"badge": handle, "device": device} for handle in sorted(living - there)]
    if rows:
        connection.execute(insert(badge_shares), rows)


def device_gone(connection: Connection, device: str, now_ms: int) -> None:
    """Mark every badge whose key lay in a device that is not to be believed any more: it opens nothing until it has another."""
    lay_there = select(badge_shares.c.badge).where(badge_shares.c.device == device)
    connection.execute(update(badges).where(badges.c.id.in_(lay_there)).values(leaked_ms=now_ms))
    connection.execute(delete(badge_shares).where(badge_shares.c.device == device))


def leaked(connection: Connection) -> list[Badge]:
    return [_badge(row) for row in connection.execute(select(badges).where(badges.c.leaked_ms.is_not(None)))]


def count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(badges)) or 0
