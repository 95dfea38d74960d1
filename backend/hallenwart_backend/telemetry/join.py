"""Joins what is asked of the time series, what is exported of them, and the mirror."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from hallenwart_backend.halls.model import Places
from hallenwart_backend.telemetry.exports.service import Exports
from hallenwart_backend.telemetry.ports import SeriesStore
from hallenwart_backend.telemetry.queries import Queries
from hallenwart_backend.telemetry.whereabouts import Whereabouts
from hallenwart_contract.clock import Clock

Run = Callable[[], Coroutine[Any, Any, None]]


class TelemetryRoom:
    def __init__(
        self,
        state: Path,
        store: SeriesStore,
        clock: Clock,
        *,
        places: Callable[[], Places],
        feeds: Callable[[], Mapping[str, tuple[str, str]]],
    ) -> None:
        where = Whereabouts(places, feeds)
        self.queries = Queries(store, where, lambda: places().zone)
        self.exports = Exports(state, store, self.queries, clock)

    async def load(self) -> None:
        self.exports.load()

    def tasks(self) -> dict[str, Run]:
        return {"exports": self.exports.run}
