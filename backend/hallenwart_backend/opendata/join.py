"""Joins what is open to everybody as data."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hallenwart_backend.accounts.keys.data_keys import DataKeys
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.config import DUMPS
from hallenwart_backend.exchange.data import ExchangeData
from hallenwart_backend.exchange.service import Feeds
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.public.history import UseHistory
from hallenwart_backend.occupancy.public.rows import UseRows
from hallenwart_backend.occupancy.public.service import ShownHalls
from hallenwart_backend.opendata.catalogue.service import Catalogue
from hallenwart_backend.opendata.datasets import Source
from hallenwart_backend.opendata.dumps.files import tables
from hallenwart_backend.opendata.dumps.rows import HallRows
from hallenwart_backend.opendata.dumps.service import Dumps
from hallenwart_backend.opendata.registry import Registry
from hallenwart_backend.telemetry.ports import SeriesStore
from hallenwart_backend.telemetry.whereabouts import Whereabouts
from hallenwart_contract.clock import Clock

Run = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class OpenDataRoom:
    registry: Registry
    catalogue: Catalogue
    dumps: Dumps
    keys: DataKeys

    async def load(self) -> None:
        self.dumps.load()
        await self.registry.load()

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {"dumps": self.dumps.run}


def join_opendata(
    state: Path,
    records: Records,
    places: PlaceBook,
    clock: Clock,
    feeds: Feeds,
    series: SeriesStore,
    where: Whereabouts,
    history: UseHistory,
    shown: ShownHalls,
    *sources: Source,
) -> OpenDataRoom:
    """`shown` are the halls the office shows to everybody; `sources` offer datasets beside files and feeds."""
    use = UseRows(records, places, history, shown)
    dumps = Dumps(state / DUMPS, clock, lambda: places.current.zone, use.under)
    dumps.tables = tables(use, HallRows(records, places, series, where, shown, feeds.standing))
    registry = Registry(records)
    registry.sources += (ExchangeData(), dumps, *sources)
    catalogue = Catalogue(registry, feeds.teller, lambda: places.current)
    return OpenDataRoom(registry, catalogue, dumps, DataKeys(records, clock))
