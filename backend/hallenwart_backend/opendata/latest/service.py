"""All latest values that may be told, taken anew at most every half minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final

from hallenwart_backend.opendata.latest.model import Value, ValueSource
from hallenwart_contract.clock import Clock

log = logging.getLogger(__name__)
FRESH_MS: Final = 30_000


class Latest:
    def __init__(self, clock: Clock, *sources: ValueSource) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._read: tuple[int, list[Value]] | None = None
        self.sources: tuple[ValueSource, ...] = sources

    async def values(self, may: Callable[[str], bool]) -> list[Value]:
        """Return what holds now, of the datasets that may be told, in a lasting order."""
        now_ms = self._clock.now_ms()
        return [one for one in await self._every(now_ms) if one.until_ms > now_ms and may(one.dataset)]

    async def _every(self, now_ms: int) -> Sequence[Value]:
        async with self._lock:
            if self._read is None or not 0 <= now_ms - self._read[0] < FRESH_MS:
                found = [value for source in self.sources for value in await self._ask(source, now_ms)]
                self._read = now_ms, sorted(found, key=lambda one: one.key)
            return self._read[1]

    async def _ask(self, source: ValueSource, now_ms: int) -> Sequence[Value]:
        """One subject that cannot answer costs its own values."""
        try:
            return await source.values(now_ms)
        except Exception:
            log.exception("latest values: %s", type(source).__name__)
            return ()
