"""The keys by which the Pis of a site speak to each other, and how they are turned when one of them is not to be believed.

Two steps: first every remaining device is told [old, new] and goes on speaking with the old; once all of them said that they
applied it, or after ten minutes, they are told [new] alone. A device that was away the whole time is deaf until it is told.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection, insert, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment.ports import Documents
from hallenwart_backend.fleet.enrolment.tables import site_keys
from hallenwart_backend.fleet.enrolment.taking_in import Sealing, site_owner
from hallenwart_backend.fleet.registry import SECRET_BYTES, Registry
from hallenwart_contract import sealed
from hallenwart_contract.clock import Clock

_log: Final = logging.getLogger(__name__)
ABOUT: Final = "site_key"
PATIENCE_MS: Final = 10 * 60_000


@dataclass(frozen=True, slots=True)
class Ring:
    """`next` is understood, not yet spoken with. `told`: configurations carry the key, it is another than the files say."""

    key: bytes
    next: bytes | None = None
    begun_ms: int | None = None
    turned_ms: int | None = None

    @property
    def told(self) -> bool:
        return self.next is not None or self.turned_ms is not None

    @property
    def keys(self) -> tuple[bytes, ...]:
        return (self.key,) if self.next is None else (self.key, self.next)


class SiteKeys:
    """`changed` makes the desk publish configurations; `serves` says whether a device has its certificate."""

    def __init__(
        self,
        records: Records,
        registry: Registry,
        sealing: Sealing,
        clock: Clock,
        documents: Documents,
        *,
        serves: Callable[[str], bool],
        changed: Callable[[], None],
    ) -> None:
        self._records = records
        self._registry = registry
        self._sealing = sealing
        self._clock = clock
        self._documents = documents
        self._serves = serves
        self._changed = changed
        self._rings: dict[str, Ring] = {}

    async def load(self) -> None:
        rows = await self._records.read(lambda connection: connection.execute(select(site_keys)).all())
        opened = self._sealing.open_bytes
        self._rings = {
            row.site: Ring(
                opened(row.key, site_owner(row.site)),
                opened(row.next, site_owner(row.site)) if row.next else None,
                row.begun_ms,
                row.turned_ms,
            )
            for row in rows
        }

    async def key_of(self, site: str) -> bytes:
        """Return what a new device of this site begins with."""
        if site not in self._rings:
            # Devices that were there before may have another one: configurations bring this to everybody.
            await self._keep(site, Ring(secrets.token_bytes(SECRET_BYTES), turned_ms=self._clock.now_ms()))
            self._changed()
        return self._rings[site].key

    def for_device(self, device: str) -> list[bytes]:
        """Return the keys of its site, sealed for it; none while those of its credentials hold."""
        entry = self._registry.get(device)
        ring = self._rings.get(entry.site) if entry else None
        if entry is None or ring is None or not ring.told:
            return []
        return [sealed.seal(key, device_secret=entry.secret, about=ABOUT, steady=True) for key in ring.keys]

    async def turn(self, site: str) -> None:
        """Begin to turn the key of a site. Begun anew while it runs: whoever left now knows the next one, too."""
        old = await self.key_of(site)
        await self._keep(
            site, replace(self._rings[site], key=old, next=secrets.token_bytes(SECRET_BYTES), begun_ms=self._now())
        )
        _log.info("the key of the site link of %s is being turned", site)
        self._changed()

    async def look(self) -> None:
        """Take the second step where it is time; called every few seconds."""
        for site, ring in list(self._rings.items()):
            if ring.next is not None and self._is_time(site, ring):
                await self._keep(site, Ring(ring.next, turned_ms=self._now()))
                _log.info("the key of the site link of %s was turned", site)
                self._changed()

    def _is_time(self, site: str, ring: Ring) -> bool:
        if self._now() - (ring.begun_ms or 0) >= PATIENCE_MS:
            return True
        others = [device for device, entry in self._registry.items() if entry.site == site and self._serves(device)]
        return all(self._documents.applied_site_keys(device) == tuple(self.for_device(device)) for device in others)

    def _now(self) -> int:
        return self._clock.now_ms()

    async def _keep(self, site: str, ring: Ring) -> None:
        def seal(key: bytes) -> bytes:
            return self._sealing.seal_bytes(key, site_owner(site))

        values = {
            "key": seal(ring.key),
            "next": seal(ring.next) if ring.next else None,
            "begun_ms": ring.begun_ms,
            "turned_ms": ring.turned_ms,
        }

        def write(connection: Connection) -> None:
            if not connection.execute(update(site_keys).where(site_keys.c.site == site).values(**values)).rowcount:
                connection.execute(insert(site_keys).values(site=site, **values))

        await self._records.write(write)
        self._rings[site] = ring
