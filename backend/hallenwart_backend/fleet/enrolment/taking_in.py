"""Takes in what provisioning wrote, and fills the registry from the records. Runs before anything else does."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Final, Protocol

from cryptography import x509
from sqlalchemy import Connection, Engine, insert, select, update

from hallenwart_backend.adapters.records_engine import writing
from hallenwart_backend.config import DEVICES_FILE, SITE_KEYS_FILE
from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.enrolment import store
from hallenwart_backend.fleet.enrolment.model import DeviceState
from hallenwart_backend.fleet.enrolment.tables import device, site_keys
from hallenwart_backend.fleet.ports import DeviceEntry
from hallenwart_backend.fleet.registry import Provisioned, Registry, read_provisioned, read_site_keys

_log: Final = logging.getLogger(__name__)


class Sealing(Protocol):
    """Encrypts for the records; `owner` is bound in."""

    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...

    def open_bytes(self, sealed_secret: bytes, owner: str) -> bytes: ...


def secret_owner(name: str) -> str:
    """Return what a device's secrets are bound to."""
    return f"device {name}"


def site_owner(site: str) -> str:
    return f"site key {site}"


def fill(registry: Registry, engine: Engine, state: Path, sealing: Sealing, now_ms: int) -> None:
    """Take in the files of the state folder, then let everybody take part whom the records know. Raises ConfigError."""
    provisioned, keys = read_provisioned(state / DEVICES_FILE), read_site_keys(state / SITE_KEYS_FILE)
    with writing(engine) as connection, connection.begin():
        for one in provisioned.values():
            _take_in(connection, one, sealing, now_ms)
        for site, key in keys.items():
            _take_in_site(connection, site, key, sealing)
        registry.replace(entries(connection, sealing))


def entries(connection: Connection, sealing: Sealing) -> list[DeviceEntry]:
    """Return everybody who takes part: planned devices too, so that codes for them can be given before they hang there."""
    rows = connection.execute(select(device).where(device.c.secret.is_not(None)).order_by(device.c.id))
    return [
        DeviceEntry(
            row.id,
            row.site,
            sealing.open_bytes(row.secret, secret_owner(row.id)),
            sealing.open_bytes(row.salt, secret_owner(row.id)),
        )
        for row in rows
    ]


def _take_in(connection: Connection, one: Provisioned, sealing: Sealing, now_ms: int) -> None:
    """A row that did not change since it was taken in says nothing new: the records know better, also what was revoked."""
    entry, digest = one.entry, _digest(one.entry)
    known = connection.execute(select(device).where(device.c.id == entry.id)).first()
    if known is None or (known.from_file != digest and (known.from_file or known.state == DeviceState.PLANNED)):
        values = {
            "site": entry.site,
            "state": DeviceState.ENROLLED.value,
            "secret": sealing.seal_bytes(entry.secret, secret_owner(entry.id)),
            "salt": sealing.seal_bytes(entry.salt, secret_owner(entry.id)),
            "from_file": digest,
            "enrolled_ms": now_ms,
            "revoked_ms": None,
            "reason": "",
            "ending": "",
        }
        if known is None:
            connection.execute(insert(device).values(id=entry.id, made_ms=now_ms, **values))
        else:
            connection.execute(update(device).where(device.c.id == entry.id).values(**values))
    elif known.from_file != digest:
        _log.warning("%s was made in the page; what %s says of it is not taken in", entry.id, DEVICES_FILE)
        return
    elif known.state == DeviceState.REVOKED:
        return
    if one.certificate:
        _take_in_certificate(connection, entry.id, one.certificate, now_ms)


def _take_in_certificate(connection: Connection, name: str, pem: str, now_ms: int) -> None:
    try:
        certificate = x509.load_pem_x509_certificate(pem.encode())
    except ValueError as error:
        raise ConfigError(f"{DEVICES_FILE}: {name}: certificate is not PEM") from error
    store.keep_certificate(connection, name, store.held_of(certificate), now_ms, replace=False)


def _take_in_site(connection: Connection, site: str, key: bytes, sealing: Sealing) -> None:
    digest = hashlib.sha256(key).hexdigest()
    known = connection.execute(select(site_keys).where(site_keys.c.site == site)).first()
    if known is None:
        connection.execute(insert(site_keys).values(site=site, key=sealing.seal_bytes(key, site_owner(site)), from_file=digest))


def _digest(entry: DeviceEntry) -> str:
    return hashlib.sha256(b"\n".join((entry.site.encode(), entry.secret, entry.salt))).hexdigest()
