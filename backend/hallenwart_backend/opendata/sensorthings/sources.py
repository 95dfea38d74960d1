"""Where observations come from: hours of the time series, and the usual use of halls."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import Protocol

from hallenwart_backend.opendata.sensorthings.model import Entity, Row
from hallenwart_backend.opendata.sensorthings.narrowing import Bounds
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Level, Means


class Observed(Protocol):
    """What observations of some datastreams are asked of."""

    async def rows(self, streams: Sequence[Entity], bounds: Bounds) -> list[Row]:
        """Return all within the bounds, in any order."""
        ...

    async def best(self, streams: Sequence[Entity], bounds: Bounds, *, down: tuple[bool, bool], limit: int) -> list[Row]:
        """Return the first of them in order of their results, then of time; each the other way round if `down`.

        Longer lists begin like shorter ones.
        """
        ...

    async def count(self, streams: Sequence[Entity], bounds: Bounds) -> int: ...


class HourlyMeans(Protocol):
    """What of `telemetry.ports.SeriesStore` is asked."""

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]: ...

    async def extents(self, keys: Sequence[SeriesKey], level: Level) -> dict[SeriesKey, tuple[int, int]]: ...

    async def means(
        self, keys: Sequence[SeriesKey], level: Level, asked: Means
    ) -> dict[SeriesKey, list[tuple[int, float]]]: ...

    async def count_means(self, keys: Sequence[SeriesKey], level: Level, asked: Means) -> int: ...

    async def best_means(
        self, keys: Sequence[SeriesKey], level: Level, asked: Means, *, down: tuple[bool, bool], limit: int
    ) -> list[tuple[SeriesKey, int, float]]: ...


class Hours:
    """Means of whole hours that are over, by `keys` of datastreams."""

    def __init__(self, series: HourlyMeans, keys: Mapping[str, SeriesKey], until_ms: int) -> None:
        self._series, self._keys, self._until_ms = series, keys, until_ms

    async def rows(self, streams: Sequence[Entity], bounds: Bounds) -> list[Row]:
        named = {self._keys[one.id]: one for one in streams}
        found = await self._series.means(list(named), Level.HOUR, self._asked(bounds))
        return [_row(named[key], t_ms, x) for key, means in found.items() for t_ms, x in means]

    async def best(self, streams: Sequence[Entity], bounds: Bounds, *, down: tuple[bool, bool], limit: int) -> list[Row]:
        named, asked = {self._keys[one.id]: one for one in streams}, self._asked(bounds)
        found = await self._series.best_means(list(named), Level.HOUR, asked, down=down, limit=limit)
        return [_row(named[key], t_ms, x) for key, t_ms, x in found]

    async def count(self, streams: Sequence[Entity], bounds: Bounds) -> int:
        return await self._series.count_means([self._keys[one.id] for one in streams], Level.HOUR, self._asked(bounds))

    def _asked(self, bounds: Bounds) -> Means:
        return Means(bounds.from_ms, min(bounds.to_ms, self._until_ms), bounds.least, bounds.most)


def _row(stream: Entity, t_ms: int, x: float) -> Row:
    return Row(stream, t_ms, t_ms + HOUR_MS, t_ms + HOUR_MS, x)


class Both:
    """Several sources as one; each has datastreams of its own, by id."""

    def __init__(self, sources: Sequence[tuple[frozenset[str], Observed]]) -> None:
        self._sources = sources

    async def rows(self, streams: Sequence[Entity], bounds: Bounds) -> list[Row]:
        return [row for source, mine in self._split(streams, bounds) for row in await source.rows(mine, bounds)]

    async def best(self, streams: Sequence[Entity], bounds: Bounds, *, down: tuple[bool, bool], limit: int) -> list[Row]:
        each = [await source.best(mine, bounds, down=down, limit=limit) for source, mine in self._split(streams, bounds)]
        ways = [-1 if one else 1 for one in down]
        return list(heapq.merge(*each, key=lambda row: (ways[0] * row.x, ways[1] * row.ms)))[:limit]

    async def count(self, streams: Sequence[Entity], bounds: Bounds) -> int:
        return sum([await source.count(mine, bounds) for source, mine in self._split(streams, bounds)])

    def mixed(self, streams: Sequence[Entity]) -> bool:
        """Say whether these are of more than one source."""
        return len(self._split(streams, Bounds())) > 1

    def _split(self, streams: Sequence[Entity], bounds: Bounds) -> list[tuple[Observed, list[Entity]]]:
        if bounds.is_empty:
            return []
        split = [(source, [one for one in streams if one.id in ids]) for ids, source in self._sources]
        return [(source, mine) for source, mine in split if mine]
