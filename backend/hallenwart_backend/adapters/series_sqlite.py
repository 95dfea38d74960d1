"""Time series of record in SQLite: WAL, full sync, one writer thread, hourly roll-up and last values kept in step.

    sample (series, t) -> x, q      hourly (series, hour) -> n, total, low, high      last (series) -> t, x, q

The first value under a (series, t) stays. NULL is a reading without a value (sensor fault).
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeVar

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey

HOUR_MS: Final = 3_600_000
MAX_POINTS: Final = 20_000
MAX_SERIES_PER_DEVICE: Final = 2_000
Point = tuple[int, int, float | None, str | None]
"""Series number, t_ms, value, quality (None: ok)."""

STORED_QUALITY: Final[dict[str, str | None]] = {"ok": None, "suspect": "suspect", "stale": "stale", "fault": "fault"}

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS series (
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, component TEXT NOT NULL, quantity TEXT NOT NULL,
    UNIQUE (device, component, quantity));
CREATE TABLE IF NOT EXISTS sample (
    series INTEGER NOT NULL, t INTEGER NOT NULL, x REAL, q TEXT, PRIMARY KEY (series, t)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hourly (
    series INTEGER NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL, total REAL NOT NULL, low REAL NOT NULL,
    high REAL NOT NULL, PRIMARY KEY (series, hour)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS last (series INTEGER PRIMARY KEY, t INTEGER NOT NULL, x REAL, q TEXT);
CREATE TABLE IF NOT EXISTS progress (
    device TEXT NOT NULL, epoch TEXT NOT NULL, stream TEXT NOT NULL, wm INTEGER NOT NULL, beyond TEXT NOT NULL,
    PRIMARY KEY (device, epoch, stream)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dead_letter (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, reason TEXT NOT NULL, digest BLOB NOT NULL UNIQUE, payload BLOB NOT NULL,
    first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, count INTEGER NOT NULL);
PRAGMA user_version = 1;
"""
_NAME_SERIES: Final = """
INSERT INTO series (device, component, quantity) VALUES (?, ?, ?)
ON CONFLICT (device, component, quantity) DO UPDATE SET device = excluded.device RETURNING id
"""  # an import beside the running server may have named it already
MOST_MOVED_MS: Final = 20
_NEIGHBOURS: Final = "SELECT t, x FROM sample WHERE series = ? AND t BETWEEN ? AND ?"
_ROWS_A_STATEMENT: Final = 128
_ADD_ONE: Final = "INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?)"
_ADD_MANY: Final = _ADD_ONE + ", (?, ?, ?, ?)" * (_ROWS_A_STATEMENT - 1)
_ADD_HOUR: Final = """
INSERT INTO hourly VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (series, hour) DO UPDATE SET
    n = n + excluded.n, total = total + excluded.total, low = min(low, excluded.low), high = max(high, excluded.high)
"""
_SET_HOUR: Final = """
INSERT OR REPLACE INTO hourly
SELECT series, ?2, count(x), sum(x), min(x), max(x) FROM sample
WHERE series = ?1 AND t >= ?2 AND t < ?2 + 3600000 AND x IS NOT NULL HAVING count(x) > 0
"""
_SET_LAST: Final = """
INSERT INTO last VALUES (?, ?, ?, ?) ON CONFLICT (series) DO UPDATE SET
    t = excluded.t, x = excluded.x, q = excluded.q WHERE excluded.t >= t
"""
T = TypeVar("T")
_IN_ORDER: Final = itemgetter(0, 1)


class TooManySeriesError(ValueError):
    """Raised when a device names more series than one device can have."""


