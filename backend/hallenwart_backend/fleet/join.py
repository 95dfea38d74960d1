"""Joins what looks at the devices as machines: what was noticed of them, and the page of the fleet."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from hallenwart_backend.adapters.documents_sql import SqlDocumentStore
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.devices import Devices
from hallenwart_backend.fleet.overview.service import Overview
from hallenwart_backend.fleet.rollouts.service import Rollouts
from hallenwart_backend.fleet.rollouts.shelf import Shelf
from hallenwart_backend.fleet.service import Fleet
from hallenwart_backend.fleet.watch.book import WatchBook
from hallenwart_backend.ports import Evidence, Listener
from hallenwart_backend.start import Options


@dataclass(frozen=True, slots=True)
class FleetRoom:
    book: WatchBook
    overview: Overview
    rollouts: Rollouts

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return self.book, self.rollouts

    async def load(self) -> None:
        """Take up what was known before the restart."""
        await self.rollouts.load()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        """Return what runs, by name."""
        return {"rollouts": self.rollouts.run}


def join_fleet(
    options: Options, records: Records, devices: Devices, *, site_name: Callable[[str], str], evidence: Evidence
) -> FleetRoom:
    clock = options.clock
    fleet, publisher = devices.fleet, devices.publisher
    book = WatchBook(wanted=publisher.wanted_revs, backlog=fleet.backlog)
    overview = Overview(
        devices.registry,
        fleet,
        publisher,
        clock,
        noticed=book.of,
        commands=SqlDocumentStore(records),
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
    return FleetRoom(book, overview, rollouts)


def _version(fleet: Fleet, device: str) -> str:
    last = fleet.last(device)
    return last.conn.fw if last and last.conn else ""
