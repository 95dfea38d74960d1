"""Who pushes: the key of a source, and how fast it may ask."""

from __future__ import annotations

from typing import Final

from hallenwart_backend import bearer
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.outside import store
from hallenwart_backend.booking.outside.model import Source, SourceKind, SourceState
from hallenwart_backend.booking.outside.refusals import refused, too_fast
from hallenwart_backend.bucket import Buckets
from hallenwart_contract.clock import Clock

PREFIX: Final = "hwo"


class SourceKeys:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._buckets = Buckets()

    async def who(self, key: str, sender: str) -> Source:
        """Return whose key this is. Raises RefusedError 401, and 429 for who asks too fast."""
        named = bearer.id_of(PREFIX, key)
        source = await self._records.read(lambda connection: store.one(connection, named))
        fits = bearer.fits(key, source.key_hash if source else None)
        if source is None or not fits or source.kind is not SourceKind.PUSH or source.state is SourceState.ENDED:
            self._slow_down(f"wrong:{sender}")
            raise refused("bad_key")
        self._slow_down(f"source:{source.id}")
        return source

    def _slow_down(self, name: str) -> None:
        if (wait_ms := self._buckets.take(name, self._clock.mono_ms())) > 0:
            raise too_fast(wait_ms)
