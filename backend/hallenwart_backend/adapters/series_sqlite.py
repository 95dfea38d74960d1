"""Time series of record in SQLite: WAL, full sync, one writer thread; roll-ups and last values kept in step."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from hallenwart_backend.adapters import series_sqlite_reads, series_sqlite_whole
from hallenwart_backend.adapters.series_limits import MAX_SERIES_PER_DEVICE, TooManySeriesError
from hallenwart_backend.adapters.series_sqlite_file import meta_of, prepare
from hallenwart_backend.adapters.series_sqlite_page import SqlitePage
from hallenwart_backend.adapters.series_store import StoreBase
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey

_NAME_SERIES: Final = """
INSERT INTO series (device, component, quantity) VALUES (?, ?, ?)
ON CONFLICT (device, component, quantity) DO UPDATE SET device = excluded.device RETURNING id
"""  # an import beside the running server may have named it already
_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "wal_autocheckpoint=4000")
_WRITER_KIB: Final = 4_000
"""Each of thousands of series grows at a page of its own; four times as much is 13 MB for a twentieth of the time."""
_READER_KIB: Final = 1_000
T = TypeVar("T")


class SqliteSeries(StoreBase[sqlite3.Connection]):
    """Implements telemetry.ports.SeriesStore. Opens or creates `path`; raises StoreUnavailableError on every failure."""

    def __init__(self, path: Path) -> None:
        super().__init__(series_sqlite_reads, series_sqlite_whole)
        self._path = path
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="series-write")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="series-read")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._ids: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        self._seen = 0
        self._writer.submit(self._prepare).result()

    def close(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    async def change(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        running = asyncio.get_running_loop().run_in_executor(self._writer, self._transaction, fn)
        return await asyncio.shield(running)

    async def read(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: fn(self._connection(_READER_KIB)))
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    def page(self, db: sqlite3.Connection) -> SqlitePage:
        return SqlitePage(db, self)

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

    # --- transactions ---

    def _prepare(self) -> None:
        try:
            db = self._connection()
            prepare(db)
            self._learn(db)
        except (sqlite3.Error, StoreUnavailableError) as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    def _learn(self, db: sqlite3.Connection) -> None:
        self._seen = _version(db)
        self.meta.learn(meta_of(db))
        self._ids.clear()
        for number, device, component, quantity in db.execute("SELECT id, device, component, quantity FROM series"):
            self._ids[device][component, quantity] = number

    def _connection(self, cache_kib: int = _WRITER_KIB) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self._path, isolation_level=None, timeout=10, check_same_thread=False)
            for pragma in (*_PRAGMAS, f"cache_size=-{cache_kib}"):
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
                self.meta.learn(meta_of(db))
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


def _version(db: sqlite3.Connection) -> int:
    """Return a number that changes when another connection wrote."""
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return int(version)
