"""What is told, read for the feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange import openactive, store
from hallenwart_backend.exchange.keeping import Row, item_of
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.exchange.openactive import RpdeFeed
from hallenwart_backend.exchange.teller import Teller, Terms


class Feeds:
    """`base` is where people reach this server."""

    def __init__(self, records: Records, base: str, zone: Callable[[], str]) -> None:
        self._records = records
        self._base = base.rstrip("/")
        self._zone = zone

    async def terms(self) -> Terms:
        return await self._records.read(store.terms_of)

    async def set_terms(self, terms: Terms) -> None:
        await self._records.write(lambda connection: store.set_terms(connection, terms))

    async def teller(self) -> Teller:
        return Teller(self._base, ZoneInfo(self._zone()), await self.terms())

    async def page(self, feed: RpdeFeed, after: tuple[int, str] | None) -> list[Row]:
        """Return the next items of a feed, at most a page of them."""
        return await self._records.read(lambda connection: store.page(connection, feed.of, after, openactive.PAGE))

    async def standing(self, kind: ItemKind) -> Sequence[Item]:
        """Return what is told of a kind, without what is gone."""
        rows = await self._records.read(lambda connection: store.standing(connection, kind))
        return [item_of(row) for row in rows]

    async def counts(self) -> dict[str, int]:
        """Return how much is told now, by kind."""
        return await self._records.read(store.counts)

    async def one(self, kind: ItemKind, identity: str) -> Item | None:
        """Return an item, also one that is gone; None for what was never told or is long forgotten."""
        row = await self._records.read(lambda connection: store.one(connection, kind, identity))
        return item_of(row) if row else None
