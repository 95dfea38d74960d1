"""Joins what looks at the devices as machines: what was noticed of them, the page of the fleet, what people do to them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from hallenwart_backend.adapters.documents_sql import SqlDocumentStore
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.devices import Devices
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.fleet.desk.logs import LogShelf
from hallenwart_backend.fleet.desk.service import FleetDesk
from hallenwart_backend.fleet.desk.store import SqlComponents
from hallenwart_backend.fleet.enrolment.papers import Papers
from hallenwart_backend.fleet.overview.service import Overview
from hallenwart_backend.fleet.protocols.service import Protocols
from hallenwart_backend.fleet.rollouts.service import Rollouts
from hallenwart_backend.fleet.rollouts.shelf import Shelf
from hallenwart_backend.fleet.service import Fleet
from hallenwart_backend.fleet.watch.book import WatchBook
from hallenwart_backend.fleet.watch.service import LOOK_EVERY_S, Watch
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Incidents, Listener
from hallenwart_backend.runtime import every
from hallenwart_backend.start import Options

ERASE_EVERY_S: Final = 3_600.0
Run = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class FleetRoom:
    book: WatchBook
    watch: Watch
    overview: Overview
    desk: FleetDesk
    logs: LogShelf
    rollouts: Rollouts
    protocols: Protocols

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return self.book, self.desk, self.rollouts

    async def load(self) -> None:
        """Take up what was known before the restart."""
        await self.book.load()
        await self.desk.load()
        await self.rollouts.load()

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {
            "rollouts": self.rollouts.run,
            "watch devices": partial(every, LOOK_EVERY_S, self.watch.look),
            "fleet logs": partial(every, ERASE_EVERY_S, self.logs.erase_old),
        }


def join_fleet(
    options: Options,
    records: Records,
    devices: Devices,
    places: PlaceBook,
    papers: Papers,
    evidence: EvidenceLog,
    incidents: Incidents,
    *,
    site_name: Callable[[str], str],
    changed: Callable[[], None],
) -> FleetRoom:
    """`changed`: documents of devices are old."""
    clock, fleet, publisher = options.clock, devices.fleet, devices.publisher
    book = WatchBook(SqlComponents(records), wanted=publisher.wanted_revs, backlog=fleet.backlog)
    desk = FleetDesk(
        records,
        places,
        clock,
        devices.commands,
        evidence,
        site_of=lambda device: papers.of(device).site,
        fire=fleet.watches_for_fire,
        changed=changed,
    )
    logs = LogShelf(records, clock)
    watch = Watch(papers, fleet, book, incidents, clock, devices.broker_ok)
    overview = Overview(
        papers,
        fleet,
        publisher,
        clock,
        noticed=book.of,
        wrong=watch.wrong,
        commands=SqlDocumentStore(records),
        desk=desk,
        logs=logs,
        site_name=site_name,
        broker_ok=devices.broker_ok,
    )
    rollouts = Rollouts(
        records,
        Shelf(options.state),
        devices.registry,
        clock,
        commands=devices.commands,
        connection=fleet.connection,
        version_of=lambda device: _version(fleet, device),
        evidence=evidence,
    )
    return FleetRoom(book, watch, overview, desk, logs, rollouts, Protocols(records, evidence))


def _version(fleet: Fleet, device: str) -> str:
    last = fleet.last(device)
    return last.conn.fw if last and last.conn else ""
