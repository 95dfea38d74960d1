"""Carries time series between the two stores: a PostgreSQL written out as a file `series.db`, and such a file put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from hallenwart_backend.adapters import series_sqlite_file as file
from hallenwart_backend.adapters.series_postgres_schema import (
    Db,
    connect,
    conninfo,
    is_made,
    locked,
    make_months,
    meta_of,
    months,
    name_at,
    prepare,
    put_meta,
)
from hallenwart_backend.errors import ConfigError, StoreUnavailableError
from hallenwart_backend.telemetry.months import month_of, months_of

_FOLDED: Final = ("n", "total", "low", "high")
_TABLES: Final = {
    "series": ("id", "device", "component", "quantity"),
    "sample": ("series", "t", "x", "q"),
    "hourly": ("series", "hour", *_FOLDED),
    "daily": ("series", "day", *_FOLDED),
    "last": ("series", "t", "x", "q"),
    "forgotten": ("series", "hour", "times"),
    "change": ("number", "n", "upto", "points"),
    "progress": ("device", "epoch", "stream", "wm", "beyond"),
    "dead_letter": ("id", "topic", "reason", "digest", "payload", "first_ms", "last_ms", "count"),
}
_NUMBERED: Final = ("series", "dead_letter")
_ROWS_AT_ONCE: Final = 20_000


def _untold(_table: str, _rows: int) -> None:
    """Tells nobody how far it is."""


def to_file(url: str, path: Path) -> bool:
    """Write what a PostgreSQL holds, as of one moment, to a new file; False where there are no tables of time series.

    Raises StoreUnavailableError.
    """
    try:
        with closing(connect(conninfo(url), writes=False)) as db:
            made = is_made(db)
            if made:
                _write_all(db, path)
            return made
    except psycopg.Error as error:
        raise _unavailable(url, error) from None


def _write_all(db: Db, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as out:
        out.execute("PRAGMA synchronous=OFF")
        file.prepare(out)
        db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with db.transaction():
            out.execute("BEGIN")
            for table, columns in _TABLES.items():
                _write(db, out, table, columns)
            for name, value in meta_of(db).items():
                file.put_meta(out, name, int(value) if str(value).isdigit() else value)
            out.execute("COMMIT")


def _write(db: Db, out: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    marks = ", ".join("?" * len(columns))
    with db.cursor(name="carry", binary=True) as cursor:
        cursor.execute(sql.SQL("SELECT {} FROM {} ORDER BY 1, 2").format(*_named(table, columns)))
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            out.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def from_file(path: Path, url: str, step: Callable[[str, int], None] = _untold) -> int:
    """Put what a file holds into a PostgreSQL that holds no readings yet, all or nothing; return how many samples.

    Raises ConfigError, StoreUnavailableError.
    """
    try:
        with closing(connect(conninfo(url), writes=True)) as db, closing(sqlite3.connect(path, isolation_level=None)) as source:
            file.prepare(source)
            prepare(db, name_at(url))
            with db.transaction():
                locked(db)
                if db.execute("SELECT 1 FROM series LIMIT 1").fetchone():
                    raise ConfigError(f"{name_at(url)} holds readings already; give them a database of their own")
                source.execute("BEGIN IMMEDIATE")
                return _fill(source, db, step)
    except psycopg.Error as error:
        raise _unavailable(url, error) from None
    except sqlite3.Error as error:
        raise StoreUnavailableError(f"{path}: {error}") from error


def take_back(url: str) -> None:
    """Undo `from_file`."""
    with closing(connect(conninfo(url), writes=True)) as db:
        db.execute("DROP SCHEMA telemetry CASCADE")


def _fill(source: sqlite3.Connection, db: Db, step: Callable[[str, int], None]) -> int:
    make_months(db, [month for month in _months(source) if month.name not in months(db)])
    rows = {table: _copy(source, db, table, columns, step) for table, columns in _TABLES.items()}
    for name, value in file.meta_of(source).items():
        put_meta(db, name, value)
    for table in _NUMBERED:
        highest = "SELECT setval(pg_get_serial_sequence(%(table)s, 'id'), max(id)) FROM {} HAVING max(id) IS NOT NULL"
        db.execute(sql.SQL(highest).format(sql.Identifier(table)), {"table": table})
    db.execute("ANALYZE")
    return rows["sample"]


def _months(source: sqlite3.Connection) -> Iterator[Any]:
    """Yield the months of the samples, without looking at each of them."""
    first = "SELECT min((SELECT min(t) FROM sample WHERE series = id AND t >= ?)) FROM series"
    found = set()
    (t_ms,) = source.execute(first, (0,)).fetchone()
    while t_ms is not None:
        found |= months_of([t_ms])
        (t_ms,) = source.execute(first, (month_of(t_ms).to_ms,)).fetchone()
    yield from sorted(found)


def _copy(source: sqlite3.Connection, db: Db, table: str, columns: tuple[str, ...], step: Callable[[str, int], None]) -> int:
    rows = 0
    query = sql.SQL("COPY {1} ({0}) FROM STDIN").format(*_named(table, columns))
    found = source.execute(f"SELECT {', '.join(columns)} FROM {table}")
    with db.cursor() as cursor, cursor.copy(query) as copy:
        while some := found.fetchmany(_ROWS_AT_ONCE):
            for row in some:
                copy.write_row(row)
            rows += len(some)
            step(table, rows)
    return rows


def _named(table: str, columns: tuple[str, ...]) -> tuple[sql.Composed, sql.Identifier]:
    return sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table)


def _unavailable(url: str, error: psycopg.Error) -> StoreUnavailableError:
    lines = str(error).strip().splitlines()
    return StoreUnavailableError(f"time series in {name_at(url)}: {lines[0] if lines else type(error).__name__}")
