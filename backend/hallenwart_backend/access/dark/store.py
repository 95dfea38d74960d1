"""SQL of the algorithmic codes that were told to somebody; the digits themselves are computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend.access.dark.tables import dark_codes
from hallenwart_contract.dark_codes import HOUR_MS, LENGTHS_H, TOLERANCE_MS, DarkCode


@dataclass(frozen=True, slots=True)
class Told:
    """A dark code as it was told: under which key of the device, for which booking, by whom (pseudonym, empty: by itself)."""

    device: str
    kid: int
    code: DarkCode
    issued_ms: int
    grant: str = ""
    booking: str = ""
    who: str = ""
    denied_ms: int | None = None


def _told(row: Row[Any]) -> Told:
    code = DarkCode(row.start_ms, row.hours, row.serial, row.slot)
    return Told(row.device, row.kid, code, row.issued_ms, row.grant, row.booking, row.who, row.denied_ms)


def add(connection: Connection, told: Told) -> None:
    """Raise IntegrityError when it was told before."""
    code = told.code
    connection.execute(
        insert(dark_codes).values(
            device=told.device,
            kid=told.kid,
            id=code.id,
            slot=code.slot,
            start_ms=code.start_ms,
            hours=code.hours,
            serial=code.serial,
            grant=told.grant,
            booking=told.booking,
            issued_ms=told.issued_ms,
            who=told.who,
        )
    )


def living(connection: Connection, device: str, *, now_ms: int) -> list[Told]:
    """Return the codes of a device whose hours are not over, denied ones too."""
    rows = connection.execute(
        select(dark_codes)
        .where(dark_codes.c.device == device, dark_codes.c.start_ms > now_ms - max(LENGTHS_H) * HOUR_MS - TOLERANCE_MS)
        .order_by(dark_codes.c.start_ms, dark_codes.c.id)
    )
    found = (_told(row) for row in rows)
    return [told for told in found if told.code.end_ms + TOLERANCE_MS > now_ms]


def denied_of(connection: Connection, device: str, *, kid: int, now_ms: int) -> list[str]:
    """Return the ids of codes under this key that were taken back before their end."""
    alive = living(connection, device, now_ms=now_ms)
    return sorted({told.code.id for told in alive if told.denied_ms is not None and told.kid == kid})


def of_bookings(connection: Connection, bookings: Iterable[str]) -> list[Told]:
    """Return what holds for these bookings."""
    rows = connection.execute(
        select(dark_codes)
        .where(dark_codes.c.booking.in_(list(bookings)), dark_codes.c.denied_ms.is_(None))
        .order_by(dark_codes.c.slot, dark_codes.c.kid)
    )
    return [_told(row) for row in rows]


def deny(connection: Connection, *where: Any, now_ms: int) -> int:
    """Take back what matches; return how many."""
    change = update(dark_codes).where(dark_codes.c.denied_ms.is_(None), *where).values(denied_ms=now_ms)
    return connection.execute(change).rowcount
