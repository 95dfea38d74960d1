"""What devices upload: where it goes is a port; as it came, with its signature, it is kept here."""

from __future__ import annotations

from typing import Final, Protocol

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.fleet.enrolment.tables import uploads
from hallenwart_contract import device_http

LOGS, WIRING, PROTOCOL = "logs", "wiring", "protocol"
_KEPT: Final = {LOGS: 5, WIRING: 1, PROTOCOL: 1_000}


class DeviceUploads(Protocol):
    """Each returns after the commit. Told twice, it changes nothing twice."""

    async def logs(self, sent: Sent, lines: device_http.LogLines) -> None: ...

    async def wiring(self, sent: Sent, text: device_http.WiringText) -> None: ...

    async def protocol(self, sent: Sent, protocol: device_http.Protocol) -> None: ...


class SqlUploads:
    """Keeps the last of each kind as it came: five of logs, one of wiring, every protocol."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def logs(self, sent: Sent, lines: device_http.LogLines) -> None:
        await self._records.write(lambda connection: keep(connection, sent, LOGS, lines.ref))

    async def wiring(self, sent: Sent, text: device_http.WiringText) -> None:
        del text
        await self._records.write(lambda connection: keep(connection, sent, WIRING, ""))

    async def protocol(self, sent: Sent, protocol: device_http.Protocol) -> None:
        await self._records.write(lambda connection: keep(connection, sent, PROTOCOL, protocol.ref))


def keep(connection: Connection, sent: Sent, kind: str, ref: str) -> None:
    """Keep a body with its signature, for whoever stores more in the same transaction."""
    at = uploads.c.device == sent.device, uploads.c.kind == kind
    connection.execute(delete(uploads).where(*at, uploads.c.ref == ref[:64]))
    values = {
        "device": sent.device,
        "kind": kind,
        "ref": ref[:64],
        "t_ms": sent.t_ms,
        "body": sent.asked.body,
        "covered": sent.asked.covered(),
        "signature": sent.signature,
        "serial": sent.serial,
    }
    connection.execute(insert(uploads).values(values))
    newest = select(uploads.c.ref).where(*at).order_by(uploads.c.t_ms.desc(), uploads.c.ref).limit(_KEPT[kind])
    kept = list(connection.scalars(newest))
    connection.execute(delete(uploads).where(*at, uploads.c.ref.not_in(kept)))


def latest(connection: Connection, device: str, kind: str) -> tuple[int, bytes] | None:
    """Return when the newest of a kind came, and its body."""
    query = select(uploads.c.t_ms, uploads.c.body).where(uploads.c.device == device, uploads.c.kind == kind)
    row = connection.execute(query.order_by(uploads.c.t_ms.desc()).limit(1)).first()
    return (row.t_ms, row.body) if row else None
