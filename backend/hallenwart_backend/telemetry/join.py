"""Joins what is asked of the time series, what is exported of them, and the mirror."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.halls.model import Places
from hallenwart_backend.ports import Changed
from hallenwart_backend.telemetry.exports.service import Exports
from hallenwart_backend.telemetry.mirror.service import KEPT_CHANGES, Mirror
from hallenwart_backend.telemetry.mirror.settings import MirrorSettings
from hallenwart_backend.telemetry.ports import SeriesStore
from hallenwart_backend.telemetry.queries import Queries
from hallenwart_backend.telemetry.whereabouts import Whereabouts
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import MirrorNow

Run = Callable[[], Coroutine[Any, Any, None]]


class TelemetryRoom:
    """`feeds` names site and hall of the virtual devices of the city's feeds."""

    def __init__(
        self,
        state: Path,
        store: SeriesStore,
        clock: Clock,
        mirror: MirrorSettings | None,
        *,
        places: Callable[[], Places],
        feeds: Callable[[], Mapping[str, tuple[str, str]]],
        changed: Changed,
    ) -> None:
        self.where = where = Whereabouts(places, feeds)
        self._store = store
        self.queries = Queries(store, where, lambda: places().zone)
        self.exports = Exports(state, store, self.queries, clock)
        self.mirror: Mirror | None = None
        self._close: Callable[[], None] = lambda: None
        if mirror is not None:
            from hallenwart_backend.adapters.mirror_influx import InfluxTarget

            target = InfluxTarget(mirror.url, token=mirror.token(state), org=mirror.org, bucket=mirror.bucket)
            self.mirror = Mirror(store, target, clock, where.hall_of, name=mirror.id, history=mirror.history, changed=changed)
            self._close = target.close

    async def mirror_now(self) -> MirrorNow | None:
        """Return how the mirror stands, None where there is none."""
        if self.mirror is None:
            return None
        now = self.mirror.standing
        try:
            rows = await self.mirror.behind()
        except StoreUnavailableError:
            rows = 0
        return MirrorNow(
            state=now.trouble or ("filling" if now.refilling else "ok"),
            rows=rows,
            level_ms=now.level_ms,
            written=now.written,
            refused=now.refused,
        )

    async def load(self) -> None:
        self.exports.load()
        await self._store.keep_changes(most=KEPT_CHANGES if self.mirror else 0)

    def tasks(self) -> dict[str, Run]:
        return {"exports": self.exports.run, **({"mirror": self.mirror.run} if self.mirror else {})}

    def close(self) -> None:
        self._close()
