"""SQL of devices, certificates and tickets."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment.model import DeviceState, Ending, Held, Membership, Renewal, Ticket
from hallenwart_backend.fleet.enrolment.signing import DeviceKey, Known
from hallenwart_backend.fleet.enrolment.tables import certificates, device, renewals, tickets

_KEYS: Final = 8
"""So many certificates of a device are looked through for the key that signed."""


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
        select(certificates).where(certificates.c.device == name).order_by(certificates.c.made_ms.desc()).limit(_KEYS)
    )
    held = [row for row in rows if state == DeviceState.REVOKED or row.state != "revoked"]
    return Known(state, [DeviceKey(row.serial, row.public_key, row.until_ms) for row in held])


# --- devices ---


def memberships(connection: Connection, names: Sequence[str] | None = None) -> list[Membership]:
    """Return these devices, or all, in the order of their ids."""
    wanted = select(device).order_by(device.c.id)
    if names is not None:
        wanted = wanted.where(device.c.id.in_(names))
    rows = connection.execute(wanted).all()
    ids = None if names is None else [row.id for row in rows]
    held, open_tickets, asked = _held(connection, ids), _open_tickets(connection, ids), _renewals(connection, ids)
    return [
        Membership(
            id=row.id,
            site=row.site,
            name=row.name,
            state=DeviceState(row.state),
            made_ms=row.made_ms,
            enrolled_ms=row.enrolled_ms,
            revoked_ms=row.revoked_ms,
            reason=row.reason,
            ending=Ending(row.ending),
            certificates=held.get(row.id, []),
            tickets=open_tickets.get(row.id, []),
            renewal=asked.get(row.id),
        )
        for row in rows
    ]


def membership(connection: Connection, name: str) -> Membership | None:
    return next(iter(memberships(connection, [name])), None)


def _held(connection: Connection, names: Sequence[str] | None) -> dict[str, list[Held]]:
    wanted = select(certificates).order_by(certificates.c.made_ms.desc(), certificates.c.serial)
    found: defaultdict[str, list[Held]] = defaultdict(list)
    for row in connection.execute(wanted if names is None else wanted.where(certificates.c.device.in_(names))):
        found[row.device].append(Held(row.serial, row.public_key, row.pem, row.from_ms, row.until_ms, row.state, row.made_ms))
    return found


def _open_tickets(connection: Connection, names: Sequence[str] | None) -> dict[str, list[Ticket]]:
    """Return what is neither used nor cancelled; whether it is over, its time says."""
    wanted = select(tickets).where(tickets.c.used_ms.is_(None), tickets.c.cancelled_ms.is_(None))
    found: defaultdict[str, list[Ticket]] = defaultdict(list)
    for row in connection.execute(wanted if names is None else wanted.where(tickets.c.device.in_(names))):
        found[row.device].append(Ticket(row.id, row.device, row.made_ms, row.made_by, row.until_ms))
    return found


def _renewals(connection: Connection, names: Sequence[str] | None) -> dict[str, Renewal]:
    wanted = select(renewals) if names is None else select(renewals).where(renewals.c.device.in_(names))
    return {row.device: Renewal(row.device, row.asked_ms, row.state) for row in connection.execute(wanted)}


def set_device(connection: Connection, name: str, **values: Any) -> None:
    connection.execute(update(device).where(device.c.id == name).values(**values))


def add_device(connection: Connection, **values: Any) -> None:
    """Raise IntegrityError when the id is taken."""
    connection.execute(insert(device).values(**values))


# --- certificates ---


def held_of(certificate: x509.Certificate) -> Held:
    """Return what is kept of a certificate."""
    return Held(
        serial=f"{certificate.serial_number:x}",
        public_key=certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        pem=certificate.public_bytes(Encoding.PEM).decode(),
        from_ms=int(certificate.not_valid_before_utc.timestamp() * 1000),
        until_ms=int(certificate.not_valid_after_utc.timestamp() * 1000),
    )


def key_hash(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()


def keep_certificate(connection: Connection, name: str, held: Held, now_ms: int, *, replace: bool) -> None:
    """Keep a certificate; known already, it stays as it is. `replace`: those before count as replaced, their keys go on."""
    if connection.scalar(select(certificates.c.serial).where(certificates.c.serial == held.serial)):
        return
    if replace:
        older = certificates.c.device == name, certificates.c.state == "valid"
        connection.execute(update(certificates).where(*older).values(state="replaced"))
    values = {"serial": held.serial, "public_key": held.public_key, "pem": held.pem}
    times = {"from_ms": held.from_ms, "until_ms": held.until_ms, "made_ms": now_ms}
    connection.execute(insert(certificates).values(device=name, state="valid", **values, **times))


def certificate(connection: Connection, serial: str) -> Held | None:
    row = connection.execute(select(certificates).where(certificates.c.serial == serial)).first()
    return Held(row.serial, row.public_key, row.pem, row.from_ms, row.until_ms, row.state, row.made_ms) if row else None


def certificate_of_key(connection: Connection, name: str, public_key: bytes) -> Held | None:
    """Return the newest certificate a device got for this key."""
    where = certificates.c.device == name, certificates.c.public_key == public_key
    row = connection.execute(select(certificates).where(*where).order_by(certificates.c.made_ms.desc()).limit(1)).first()
    return Held(row.serial, row.public_key, row.pem, row.from_ms, row.until_ms, row.state, row.made_ms) if row else None


def end_certificates(connection: Connection, name: str) -> None:
    connection.execute(update(certificates).where(certificates.c.device == name).values(state="revoked"))


# --- tickets ---


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def add_ticket(connection: Connection, ticket: Ticket, token: str) -> None:
    """A device has one open ticket: an older one that was not used is cancelled."""
    cancel_tickets(connection, ticket.device, ticket.made_ms)
    values = {"id": ticket.id, "device": ticket.device, "made_ms": ticket.made_ms, "made_by": ticket.made_by}
    connection.execute(insert(tickets).values(hash=token_hash(token), until_ms=ticket.until_ms, **values))


def cancel_tickets(connection: Connection, name: str, now_ms: int, *, ticket: str = "") -> int:
    """Cancel one open ticket of a device, or all; return how many."""
    where = [tickets.c.device == name, tickets.c.used_ms.is_(None), tickets.c.cancelled_ms.is_(None)]
    if ticket:
        where.append(tickets.c.id == ticket)
    return connection.execute(update(tickets).where(*where).values(cancelled_ms=now_ms)).rowcount


def ticket_row(connection: Connection, token: str) -> Row[Any] | None:
    return connection.execute(select(tickets).where(tickets.c.hash == token_hash(token))).first()


def claim_ticket(connection: Connection, token: str, key: str, now_ms: int) -> Row[Any] | None:
    """Bind a token to a key and return its row; None when it is not valid. The same key may claim it again within its life."""
    free = or_(tickets.c.key_hash == "", tickets.c.key_hash == key)
    living = tickets.c.cancelled_ms.is_(None), tickets.c.until_ms > now_ms
    claim = update(tickets).where(tickets.c.hash == token_hash(token), *living, free).values(key_hash=key)
    return ticket_row(connection, token) if connection.execute(claim).rowcount else None


def free_ticket(connection: Connection, token: str) -> None:
    """Unbind a token that gave nothing."""
    unused = tickets.c.hash == token_hash(token), tickets.c.used_ms.is_(None)
    connection.execute(update(tickets).where(*unused).values(key_hash=""))


def use_ticket(connection: Connection, token: str, serial: str, now_ms: int) -> None:
    connection.execute(update(tickets).where(tickets.c.hash == token_hash(token)).values(used_ms=now_ms, serial=serial))


def burn_tickets(connection: Connection, name: str, now_ms: int) -> None:
    """End every token of a device, also used ones: none gives its certificate again."""
    where = tickets.c.device == name, tickets.c.cancelled_ms.is_(None)
    connection.execute(update(tickets).where(*where).values(cancelled_ms=now_ms))


# --- renewals after the end ---


def renewal_row(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(renewals).where(renewals.c.device == name)).first()


def ask_renewal(connection: Connection, name: str, key: str, now_ms: int) -> str:
    """Note that a device asks for a certificate over this key; return the state: waiting, agreed or refused.

    What was agreed or refused was so for one key: another one waits anew.
    """
    row = renewal_row(connection, name)
    if row is not None and row.key_hash == key:
        return str(row.state)
    drop_renewal(connection, name)
    connection.execute(insert(renewals).values(device=name, key_hash=key, asked_ms=now_ms, state="waiting"))
    return "waiting"


def decide_renewal(connection: Connection, name: str, state: str, now_ms: int, by: str) -> bool:
    where = renewals.c.device == name, renewals.c.state == "waiting"
    values = {"state": state, "decided_ms": now_ms, "decided_by": by}
    return connection.execute(update(renewals).where(*where).values(**values)).rowcount > 0


def drop_renewal(connection: Connection, name: str) -> None:
    connection.execute(delete(renewals).where(renewals.c.device == name))


def in_state(connection: Connection, state: DeviceState, endings: Iterable[Ending]) -> list[str]:
    """Return the devices of this state whose revocation is so far."""
    wanted = [ending.value for ending in endings]
    return list(connection.scalars(select(device.c.id).where(device.c.state == state.value, device.c.ending.in_(wanted))))


def held_of_pem(pem: str) -> Held:
    """Raise ValueError when it is no certificate."""
    return held_of(x509.load_pem_x509_certificate(pem.encode()))
