"""Joins what looks at the devices as machines: what was noticed of them, and the page of the fleet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hallenwart_backend.adapters.documents_sql import SqlDocumentStore
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.devices import Devices
from hallenwart_backend.fleet.overview.service import Overview
from hallenwart_backend.fleet.watch.book import WatchBook
from hallenwart_backend.ports import Listener
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class FleetRoom:
    book: WatchBook
    overview: Overview

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return (self.book,)


def join_fleet(records: Records, devices: Devices, clock: Clock, *, site_name: Callable[[str], str]) -> FleetRoom:
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
    return FleetRoom(book, overview)
