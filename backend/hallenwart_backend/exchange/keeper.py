"""Keeps what is told exact: asks every subject again and again, and notes what changed and when."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange import keeping, store
from hallenwart_backend.exchange.keeping import Row
from hallenwart_backend.exchange.model import Item, ItemKind, Source
from hallenwart_contract.clock import Clock

EVERY_S: Final = 60.0
_AT_ONCE: Final = 500
KINDS: Final = tuple(kind for kind in ItemKind if kind is not ItemKind.DATE)


class Keeper:
    """`sources` are all subjects that offer something; `main` adds them as they are joined."""

    def __init__(self, records: Records, clock: Clock, base: str = "") -> None:
        self._records = records
        self._clock = clock
        self._base = base
        self.sources: list[Source] = []
        self._one = asyncio.Lock()
        self._salt = ""

    async def look(self) -> int:
        """Note what changed since the last look; return how much that was."""
        async with self._one:
            return await self._look()

    async def _look(self) -> int:
        changed = 0
        terms = await self._records.read(store.terms_of)
        self._salt = f"{self._base}\n{terms.publisher}\n{terms.price_ct}"
        for kind in KINDS:
            changed += await self._keep(kind, await self._offered(kind))
        dates = (date for item in await self._offered(ItemKind.SESSION) for date in keeping.dates_of(item))
        changed += await self._keep(ItemKind.DATE, dates)
        before_ms = self._clock.now_ms() - keeping.KEPT_MS
        await self._records.write(lambda connection: store.forget(connection, before_ms))
        return changed

    async def _offered(self, kind: ItemKind) -> Iterator[Item]:
        return keeping.own(chain.from_iterable([await source.items(kind) for source in self.sources]))

    async def _keep(self, kind: ItemKind, found: Iterable[Item]) -> int:
        """Go through what is found piece by piece: a city's free hours are tens of thousands of items."""
        known = await self._records.read(lambda connection: store.digests(connection, kind))
        rows, changed = keeping.changes(kind, known, found, 0, self._salt), 0
        while some := await asyncio.to_thread(lambda: list(islice(rows, _AT_ONCE))):
            await self._write(some)
            changed += len(some)
        return changed

    async def _write(self, rows: Sequence[Row]) -> None:
        now_ms = self._clock.now_ms()

        def write(connection: Connection) -> None:
            time = keeping.at(now_ms, store.high_ms(connection))
            store.raise_high(connection, time)
            store.write(connection, [_timed(row, time) for row in rows])

        await self._records.write(write)


def _timed(row: Row, modified_ms: int) -> Row:
    return Row(row.kind, row.id, row.digest, row.body, modified_ms, row.deleted)
