"""Joins what is told to other systems and read from them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from hallenwart_backend.adapters.exchange_http import ExchangeFetch
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange.desk import SourceDesk
from hallenwart_backend.exchange.keeper import EVERY_S, Keeper
from hallenwart_backend.exchange.model import Source
from hallenwart_backend.exchange.polling import LOOK_EVERY_S, Poller
from hallenwart_backend.exchange.service import Feeds
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class ExchangeRoom:
    keeper: Keeper
    feeds: Feeds
    poller: Poller
    desk: SourceDesk
    close: Callable[[], None]

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"exchange": partial(every, EVERY_S, self._look), "sources": partial(every, LOOK_EVERY_S, self.poller.look)}

    async def _look(self) -> None:
        await self.keeper.look()


def join_exchange(
    records: Records, places: PlaceBook, clock: Clock, base: str, *sources: Source, loopback: bool = False
) -> ExchangeRoom:
    """`base` is where people reach this server; `sources` are the subjects that offer something.

    `loopback` allows reading from this machine.
    """
    keeper = Keeper(records, clock, base)
    keeper.sources += sources
    fetch, feeds = ExchangeFetch(loopback=loopback), Feeds(records, base, lambda: places.current.zone)
    poller = Poller(records, clock, fetch.since, lambda: places.current.zone)
    return ExchangeRoom(keeper, feeds, poller, SourceDesk(records, clock, poller, feeds, base, loopback=loopback), fetch.close)
