"""Forgets what is too old in the file of `series_sqlite`: whole hours and days, a little at a time."""

from __future__ import annotations

import sqlite3
from typing import Final

from hallenwart_backend.adapters.series_packing import pack_offsets
from hallenwart_backend.adapters.series_sqlite_file import Meta, put_meta
from hallenwart_backend.telemetry.folding import hour_of
from hallenwart_backend.telemetry.ports import Level

STEP: Final = 4_000
"""Rows in one transaction."""
_MARK: Final = {Level.SAMPLE: "samples_from", Level.HOUR: "hours_from", Level.DAY: "days_from"}


def mark(db: sqlite3.Connection, meta: Meta, level: Level, before_ms: int) -> tuple[int, list[int]]:
    """Say what is old from now on. Returns the time it is cut at, and the series there are."""
    cut = hour_of(before_ms) if level is Level.SAMPLE else meta.days.of(hour_of(before_ms))
    if cut > getattr(meta, _MARK[level]):
        put_meta(db, _MARK[level], cut)
        setattr(meta, _MARK[level], cut)
    return cut, [number for (number,) in db.execute("SELECT id FROM series")]


def forget_some(db: sqlite3.Connection, level: Level, series: int, cut: int) -> int:
    """Forget some of a series; 0 when nothing is left of it."""
    return {Level.SAMPLE: _samples, Level.HOUR: _hours, Level.DAY: _days}[level](db, series, cut)


def _samples(db: sqlite3.Connection, series: int, cut: int) -> int:
    """Of each sample its time is kept in three bytes: should it come again, it is not counted again."""
    query = "SELECT t FROM sample WHERE series = ? AND t < ? ORDER BY t LIMIT ?"
    times = [t_ms for (t_ms,) in db.execute(query, (series, cut, STEP))]
    if not times:
        return 0
    hours: dict[int, list[int]] = {}
    for t_ms in times:
        hours.setdefault(hour_of(t_ms), []).append(t_ms - hour_of(t_ms))
    for hour, offsets in hours.items():
        row = db.execute("SELECT times FROM forgotten WHERE series = ? AND hour = ?", (series, hour)).fetchone()
        packed = (row[0] if row else b"") + pack_offsets(offsets)
        db.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?)", (series, hour, packed))
    db.execute("DELETE FROM sample WHERE series = ? AND t <= ?", (series, times[-1]))
    return len(times)


def _hours(db: sqlite3.Connection, series: int, cut: int) -> int:
    upto = "SELECT hour FROM {} WHERE series = ? AND hour < ? ORDER BY hour LIMIT 1 OFFSET ?"
    gone = 0
    for table in ("forgotten", "hourly"):
        row = db.execute(upto.format(table), (series, cut, STEP)).fetchone()
        deleted = db.execute(f"DELETE FROM {table} WHERE series = ? AND hour < ?", (series, row[0] if row else cut))  # noqa: S608
        gone += deleted.rowcount
    return gone


def _days(db: sqlite3.Connection, series: int, cut: int) -> int:
    return db.execute("DELETE FROM daily WHERE series = ? AND day < ?", (series, cut)).rowcount
