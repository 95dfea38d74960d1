"""What both stores of time series have in common: the port, told to one database by functions of its own."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar

from hallenwart_backend.adapters.ingest_series import SeriesLedger, SeriesPage
from hallenwart_backend.adapters.series_forgetting import BETWEEN_STEPS_S, cut_of, groups
from hallenwart_backend.adapters.series_meta import Meta
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry import points as by_columns
from hallenwart_backend.telemetry.ports import Bucket, Change, Level, Means, Sample

Db = TypeVar("Db")
Db_contra = TypeVar("Db_contra", contravariant=True)
T = TypeVar("T")
Points = list[tuple[int, float | None]]


class Asked(Protocol[Db_contra]):
    """What is asked of a database, in a transaction that writes nothing."""

    def window(self, db: Db_contra, key: SeriesKey, from_ms: int, to_ms: int, samples_from: int) -> Points: ...
    def latest_of(self, db: Db_contra, device: str) -> dict[SeriesKey, tuple[int, float | None]]: ...
    def keys_of(self, db: Db_contra, quantity: str) -> list[SeriesKey]: ...
    def keys(self, db: Db_contra, quantity: str, device: str) -> list[SeriesKey]: ...
    def samples(self, db: Db_contra, key: SeriesKey, from_ms: int, to_ms: int, limit: int) -> list[Sample]: ...
    def buckets(
        self, db: Db_contra, wanted: Sequence[SeriesKey], level: Level, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]: ...
    def last_values(self, db: Db_contra, wanted: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]: ...
    def extents(self, db: Db_contra, wanted: Sequence[SeriesKey], level: Level) -> dict[SeriesKey, tuple[int, int]]: ...
    def means(
        self, db: Db_contra, wanted: Sequence[SeriesKey], level: Level, asked: Means
    ) -> dict[SeriesKey, list[tuple[int, float]]]: ...
    def count_means(self, db: Db_contra, wanted: Sequence[SeriesKey], level: Level, asked: Means) -> int: ...
    def best_means(
        self, db: Db_contra, wanted: Sequence[SeriesKey], level: Level, asked: Means, down: tuple[bool, bool], limit: int
    ) -> list[tuple[SeriesKey, int, float]]: ...
    def changes(self, db: Db_contra, after: int, limit: int) -> list[Change]: ...
    def oldest_change(self, db: Db_contra) -> int | None: ...
    def count_changes(self, db: Db_contra, after: int) -> int: ...
    def cursor(self, db: Db_contra, reader: str) -> int: ...
    def oldest(self, db: Db_contra, level: Level) -> int | None: ...
    def pending(self, db: Db_contra, level: Level, cut: int) -> list[tuple[int, int]]: ...


class Told(Protocol[Db_contra]):
    """What is done to a database as a whole, in a transaction."""

    def set_zone(self, db: Db_contra, meta: Meta, zone: str) -> None: ...
    def keep_changes(self, db: Db_contra, meta: Meta, most: int) -> None: ...
    def forget_changes(self, db: Db_contra, meta: Meta, upto: int) -> None: ...
    def put_meta(self, db: Db_contra, name: str, value: str | int) -> None: ...
    def mark(self, db: Db_contra, meta: Meta, level: Level, before_ms: int) -> int: ...
    def forget_some(self, db: Db_contra, level: Level, series: Sequence[int], cut: int) -> int: ...
    def tidy(self, db: Db_contra, meta: Meta) -> None: ...


class StoreBase(ABC, Generic[Db]):
    """Implements telemetry.ports.SeriesStore over a database that can be read and written."""

    def __init__(self, asked: Asked[Db], told: Told[Db]) -> None:
        self._asked = asked
        self._told = told
        self.meta = Meta()

    # --- what a database brings ---

    @abstractmethod
    async def read(self, fn: Callable[[Db], T]) -> T: ...

    @abstractmethod
    async def change(self, fn: Callable[[Db], T]) -> T:
        """Run `fn` in a transaction of the writer thread; committed and durable when this returns."""
        ...

    @abstractmethod
    def page(self, db: Db) -> SeriesPage: ...

    @abstractmethod
    def close(self) -> None: ...

    # --- the port ---

    def ledger(self) -> SeriesLedger:
        return SeriesLedger(self)

    async def write(self, fn: Callable[[SeriesPage], T]) -> T:
        return await self.change(lambda db: fn(self.page(db)))

    async def look(self, fn: Callable[[SeriesPage], T]) -> T:
        """Run `fn` on what is stored, writing nothing."""
        return await self.read(lambda db: fn(self.page(db)))

    async def append(self, points: Iterable[tuple[SeriesKey, int, float | None]]) -> None:
        found = list(points)
        await self.write(lambda page: page.add(_by_columns(page, found)))

    async def window(self, key: SeriesKey, *, from_ms: int, to_ms: int) -> Points:
        return await self.read(lambda db: self._asked.window(db, key, from_ms, to_ms, self.meta.samples_from))

    async def latest(self, key: SeriesKey) -> tuple[int, float | None] | None:
        found = await self.last_values([key])
        return next(((last.t_ms, last.x) for last in found.values()), None)

    async def latest_of(self, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
        return await self.read(lambda db: self._asked.latest_of(db, device))

    async def keys_of(self, quantity: str) -> list[SeriesKey]:
        return await self.read(lambda db: self._asked.keys_of(db, quantity))

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]:
        return await self.read(lambda db: self._asked.keys(db, quantity, device))

    async def samples(self, key: SeriesKey, *, from_ms: int, to_ms: int, limit: int) -> list[Sample]:
        return await self.read(lambda db: self._asked.samples(db, key, from_ms, to_ms, limit))

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]:
        return await self.read(lambda db: self._asked.buckets(db, keys, level, from_ms, to_ms))

    async def last_values(self, keys: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]:
        return await self.read(lambda db: self._asked.last_values(db, keys))

    async def extents(self, keys: Sequence[SeriesKey], level: Level) -> dict[SeriesKey, tuple[int, int]]:
        return await self.read(lambda db: self._asked.extents(db, keys, level))

    async def means(self, keys: Sequence[SeriesKey], level: Level, asked: Means) -> dict[SeriesKey, list[tuple[int, float]]]:
        return await self.read(lambda db: self._asked.means(db, keys, level, asked))

    async def count_means(self, keys: Sequence[SeriesKey], level: Level, asked: Means) -> int:
        return await self.read(lambda db: self._asked.count_means(db, keys, level, asked))

    async def best_means(
        self, keys: Sequence[SeriesKey], level: Level, asked: Means, *, down: tuple[bool, bool], limit: int
    ) -> list[tuple[SeriesKey, int, float]]:
        return await self.read(lambda db: self._asked.best_means(db, keys, level, asked, down, limit))

    async def changes(self, *, after: int, limit: int) -> list[Change]:
        return await self.read(lambda db: self._asked.changes(db, after, limit))

    async def oldest_change(self) -> int | None:
        return await self.read(self._asked.oldest_change)

    async def count_changes(self, *, after: int) -> int:
        return await self.read(lambda db: self._asked.count_changes(db, after))

    async def cursor(self, reader: str) -> int:
        return await self.read(lambda db: self._asked.cursor(db, reader))

    async def move_cursor(self, reader: str, number: int) -> None:
        await self.change(lambda db: self._told.put_meta(db, f"cursor {reader}", number))

    async def keep_changes(self, *, most: int) -> None:
        if most != self.meta.most_changes:
            await self.change(lambda db: self._told.keep_changes(db, self.meta, most))

    async def forget_changes(self, *, upto: int) -> None:
        await self.change(lambda db: self._told.forget_changes(db, self.meta, upto))

    async def set_zone(self, zone: str) -> None:
        if zone != self.meta.days.zone:
            await self.change(lambda db: self._told.set_zone(db, self.meta, zone))

    async def oldest(self, level: Level) -> int | None:
        return await self.read(lambda db: self._asked.oldest(db, level))

    async def count_older(self, level: Level, *, before_ms: int) -> int:
        cut = cut_of(self.meta, level, before_ms)
        return sum(count for _, count in await self.read(lambda db: self._asked.pending(db, level, cut)))

    async def forget(self, level: Level, *, before_ms: int) -> int:
        cut = await self.change(lambda db: self._told.mark(db, self.meta, level, before_ms))
        gone = 0
        while pending := await self.read(lambda db: self._asked.pending(db, level, cut)):
            for group in groups(pending):
                gone += await self.change(partial(self._told.forget_some, level=level, series=group, cut=cut))
                await asyncio.sleep(BETWEEN_STEPS_S)
        if level is Level.SAMPLE:
            await self.change(lambda db: self._told.tidy(db, self.meta))
        return gone


def _by_columns(page: SeriesPage, found: Sequence[tuple[SeriesKey, int, float | None]]) -> by_columns.Points:
    numbers = {key: page.series_id(key) for key in {key for key, _, _ in found}}
    points = by_columns.Points()
    points.extend([numbers[key] for key, _, _ in found], [t_ms for _, t_ms, _ in found], [x for _, _, x in found], {})
    return points
