"""Files of older versions are brought up in place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.adapters.series_sqlite_file import VERSION
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Bucket, Level

KEY = SeriesKey("nordpark-1", "luft", "temp_c")
MIDNIGHT_MS = 1_799_967_600_000
"""2027-01-15 in Berlin."""
_OLD = f"""
CREATE TABLE series (
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, component TEXT NOT NULL, quantity TEXT NOT NULL,
    UNIQUE (device, component, quantity));
CREATE TABLE sample (
    series INTEGER NOT NULL, t INTEGER NOT NULL, x REAL, q TEXT, PRIMARY KEY (series, t)) WITHOUT ROWID;
CREATE TABLE hourly (
    series INTEGER NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL, total REAL NOT NULL, low REAL NOT NULL,
    high REAL NOT NULL, PRIMARY KEY (series, hour)) WITHOUT ROWID;
CREATE TABLE last (series INTEGER PRIMARY KEY, t INTEGER NOT NULL, x REAL, q TEXT);
CREATE TABLE progress (
    device TEXT NOT NULL, epoch TEXT NOT NULL, stream TEXT NOT NULL, wm INTEGER NOT NULL, beyond TEXT NOT NULL,
    PRIMARY KEY (device, epoch, stream)) WITHOUT ROWID;
CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY, topic TEXT NOT NULL, reason TEXT NOT NULL, digest BLOB NOT NULL UNIQUE, payload BLOB NOT NULL,
    first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, count INTEGER NOT NULL);
PRAGMA user_version = 1;
INSERT INTO series VALUES (7, 'nordpark-1', 'luft', 'temp_c');
INSERT INTO sample VALUES (7, {MIDNIGHT_MS - 1}, 3.0, NULL), (7, {MIDNIGHT_MS}, 1.0, NULL), (7, {MIDNIGHT_MS + 1}, 2.0, NULL);
INSERT INTO hourly VALUES (7, {MIDNIGHT_MS - HOUR_MS}, 1, 3.0, 3.0, 3.0), (7, {MIDNIGHT_MS}, 2, 3.0, 1.0, 2.0);
INSERT INTO last VALUES (7, {MIDNIGHT_MS + 1}, 2.0, NULL);
INSERT INTO progress VALUES ('nordpark-1', 'e1', 't', 3, '[]');
"""  # noqa: S608


async def test_an_older_file_gets_its_days(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "series.db")) as db:
        db.executescript(_OLD)
    for _ in range(2):
        with closing(SqliteSeries(tmp_path / "series.db")) as series:
            days = await series.buckets([KEY], Level.DAY, from_ms=0, to_ms=MIDNIGHT_MS * 2)
            assert days == {KEY: [Bucket(MIDNIGHT_MS - 24 * HOUR_MS, 1, 3.0, 3.0, 3.0), Bucket(MIDNIGHT_MS, 2, 3.0, 1.0, 2.0)]}
            assert [key.epoch for key in await series.ledger().progress_of("nordpark-1")] == ["e1"]


def test_a_newer_file_is_left_alone_and_says_so(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "series.db")) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreUnavailableError, match="newer version"):
        SqliteSeries(tmp_path / "series.db")
