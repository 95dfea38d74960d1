"""Joins what enrolment is made of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from sqlalchemy import Connection, insert, select

from hallenwart_backend.access.grants.leaving import device_gone
from hallenwart_backend.adapters.keeper_socket import UnixKeeper
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.fleet.enrolment.admission import Admission
from hallenwart_backend.fleet.enrolment.guarding import Guarding
from hallenwart_backend.fleet.enrolment.model import DeviceState
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.enrolment.ports import Authority, Documents, Keeper, Presence, SiteFacts
from hallenwart_backend.fleet.enrolment.renewing import Renewing
from hallenwart_backend.fleet.enrolment.revoking import Revoking
from hallenwart_backend.fleet.enrolment.signing import Gate
from hallenwart_backend.fleet.enrolment.site_keys import SiteKeys
from hallenwart_backend.fleet.enrolment.store import SqlKeys
from hallenwart_backend.fleet.enrolment.taking_in import Sealing
from hallenwart_backend.fleet.enrolment.uploads import DeviceUploads, SqlUploads
from hallenwart_backend.fleet.registry import Registry
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.halls.tables import devices as placed
from hallenwart_backend.ports import Evidence, Incidents
from hallenwart_backend.runtime import every
from hallenwart_backend.start import Options
from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 2.0
Run = Callable[[], Coroutine[Any, Any, None]]


class Secrets(Sealing, Protocol):
    def pseudonym(self, person: str) -> str: ...


@dataclass(slots=True)
class Enrolment:
    """`uploads` is where logs, wiring and protocols go; `main` may set another."""

    gate: Gate
    papers: Papers
    authority: Authority
    keeper: Keeper
    site_keys: SiteKeys
    admission: Admission
    renewing: Renewing
    revoking: Revoking
    guarding: Guarding
    uploads: DeviceUploads

    async def load(self) -> None:
        for part in (self.papers, self.site_keys, self.revoking):
            await part.load()

    async def look(self) -> None:
        await self.site_keys.look()
        await self.revoking.look()
        await self.guarding.look()

    def tasks(self) -> dict[str, Run]:
        return {"enrolment": partial(every, LOOK_EVERY_S, self.look)}


class Buildings:
    """Implements ports.SitesBook over the places."""

    def __init__(self, places: PlaceBook) -> None:
        self._places = places

    def site(self, site: str) -> SiteFacts | None:
        found = self._places.current.sites.get(site)
        return SiteFacts(found.name, found.zone) if found else None

    def place(self, connection: Connection, device: str, site: str) -> None:
        if connection.scalar(select(placed.c.id).where(placed.c.id == device)) is None:
            connection.execute(insert(placed).values(id=device, site=site, halls=[]))

    async def refresh(self) -> object:
        return await self._places.refresh()


class _Rights:
    def device_gone(self, connection: Connection, device: str, now_ms: int) -> None:
        device_gone(connection, device, now_ms)


def join_enrolment(
    options: Options,
    records: Records,
    registry: Registry,
    secrets: Secrets,
    places: PlaceBook,
    clock: Clock,
    *,
    authority: Authority,
    documents: Documents,
    presence: Presence,
    incidents: Incidents,
    evidence: Evidence,
    told: Callable[[], Awaitable[None]],
    lists_old: Callable[[], None],
) -> Enrolment:
    """`told` tells pages; `lists_old` makes the desk build every document anew."""
    papers = Papers(records, registry, secrets, clock, told)
    keeper = UnixKeeper(options.keeper or options.state / "keeper.sock")
    gate = Gate(SqlKeys(records), clock)

    def serves(device: str) -> bool:
        member = papers.current.get(device)
        return member is not None and member.state is DeviceState.ENROLLED

    keys = SiteKeys(records, registry, secrets, clock, documents, serves=serves, changed=lists_old)
    return Enrolment(
        gate,
        papers,
        authority,
        keeper,
        keys,
        Admission(
            papers,
            keeper,
            gate,
            Buildings(places),
            keys,
            evidence,
            authority,
            pseudonym=secrets.pseudonym,
            joined=lists_old,
        ),
        Renewing(papers, keeper, evidence, pseudonym=secrets.pseudonym),
        Revoking(papers, keeper, documents, presence, _Rights(), keys, incidents, evidence, changed=lists_old),
        Guarding(
            keeper, incidents, clock, used=options.keeper is not None or read_access(options.state / "broker.toml").file.tls
        ),
        SqlUploads(records),
    )
