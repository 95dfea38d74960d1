"""Keeps what is told exact: asks every subject again and again, and notes what changed and when."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.exchange import keeping, store
from hallenwart_backend.exchange.keeping import Row
from hallenwart_backend.exchange.model import Item, ItemKind, Source
from hallenwart_contract.clock import Clock

EVERY_S: Final = 60.0
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
            found: list[Item] = []
            for source in self.sources:
                found += keeping.own(await source.items(kind))
            changed += await self._keep(kind, found)
            if kind is ItemKind.SESSION:
                changed += await self._keep(ItemKind.DATE, [date for item in found for date in keeping.dates_of(item)])
        before_ms = self._clock.now_ms() - keeping.KEPT_MS
        await self._records.write(lambda connection: store.forget(connection, before_ms))
        return changed

    async def _keep(self, kind: ItemKind, found: Sequence[Item]) -> int:
        known = await self._records.read(lambda connection: store.digests(connection, [kind]))
        rows = await asyncio.to_thread(keeping.changes, known, found, 0, self._salt)
        if not rows:
            return 0
        now_ms = self._clock.now_ms()

        def write(connection: Connection) -> None:
            time = keeping.at(now_ms, store.high_ms(connection))
            store.raise_high(connection, time)
            store.write(connection, [_timed(row, time) for row in rows])

        await self._records.write(write)
        return len(rows)


def _timed(row: Row, modified_ms: int) -> Row:
    return Row(row.kind, row.id, row.digest, row.body, modified_ms, row.deleted)
