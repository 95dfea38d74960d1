"""Time series of record in SQLite: WAL, full sync, one writer thread; roll-ups and last values kept in step."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from hallenwart_backend.adapters import series_sqlite_reads as reads
from hallenwart_backend.adapters.ingest_series import SeriesLedger
from hallenwart_backend.adapters.series_limits import MAX_SERIES_PER_DEVICE, TooManySeriesError
from hallenwart_backend.adapters.series_sqlite_file import Meta, prepare, put_meta, rebuild_days
from hallenwart_backend.adapters.series_sqlite_forget import forget_some, mark
from hallenwart_backend.adapters.series_sqlite_page import SqlitePage
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import Days
from hallenwart_backend.telemetry.ports import Bucket, Change, Level, Sample

_NAME_SERIES: Final = """
INSERT INTO series (device, component, quantity) VALUES (?, ?, ?)
ON CONFLICT (device, component, quantity) DO UPDATE SET device = excluded.device RETURNING id
"""  # an import beside the running server may have named it already
_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "cache_size=-16000", "wal_autocheckpoint=4000")
_BETWEEN_STEPS_S: Final = 0.005
T = TypeVar("T")


class SqliteSeries:
    """Implements telemetry.ports.SeriesStore. Opens or creates `path`; raises StoreUnavailableError on every failure."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="series-write")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="series-read")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._ids: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        self._meta = Meta()
        self._seen = 0
        self._writer.submit(self._prepare).result()

    def close(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    def ledger(self) -> SeriesLedger:
        return SeriesLedger(self)

    # --- writing ---

    async def write(self, fn: Callable[[SqlitePage], T]) -> T:
        """Run `fn` in a transaction of the writer thread; committed and durable when this returns."""
        return await self._write(lambda db: fn(SqlitePage(db, self)))

    async def append(self, points: Iterable[tuple[SeriesKey, int, float | None]]) -> None:
        """Store (key, t_ms, value) in one transaction; values already there stay."""
        found = list(points)
        await self.write(lambda page: page.add([(page.series_id(key), t_ms, x, None) for key, t_ms, x in found]))

    async def set_zone(self, zone: str) -> None:
        if zone != self._meta.days.zone:
            await self._write(lambda db: self._set_zone(db, zone))

    async def keep_changes(self, *, most: int) -> None:
        if most != self._meta.most_changes:
            await self._write(lambda db: self._keep_changes(db, most))

    async def forget_changes(self, *, upto: int) -> None:
        await self._write(lambda db: self._forget_changes(db, upto))

    async def move_cursor(self, reader: str, number: int) -> None:
        await self._write(lambda db: put_meta(db, f"cursor {reader}", number))

    async def forget(self, level: Level, *, before_ms: int) -> int:
        cut, numbers = await self._write(lambda db: mark(db, self._meta, level, before_ms))
        gone = 0
        for number in numbers:
            while some := await self._write(lambda db, number=number: forget_some(db, level, number, cut)):  # type: ignore[misc]
                gone += some
                await asyncio.sleep(_BETWEEN_STEPS_S)
        return gone

    # --- reading ---

    async def read(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: fn(self._connection()))
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    async def look(self, fn: Callable[[SqlitePage], T]) -> T:
        """Run `fn` on what is stored, writing nothing."""
        return await self.read(lambda db: fn(SqlitePage(db, self)))

    async def window(self, key: SeriesKey, *, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]:
        return await self.read(lambda db: reads.window(db, key, from_ms, to_ms, self._meta.samples_from))

    async def latest(self, key: SeriesKey) -> tuple[int, float | None] | None:
        return await self.read(lambda db: reads.latest(db, key))

    async def latest_of(self, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
        """Return the last value of every series of a device."""
        return await self.read(lambda db: reads.latest_of(db, device))

    async def keys_of(self, quantity: str) -> list[SeriesKey]:
        """Return every series of quantities that begin with `quantity`."""
        return await self.read(lambda db: reads.keys_of(db, quantity))

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]:
        return await self.read(lambda db: reads.keys(db, quantity, device))

    async def samples(self, key: SeriesKey, *, from_ms: int, to_ms: int, limit: int) -> list[Sample]:
        return await self.read(lambda db: reads.samples(db, key, from_ms, to_ms, limit))

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]:
        return await self.read(lambda db: reads.buckets(db, keys, level, from_ms, to_ms))

    async def last_values(self, keys: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]:
        return await self.read(lambda db: reads.last_values(db, keys))

    async def changes(self, *, after: int, limit: int) -> list[Change]:
        return await self.read(lambda db: reads.changes(db, after, limit))

    async def oldest_change(self) -> int | None:
        return await self.read(reads.oldest_change)

    async def cursor(self, reader: str) -> int:
        return await self.read(lambda db: reads.cursor(db, reader))

    # --- for pages, in the writer thread ---

    def series_id(self, db: sqlite3.Connection, key: SeriesKey) -> int:
        """Return the number of a series, giving one when it is new. Raises TooManySeriesError."""
        ids = self._ids[key.device]
        known = ids.get((key.component, key.quantity))
        if known is not None:
            return known
        if len(ids) >= MAX_SERIES_PER_DEVICE:
            raise TooManySeriesError(key.device)
        names = (key.device, key.component, key.quantity)
        (number,) = db.execute(_NAME_SERIES, names).fetchone()
        ids[key.component, key.quantity] = int(number)
        return int(number)

    def ids_of(self, device: str) -> Mapping[tuple[str, str], int]:
        return self._ids[device]

    @property
    def meta(self) -> Meta:
        return self._meta

    # --- transactions ---

    async def _write(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        running = asyncio.get_running_loop().run_in_executor(self._writer, self._transaction, fn)
        return await asyncio.shield(running)

    def _prepare(self) -> None:
        try:
            db = self._connection()
            prepare(db)
            self._learn(db)
        except (sqlite3.Error, StoreUnavailableError) as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    def _learn(self, db: sqlite3.Connection) -> None:
        self._seen = _version(db)
        self._meta.learn(db)
        self._ids.clear()
        for number, device, component, quantity in db.execute("SELECT id, device, component, quantity FROM series"):
            self._ids[device][component, quantity] = number

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self._path, isolation_level=None, timeout=10, check_same_thread=False)
            for pragma in _PRAGMAS:
                db.execute(f"PRAGMA {pragma}")
            self._local.db = db
            self._connections.append(db)
        return db

    def _transaction(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        db = self._connection()
        try:
            db.execute("BEGIN IMMEDIATE")
            if _version(db) != self._seen:  # another process wrote
                self._seen = _version(db)
                self._meta.learn(db)
            result = fn(db)
            db.execute("COMMIT")
        except BaseException as error:
            self._ids.clear()
            with suppress(sqlite3.Error):
                if db.in_transaction:  # a full disk has undone it by itself
                    db.execute("ROLLBACK")
                self._learn(db)
            if isinstance(error, sqlite3.OperationalError):
                raise StoreUnavailableError(f"{self._path}: {error}") from error
            raise
        return result

    def _set_zone(self, db: sqlite3.Connection, zone: str) -> None:
        days = Days(zone)
        rebuild_days(db, days, from_ms=self._meta.hours_from)
        put_meta(db, "zone", zone)
        self._meta.days = days

    def _keep_changes(self, db: sqlite3.Connection, most: int) -> None:
        put_meta(db, "most_changes", most)
        if not most:
            db.execute("DELETE FROM change")
        self._meta.learn(db)

    def _forget_changes(self, db: sqlite3.Connection, upto: int) -> None:
        (gone,) = db.execute("SELECT coalesce(sum(n), 0) FROM change WHERE number <= ?", (upto,)).fetchone()
        db.execute("DELETE FROM change WHERE number <= ?", (upto,))
        self._meta.changes -= gone


def _version(db: sqlite3.Connection) -> int:
    """Return a number that changes when another connection wrote."""
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return int(version)
