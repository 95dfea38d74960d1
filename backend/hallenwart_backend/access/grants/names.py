"""Which right a locker means by a name of its own: that of a pass or an algorithmic code it checked without the right."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Row, select

from hallenwart_backend.access.dark.tables import dark_codes
from hallenwart_backend.access.grants.tables import grants
from hallenwart_contract.passes import serial_of

_DARK_CODE: Final = "dark."
_SHOWN: Final = "pass."


def right_named(connection: Connection, device: str, told: str) -> str:
    """Return the id of the right a locker speaks of; what stands for none is returned as it was told."""
    if told.startswith(_SHOWN):
        ids = connection.scalars(select(grants.c.id).where(grants.c.device == device).order_by(grants.c.to_ms.desc()))
        return next((one for one in ids if serial_of(one).hex() == told.removeprefix(_SHOWN)), told)
    code = dark_code_named(connection, device, told)
    return told if code is None else code.grant or _of_booking(connection, device, code.booking) or told


def dark_code_named(connection: Connection, device: str, told: str) -> Row[tuple[object, ...]] | None:
    """Return the row of an algorithmic code that was told to somebody, None for other names."""
    if not told.startswith(_DARK_CODE):
        return None
    here = dark_codes.c.device == device, dark_codes.c.id == told
    return connection.execute(select(dark_codes).where(*here).order_by(dark_codes.c.kid.desc())).first()


def _of_booking(connection: Connection, device: str, booking: str) -> str:
    """Return the newest right of a booking at a locker."""
    if not booking:
        return ""
    here = grants.c.device == device, grants.c.booking == booking
    newest = grants.c.revoked, grants.c.created_ms.desc()
    return connection.scalar(select(grants.c.id).where(*here).order_by(*newest).limit(1)) or ""
