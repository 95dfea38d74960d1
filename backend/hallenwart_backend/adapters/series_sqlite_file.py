"""The file of `series_sqlite`: its tables, how older files are brought up, and what is known of it as a whole.

    sample (series, t) -> x, q      last (series) -> t, x, q
    hourly (series, hour), daily (series, day) -> n, total, low, high
    forgotten (series, hour) -> times: three bytes for each sample that is gone, its milliseconds into the hour
    change (number) -> points of one commit: how many, and how many up to it

The first value under a (series, t) stays. NULL is a reading without a value (sensor fault).
"""

from __future__ import annotations

import sqlite3
from typing import Final

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.telemetry.folding import DEFAULT_ZONE, Days

VERSION: Final = 2
_FIRST: Final = """
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
    first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, count INTEGER NOT NULL)
"""
_SECOND: Final = """
CREATE TABLE daily (
    series INTEGER NOT NULL, day INTEGER NOT NULL, n INTEGER NOT NULL, total REAL NOT NULL, low REAL NOT NULL,
    high REAL NOT NULL, PRIMARY KEY (series, day)) WITHOUT ROWID;
CREATE TABLE forgotten (
    series INTEGER NOT NULL, hour INTEGER NOT NULL, times BLOB NOT NULL, PRIMARY KEY (series, hour)) WITHOUT ROWID;
CREATE TABLE change (
    number INTEGER PRIMARY KEY, n INTEGER NOT NULL, upto INTEGER NOT NULL, points BLOB NOT NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID
"""
_DAYS_OF_HOURS: Final = """
INSERT OR REPLACE INTO daily
SELECT series, day_of(hour), sum(n), sum(total), min(low), max(high) FROM hourly WHERE hour >= ? GROUP BY 1, 2
"""


def meta_of(db: sqlite3.Connection) -> dict[str, str | int]:
    return dict(db.execute("SELECT name, value FROM meta"))


def put_meta(db: sqlite3.Connection, name: str, value: str | int) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def prepare(db: sqlite3.Connection) -> None:
    """Make the tables, or bring an older file up, all or nothing."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreUnavailableError("the file was written by a newer version of this program")
    if version == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    (version,) = db.execute("PRAGMA user_version").fetchone()  # another process may have been faster
    if version < VERSION:
        for statement in (_FIRST + ";" + _SECOND).split(";"):
            db.execute(statement)
        rebuild_days(db, Days(DEFAULT_ZONE), from_ms=0)
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def rebuild_days(db: sqlite3.Connection, days: Days, *, from_ms: int) -> None:
    """Make the days anew from the hours, as far back as there are hours."""
    db.create_function("day_of", 1, days.of, deterministic=True)
    db.execute("DELETE FROM daily WHERE day >= ?", (from_ms,))
    db.execute(_DAYS_OF_HOURS, (from_ms,))
