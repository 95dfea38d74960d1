"""What is done to the file of `series_sqlite` as a whole: zone, journal, and forgetting what is too old."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from hallenwart_backend.adapters.series_forgetting import STEP, cut_of, marked
from hallenwart_backend.adapters.series_meta import MARK, Meta
from hallenwart_backend.adapters.series_packing import pack_offsets
from hallenwart_backend.adapters.series_sqlite_file import put_meta, rebuild_days
from hallenwart_backend.telemetry.folding import Days, hour_of
from hallenwart_backend.telemetry.ports import Level

__all__ = ["forget_changes", "forget_some", "keep_changes", "mark", "put_meta", "set_zone", "tidy"]


def set_zone(db: sqlite3.Connection, meta: Meta, zone: str) -> None:
    days = Days(zone)
    rebuild_days(db, days, from_ms=meta.hours_from)
    put_meta(db, "zone", zone)
    meta.days = days


def keep_changes(db: sqlite3.Connection, meta: Meta, most: int) -> None:
    put_meta(db, "most_changes", most)
    if not most:
        db.execute("DELETE FROM change")
    meta.most_changes = most


def forget_changes(db: sqlite3.Connection, _meta: Meta, upto: int) -> None:
    db.execute("DELETE FROM change WHERE number <= ?", (upto,))


def mark(db: sqlite3.Connection, meta: Meta, level: Level, before_ms: int) -> int:
    """Say what is old from now on; return where it is cut."""
    cut = cut_of(meta, level, before_ms)
    if marked(meta, level, cut):
        put_meta(db, MARK[level], cut)
    return cut


def forget_some(db: sqlite3.Connection, level: Level, series: Sequence[int], cut: int) -> int:
    """Forget one step of some series; return how many rows."""
    one = {Level.SAMPLE: _samples, Level.HOUR: _hours, Level.DAY: _days}[level]
    return sum(one(db, each, cut) for each in series)


def tidy(_db: sqlite3.Connection, _meta: Meta) -> None:
    """Free pages are used again."""


def _samples(db: sqlite3.Connection, series: int, cut: int) -> int:
    """Of each sample its time is kept in three bytes: should it come again, it is not counted again."""
    query = "SELECT t FROM sample WHERE series = ? AND t < ? ORDER BY t LIMIT ?"
    times = [t_ms for (t_ms,) in db.execute(query, (series, cut, STEP))]
    hours: dict[int, list[int]] = {}
    for t_ms in times:
        hours.setdefault(hour_of(t_ms), []).append(t_ms - hour_of(t_ms))
    for hour, offsets in hours.items():
        row = db.execute("SELECT times FROM forgotten WHERE series = ? AND hour = ?", (series, hour)).fetchone()
        packed = (row[0] if row else b"") + pack_offsets(offsets)
        db.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?)", (series, hour, packed))
    if times:
        db.execute("DELETE FROM sample WHERE series = ? AND t <= ?", (series, times[-1]))
    return len(times)


def _hours(db: sqlite3.Connection, series: int, cut: int) -> int:
    step = "SELECT hour FROM hourly WHERE series = ? AND hour < ? ORDER BY hour LIMIT 1 OFFSET ?"
    row = db.execute(step, (series, cut, STEP)).fetchone()
    upto = row[0] if row else cut
    db.execute("DELETE FROM forgotten WHERE series = ? AND hour < ?", (series, upto))
    return db.execute("DELETE FROM hourly WHERE series = ? AND hour < ?", (series, upto)).rowcount


def _days(db: sqlite3.Connection, series: int, cut: int) -> int:
    return db.execute("DELETE FROM daily WHERE series = ? AND day < ?", (series, cut)).rowcount
