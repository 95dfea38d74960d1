"""Protocols: taken in once, with a link in the evidence log, and shown to whoever looks after the device."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, Row, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.evidence.kinds import EvidenceKind, Where
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.fleet.enrolment.uploads import SqlUploads
from hallenwart_backend.fleet.protocols.tables import protocols
from hallenwart_contract import device_http
from hallenwart_contract.codec import encode

MAX_STEPS: Final = 500
OK: Final = "ok"


@dataclass(frozen=True, slots=True)
class Kept:
    """A protocol as it is shown. `bad` counts steps that failed or were skipped; `signed` names the certificate's serial."""

    t_ms: int
    protocol: device_http.Protocol
    digest: str
    signed: str
    bad: int

    @property
    def whole(self) -> bool:
        """Whether this is, byte for byte, what was signed: not so once the name was erased."""
        return hashlib.sha256(encode(self.protocol)).hexdigest() == self.digest


class Protocols(SqlUploads):
    """Uploads of devices, where protocols get a table of their own instead of being kept as they came."""

    def __init__(self, records: Records, evidence: EvidenceLog) -> None:
        super().__init__(records)
        self._evidence = evidence

    async def protocol(self, sent: Sent, protocol: device_http.Protocol) -> None:
        """Take a protocol in. Told twice it changes nothing. Raises RefusedError 422."""
        if not 0 < len(protocol.ref) <= 64 or len(protocol.steps) > MAX_STEPS or encode(protocol) != sent.asked.body:
            raise RefusedError(
                "odd_protocol", "Dieses Protokoll ist nicht lesbar.", "This protocol is not readable.", status=422
            )
        await self._records.write(lambda connection: self._take(connection, sent, protocol))

    def _take(self, connection: Connection, sent: Sent, protocol: device_http.Protocol) -> None:
        at = protocols.c.device == sent.device, protocols.c.ref == protocol.ref
        if connection.execute(select(protocols.c.ref).where(*at)).first() is not None:
            return
        digest = hashlib.sha256(sent.asked.body).hexdigest()
        bad = sum(step.outcome != OK for step in protocol.steps)
        values = {
            "device": sent.device,
            "ref": protocol.ref,
            "t_ms": sent.t_ms,
            "made_ms": protocol.made_ms,
            "person": protocol.person[:128],
            "steps": len(protocol.steps),
            "bad": bad,
            "digest": digest,
            "body": encode(msgspec.structs.replace(protocol, person="")),
            "covered": sent.asked.covered(),
            "signature": sent.signature,
            "serial": sent.serial,
        }
        connection.execute(insert(protocols).values(values))
        said = f"sha256 {digest}, {len(protocol.steps)} Schritte / steps, {bad} offen / open"
        where = Where(device=sent.device)
        self._evidence.keep(connection, EvidenceKind.PROTOCOL, protocol.ref, "", said, at=where, t_ms=sent.t_ms)

    async def of(self, device: str) -> list[Kept]:
        """Return the protocols of a device, newest first."""
        query = select(protocols).where(protocols.c.device == device).order_by(protocols.c.made_ms.desc(), protocols.c.ref)
        rows = await self._records.read(lambda connection: connection.execute(query.limit(100)).all())
        return [_kept(row) for row in rows]

    async def one(self, device: str, ref: str) -> Kept:
        """Raises RefusedError 404."""
        query = select(protocols).where(protocols.c.device == device, protocols.c.ref == ref)
        row = await self._records.read(lambda connection: connection.execute(query).first())
        if row is None:
            raise RefusedError("no_protocol", "Dieses Protokoll gibt es nicht.", "There is no such protocol.", status=404)
        return _kept(row)


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    protocol = msgspec.structs.replace(msgspec.json.decode(row.body, type=device_http.Protocol), person=row.person)
    return Kept(row.t_ms, protocol, row.digest, row.serial, row.bad)
