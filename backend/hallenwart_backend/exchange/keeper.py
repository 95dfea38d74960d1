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
KINDS: Final = tuple(ItemKind)


class Keeper:
    """`sources` are all subjects that offer something; `main` adds them as they are joined."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self.sources: list[Source] = []

    async def look(self) -> int:
        """Note what changed since the last look; return how much that was."""
        changed = 0
        for kind in KINDS:
            found: list[Item] = []
            for source in self.sources:
                found += await source.items(kind)
            changed += await self._keep(kind, found)
        before_ms = self._clock.now_ms() - keeping.KEPT_MS
        await self._records.write(lambda connection: store.forget(connection, before_ms))
        return changed

    async def _keep(self, kind: ItemKind, found: Sequence[Item]) -> int:
        known = await self._records.read(lambda connection: store.digests(connection, [kind]))
        rows = await asyncio.to_thread(keeping.changes, known, found, 0)
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
