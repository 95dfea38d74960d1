"""SQL of devices, certificates and tickets."""

from __future__ import annotations

from sqlalchemy import Connection, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment.signing import DeviceKey, Known
from hallenwart_backend.fleet.enrolment.tables import certificates, device


class SqlKeys:
    """Implements signing.Keys."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def known(self, device: str) -> Known | None:
        return await self._records.read(lambda connection: known(connection, device))


def known(connection: Connection, name: str) -> Known | None:
    """Return state and keys of a device. A revoked certificate's key says nothing any more but that it was revoked."""
    state = connection.scalar(select(device.c.state).where(device.c.id == name))
    if state is None:
        return None
    rows = connection.execute(
        select(certificates).where(certificates.c.device == name).order_by(certificates.c.made_ms.desc()).limit(8)
    )
    held = [row for row in rows if state == "revoked" or row.state != "revoked"]
    return Known(state, [DeviceKey(row.serial, row.public_key, row.until_ms) for row in held])
