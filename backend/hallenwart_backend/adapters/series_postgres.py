"""Time series of record in PostgreSQL: schema `telemetry`, samples by month, one writer; roll-ups and last values in step."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final, TypeVar

import psycopg

from hallenwart_backend.adapters import series_postgres_reads, series_postgres_whole
from hallenwart_backend.adapters.series_limits import MAX_SERIES_PER_DEVICE, TooManySeriesError
from hallenwart_backend.adapters.series_postgres_page import PostgresPage
from hallenwart_backend.adapters.series_postgres_schema import (
    Db,
    connect,
    conninfo,
    locked,
    meta_of,
    months,
    name_at,
    prepare,
)
from hallenwart_backend.adapters.series_store import StoreBase
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey

_NAME_SERIES: Final = """
INSERT INTO series (device, component, quantity) VALUES (%s, %s, %s)
ON CONFLICT (device, component, quantity) DO UPDATE SET device = excluded.device RETURNING id
"""
_SERIES: Final = "SELECT id, device, component, quantity FROM series"
_READERS: Final = 4
_OURS: Final = (psycopg.IntegrityError, psycopg.DataError, psycopg.ProgrammingError)
"""What a statement or its values did; all else is the database's failure."""
T = TypeVar("T")


class PostgresSeries(StoreBase[Db]):
    """Implements telemetry.ports.SeriesStore; makes its tables where there are none.

    Raises ConfigError when the database is not as needed, StoreUnavailableError on every failure of it: then nothing was
    stored, unless the connection was lost in the very moment of the commit. The next call connects anew.
    """

    def __init__(self, url: str) -> None:
        super().__init__(series_postgres_reads, series_postgres_whole)
        self._info, self._name = conninfo(url), name_at(url)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="series-write")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="series-read")
        self._local = threading.local()
        self._open: set[Db] = set()
        self._ids: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        self._learnt = False
        self.months: set[str] = set()
        try:
            self._writer.submit(self._prepare).result()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        for db in self._open:
            db.close()
        self._open.clear()

    async def change(self, fn: Callable[[Db], T]) -> T:
        running = asyncio.get_running_loop().run_in_executor(self._writer, self._change, fn)
        return await asyncio.shield(running)

    async def read(self, fn: Callable[[Db], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, fn)

    def page(self, db: Db) -> PostgresPage:
        return PostgresPage(db, self)

    # --- for pages, in the writer thread ---

    def series_id(self, db: Db, key: SeriesKey) -> int:
        """Return the number of a series, giving one when it is new. Raises TooManySeriesError."""
        ids = self._ids[key.device]
        known = ids.get((key.component, key.quantity))
        if known is not None:
            return known
        if len(ids) >= MAX_SERIES_PER_DEVICE:
            raise TooManySeriesError(key.device)
        row: Any = db.execute(_NAME_SERIES, (key.device, key.component, key.quantity)).fetchone()
        ids[key.component, key.quantity] = int(row[0])
        return int(row[0])

    def ids_of(self, device: str) -> Mapping[tuple[str, str], int]:
        return self._ids[device]

    # --- transactions ---

    def _prepare(self) -> None:
        try:
            prepare(self._connection(writes=True), self._name)
        except psycopg.Error as error:
            raise self._unavailable(error) from None

    def _change(self, fn: Callable[[Db], T]) -> T:
        try:
            try:
                return self._transaction(self._connection(writes=True), fn)
            except _StaleError:  # the connection ended while nobody used it
                return self._transaction(self._connection(writes=True), fn)
        except _StaleError as error:
            raise self._unavailable(error.__cause__ or error) from error
        except psycopg.Error as error:
            if isinstance(error, _OURS):
                raise
            raise self._unavailable(error) from error

    def _transaction(self, db: Db, fn: Callable[[Db], T]) -> T:
        done = False
        try:
            with db.transaction():
                self._begin(db)
                result = fn(db)
            done = True
        finally:
            if not done:
                self._learnt = False
                if db.closed:
                    self._drop(db)
        return result

    def _begin(self, db: Db) -> None:
        """Take the turn, and learn what others may have changed."""
        try:
            locked(db)
        except psycopg.OperationalError as error:
            if db.closed:
                raise _StaleError from error
            raise
        self.meta.learn(meta_of(db))
        if not self._learnt:
            self._ids.clear()
            for number, device, component, quantity in db.execute(_SERIES):
                self._ids[device][component, quantity] = number
            self.months = months(db)
            self._learnt = True

    def _read(self, fn: Callable[[Db], T]) -> T:
        try:
            db = self._connection(writes=False)
            try:
                return fn(db)
            except psycopg.OperationalError:
                if not db.closed:
                    raise
                self._drop(db)
            return fn(self._connection(writes=False))  # the connection ended while nobody used it
        except psycopg.Error as error:
            if isinstance(error, _OURS):
                raise
            raise self._unavailable(error) from error

    def _connection(self, *, writes: bool) -> Db:
        db: Db | None = getattr(self._local, "db", None)
        if db is None or db.closed:
            db = connect(self._info, writes=writes)
            self._local.db = db
            self._open.add(db)
        return db

    def _drop(self, db: Db) -> None:
        with suppress(psycopg.Error):
            db.close()
        self._open.discard(db)
        self._local.db = None

    def _unavailable(self, error: BaseException) -> StoreUnavailableError:
        """Return the failure in one line, without values and passwords."""
        lines = str(error).strip().splitlines()
        return StoreUnavailableError(f"time series in {self._name}: {lines[0] if lines else type(error).__name__}")


class _StaleError(Exception):
    """Raised when a connection turns out to be closed before anything was done."""