class SqliteSeries:
    """Implements ports.Series. Opens or creates `path`; `close` when done. Raises StoreUnavailableError on every failure."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="series-write")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="series-read")
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._ids: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        self._writer.submit(self._prepare).result()

    def close(self) -> None:
        self._writer.shutdown()
        self._readers.shutdown()
        for connection in self._connections:
            connection.close()
        self._connections.clear()

    async def write(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run `fn` in a transaction of the writer thread; committed and durable when this returns."""
        running = asyncio.get_running_loop().run_in_executor(self._writer, self._transaction, fn)
        return await asyncio.shield(running)

    async def append(self, points: Iterable[tuple[SeriesKey, int, float | None]]) -> None:
        """Store (key, t_ms, value) in one transaction; values already there stay."""
        found = list(points)
        await self.write(lambda db: add_points(db, [(self.series_id(db, key), t_ms, x, None) for key, t_ms, x in found]))

    async def window(self, key: SeriesKey, *, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]:
        return await self._read(lambda db: _window(db, key, from_ms, to_ms))

    async def latest(self, key: SeriesKey) -> tuple[int, float | None] | None:
        return await self._read(lambda db: _latest(db, key))

    async def latest_of(self, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
        """Return the last value of every series of a device."""
        query = "SELECT component, quantity, t, x FROM series JOIN last ON last.series = series.id WHERE device = ?"
        rows = await self._read(lambda db: db.execute(query, (device,)).fetchall())
        return {SeriesKey(device, component, quantity): (t, x) for component, quantity, t, x in rows}

    async def keys_of(self, quantity: str) -> list[SeriesKey]:
        """Return every series of quantities that begin with `quantity`."""
        query = "SELECT device, component, quantity FROM series WHERE substr(quantity, 1, ?) = ?"
        rows = await self._read(lambda db: db.execute(query, (len(quantity), quantity)).fetchall())
        return [SeriesKey(*row) for row in rows]

    async def hourly(self, key: SeriesKey, *, from_ms: int, to_ms: int) -> list[tuple[int, float, float, float]]:
        """Return (hour_ms, mean, low, high) of hours that begin in [from_ms, to_ms)."""
        query = """SELECT hour, total / n, low, high FROM hourly JOIN series ON series.id = hourly.series
                   WHERE device = ? AND component = ? AND quantity = ? AND hour >= ? AND hour < ? ORDER BY hour"""
        names = (key.device, key.component, key.quantity)
        return await self._read(lambda db: db.execute(query, (*names, from_ms, to_ms)).fetchall())

    async def read(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        return await self._read(fn)

    def series_id(self, db: sqlite3.Connection, key: SeriesKey) -> int:
        """Return the number of a series, giving one when it is new; in the writer thread only.

        Raises:
            TooManySeriesError: this device has `MAX_SERIES_PER_DEVICE` already.
        """
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
        """Return the numbers of a device's series by component and quantity; in the writer thread only."""
        return self._ids[device]

    def _prepare(self) -> None:
        try:
            db = self._connection()
            db.executescript(_SCHEMA)
            self._learn_ids(db)
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    def _learn_ids(self, db: sqlite3.Connection) -> None:
        self._ids.clear()
        for number, device, component, quantity in db.execute("SELECT id, device, component, quantity FROM series"):
            self._ids[device][component, quantity] = number

    def _connection(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self._path, isolation_level=None, timeout=10, check_same_thread=False)
            for pragma in (
                "journal_mode=WAL",
                "synchronous=FULL",
                "busy_timeout=10000",
                "cache_size=-16000",
                "wal_autocheckpoint=4000",
            ):
                db.execute(f"PRAGMA {pragma}")
            self._local.db = db
            self._connections.append(db)
        return db

    def _transaction(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        db = self._connection()
        try:
            db.execute("BEGIN IMMEDIATE")
            result = fn(db)
            db.execute("COMMIT")
        except BaseException as error:
            self._ids.clear()
            with suppress(sqlite3.Error):
                if db.in_transaction:  # a full disk has undone it by itself
                    db.execute("ROLLBACK")
                self._learn_ids(db)
            if isinstance(error, sqlite3.OperationalError):
                raise StoreUnavailableError(f"{self._path}: {error}") from error
            raise
        return result

    async def _read(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: fn(self._connection()))
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error


def add_points(db: sqlite3.Connection, points: Sequence[Point], *, every_one: bool = False) -> None:
    """Add samples, roll-up and last values within the caller's transaction.

    A value already at that time stays. With `every_one` another one is not lost for it: it moves to the next free millisecond,
    as of a device whose clock was set back and measures through the same times again.
    """
    if not points:
        return
    points = sorted(points, key=_IN_ORDER)  # neighbours in the table go in together; of equals the first stays first
    hours = _by_hour(points)
    if _add_samples(db, points) == len(points):
        db.executemany(_ADD_HOUR, [(s, h, len(v), sum(v), min(v), max(v)) for (s, h), v in hours.items()])
    else:
        if every_one:
            _add_moved(db, points)
        db.executemany(_SET_HOUR, list(hours))
    newest = {point[0]: point for point in points}
    db.executemany(_SET_LAST, list(newest.values()))


def _add_samples(db: sqlite3.Connection, points: Sequence[Point]) -> int:
    """Insert and return how many were new. Many rows a statement: every step gives the interpreter away and waits for it."""
    whole = len(points) - len(points) % _ROWS_A_STATEMENT
    added = 0
    for start in range(0, whole, _ROWS_A_STATEMENT):
        values = list(chain.from_iterable(points[start : start + _ROWS_A_STATEMENT]))
        added += db.execute(_ADD_MANY, values).rowcount
    return added + max(0, db.executemany(_ADD_ONE, points[whole:]).rowcount)


def _add_moved(db: sqlite3.Connection, points: Sequence[Point]) -> None:
    """Put every value whose time another one holds at one of the next milliseconds."""
    for series, t_ms, x, quality in points:
        there = dict(db.execute(_NEIGHBOURS, (series, t_ms, t_ms + MOST_MOVED_MS)))
        if there.get(t_ms, x) == x or x in there.values():
            continue
        free_ms = next((at for at in range(t_ms, t_ms + MOST_MOVED_MS + 1) if at not in there), None)
        if free_ms is not None:
            db.execute(_ADD_ONE, (series, free_ms, x, quality))


def _by_hour(points: Sequence[Point]) -> dict[tuple[int, int], list[float]]:
    hours: dict[tuple[int, int], list[float]] = defaultdict(list)
    for series, t_ms, x, _ in points:
        if x is not None:
            hours[series, t_ms - t_ms % HOUR_MS].append(x)
    return hours


def _number(db: sqlite3.Connection, key: SeriesKey) -> int | None:
    names = (key.device, key.component, key.quantity)
    row = db.execute("SELECT id FROM series WHERE device = ? AND component = ? AND quantity = ?", names).fetchone()
    return row[0] if row else None


def _latest(db: sqlite3.Connection, key: SeriesKey) -> tuple[int, float | None] | None:
    row = db.execute("SELECT t, x FROM last WHERE series = ?", (_number(db, key),)).fetchone()
    return (row[0], row[1]) if row else None


def _window(db: sqlite3.Connection, key: SeriesKey, from_ms: int, to_ms: int) -> list[tuple[int, float | None]]:
    """Every point in [from_ms, to_ms); hourly means when those are too many."""
    bounds = (_number(db, key), from_ms, to_ms, MAX_POINTS + 1)
    rows = db.execute("SELECT t, x FROM sample WHERE series = ? AND t >= ? AND t < ? ORDER BY t LIMIT ?", bounds).fetchall()
    if len(rows) <= MAX_POINTS:
        return rows
    coarse = "SELECT hour, total / n FROM hourly WHERE series = ? AND hour >= ? AND hour < ? ORDER BY hour LIMIT ?"
    return db.execute(coarse, (*bounds[:3], MAX_POINTS)).fetchall()
