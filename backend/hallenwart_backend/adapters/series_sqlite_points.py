"""Puts samples into the file of `series_sqlite`, with roll-ups, last values and the journal of changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final

from hallenwart_backend.adapters.series_forgetting import late, unheard
from hallenwart_backend.adapters.series_limits import MOST_MOVED_MS
from hallenwart_backend.adapters.series_meta import Meta
from hallenwart_backend.adapters.series_packing import pack
from hallenwart_backend.adapters.series_sqlite_file import put_meta
from hallenwart_backend.telemetry.folding import HOUR_MS, Folds, Point, by_day, by_hour
from hallenwart_backend.telemetry.points import Points, folded

_NEIGHBOURS: Final = "SELECT t, x FROM sample WHERE series = ? AND t BETWEEN ? AND ?"
_ROWS_A_STATEMENT: Final = 128
_ADD_ONE: Final = "INSERT OR IGNORE INTO sample VALUES (?, ?, ?, ?)"
_ADD_MANY: Final = _ADD_ONE + ", (?, ?, ?, ?)" * (_ROWS_A_STATEMENT - 1)
_ROWS_A_TIME: Final = (128, 32, 8, 2, 1)
_ADD: Final = "INSERT OR IGNORE INTO sample VALUES (…)"
_ADD_OK: Final = "INSERT OR IGNORE INTO sample (series, t, x) VALUES (…)"
_ADD_HOUR: Final = """
INSERT INTO hourly VALUES (…) ON CONFLICT (series, hour) DO UPDATE SET
    n = n + excluded.n, total = total + excluded.total, low = min(low, excluded.low), high = max(high, excluded.high)
"""
_ADD_DAY: Final = _ADD_HOUR.replace("hourly", "daily").replace("hour", "day")
_SET_HOUR: Final = """
INSERT OR REPLACE INTO hourly
SELECT series, ?2, count(x), sum(x), min(x), max(x) FROM sample
WHERE series = ?1 AND t >= ?2 AND t < ?2 + 3600000 AND x IS NOT NULL HAVING count(x) > 0
"""
_SET_DAY: Final = """
INSERT OR REPLACE INTO daily
SELECT series, ?2, sum(n), sum(total), min(low), max(high) FROM hourly
WHERE series = ?1 AND hour >= ?2 AND hour < ?3 HAVING sum(n) > 0
"""
_SET_LAST: Final = """
INSERT INTO last VALUES (…) ON CONFLICT (series) DO UPDATE SET
    t = excluded.t, x = excluded.x, q = excluded.q WHERE excluded.t >= t
"""
_STORED: Final = "SELECT series, t, x, q FROM sample WHERE series = ? AND t = ?"
_IN_HOUR: Final = "SELECT t FROM sample WHERE series = ? AND t >= ? AND t < ?"
_IN_ORDER: Final = itemgetter(0, 1)
_TIME: Final = itemgetter(1)


def add_points(db: sqlite3.Connection, meta: Meta, points: Sequence[Point], *, every_one: bool = False) -> None:
    """Add samples, roll-ups and last values within the caller's transaction.

    A value already at that time stays. With `every_one` another one is not lost for it: it moves to the next free millisecond,
    as of a device whose clock was set back and measures through the same times again.
    """
    if isinstance(points, Points):
        if points and min(points.t_ms) >= meta.samples_from and _add_columns(db, meta, points.ordered()):
            return
        points = [*points]
    if points and min(map(_TIME, points)) < meta.samples_from:
        points = _add_old(db, meta, points)
    if not points:
        return
    points = sorted(points, key=_IN_ORDER)  # neighbours in the table go in together; of equals the first stays first
    if _add_samples(db, points) == len(points):
        _add_folds(db, meta, points)
    else:
        moved = _add_moved(db, points) if every_one else []
        points = _stored(db, [(series, t_ms) for series, t_ms, _, _ in points] + moved)
        _set_folds(db, meta, points)
    _keep_last(db, points)
    if meta.most_changes:
        _journal(db, meta, points)


def _add_columns(db: sqlite3.Connection, meta: Meta, points: Points) -> bool:
    """The way of nearly all points: every one is new. False when one is not: they stand there, but nothing is counted yet."""
    if _add_flat(db, points) != len(points):
        return False
    hours, newest = folded(points)
    _add_hours(db, meta, hours)
    _in_few(db, _SET_LAST, 4, [value for point in newest for value in point])
    if meta.most_changes:
        _journal(db, meta, points)
    return True


def _add_flat(db: sqlite3.Connection, points: Points) -> int:
    """Insert and return how many were new; values go in as one flat list, quality only where there is one."""
    width, statement = (4, _ADD) if points.q else (3, _ADD_OK)
    flat: list[object] = [None] * (width * len(points))
    flat[0::width], flat[1::width], flat[2::width] = points.series, points.t_ms, points.x
    if points.q:
        flat[3::width] = points.words()
    return _in_few(db, statement, width, flat)


def _in_few(db: sqlite3.Connection, statement: str, width: int, flat: Sequence[object]) -> int:
    """Execute a statement over many rows of values, as few times as can be; return how many rows it changed.

    Each time gives the interpreter away, and while the other thread is busy comes back a millisecond later.
    """
    changed = start = 0
    row = f"({', '.join('?' * width)})"
    for rows in _ROWS_A_TIME:
        step = rows * width
        while len(flat) - start >= step:
            text = statement.replace("(…)", ", ".join([row] * rows))
            changed += db.execute(text, flat[start : start + step]).rowcount
            start += step
    return changed


def _add_samples(db: sqlite3.Connection, points: Sequence[Point]) -> int:
    """Insert and return how many were new. Many rows a statement: every step gives the interpreter away and waits for it."""
    whole = len(points) - len(points) % _ROWS_A_STATEMENT
    added = 0
    for start in range(0, whole, _ROWS_A_STATEMENT):
        values = list(chain.from_iterable(points[start : start + _ROWS_A_STATEMENT]))
        added += db.execute(_ADD_MANY, values).rowcount
    return added + max(0, db.executemany(_ADD_ONE, points[whole:]).rowcount)


def _add_moved(db: sqlite3.Connection, points: Sequence[Point]) -> list[tuple[int, int]]:
    """Put every value whose time another one holds at one of the next milliseconds; return where."""
    moved = []
    for series, t_ms, x, quality in points:
        there = dict(db.execute(_NEIGHBOURS, (series, t_ms, t_ms + MOST_MOVED_MS)))
        if there.get(t_ms, x) == x or x in there.values():
            continue
        free_ms = next((at for at in range(t_ms, t_ms + MOST_MOVED_MS + 1) if at not in there), None)
        if free_ms is not None:
            db.execute(_ADD_ONE, (series, free_ms, x, quality))
            moved.append((series, free_ms))
    return moved


def _add_old(db: sqlite3.Connection, meta: Meta, points: Sequence[Point]) -> list[Point]:
    """Count what comes so late that the samples of its hour were forgotten, unless it was there before; return the others."""
    new: list[Point] = []
    for (series, hour), some in late(meta, points).items():
        row = db.execute("SELECT times FROM forgotten WHERE series = ? AND hour = ?", (series, hour)).fetchone()
        stored = [t_ms for (t_ms,) in db.execute(_IN_HOUR, (series, hour, hour + HOUR_MS))]
        found, times = unheard(some, hour, row[0] if row else b"", stored)
        if found:
            db.execute("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?)", (series, hour, times))
            new += found
    if new:
        new.sort(key=_IN_ORDER)
        _add_folds(db, meta, new)
        _keep_last(db, new)
        if meta.most_changes:
            _journal(db, meta, new)
    return [point for point in points if point[1] >= meta.samples_from]


def _add_folds(db: sqlite3.Connection, meta: Meta, points: Iterable[Point]) -> None:
    """Count samples that are all new."""
    _add_hours(db, meta, by_hour(points))


def _add_hours(db: sqlite3.Connection, meta: Meta, hours: Folds) -> None:
    _in_few(db, _ADD_HOUR, 6, [value for key, fold in hours.items() for value in (*key, *fold)])
    _in_few(db, _ADD_DAY, 6, [value for key, fold in by_day(hours, meta.days).items() for value in (*key, *fold)])


def _set_folds(db: sqlite3.Connection, meta: Meta, points: Iterable[Point]) -> None:
    """Count anew what lies in the hours and days of these samples."""
    hours = by_hour(points)
    db.executemany(_SET_HOUR, list(hours))
    days = by_day(hours, meta.days)
    db.executemany(_SET_DAY, [(series, day, meta.days.after(day)) for series, day in days])


def _keep_last(db: sqlite3.Connection, points: Sequence[Point]) -> None:
    newest = {point[0]: point for point in points}
    _in_few(db, _SET_LAST, 4, [value for point in newest.values() for value in point])


def _stored(db: sqlite3.Connection, places: Sequence[tuple[int, int]]) -> list[Point]:
    """Return what stands there now, in order."""
    return [db.execute(_STORED, place).fetchone() for place in sorted(set(places))]


def _journal(db: sqlite3.Connection, meta: Meta, points: Sequence[Point]) -> None:
    """Keep what one commit stored; the oldest go when there are too many."""
    meta.last_change += 1
    meta.journalled += len(points)
    put_meta(db, "last_change", meta.last_change)
    put_meta(db, "journalled", meta.journalled)
    db.execute("INSERT INTO change VALUES (?, ?, ?, ?)", (meta.last_change, len(points), meta.journalled, pack(points)))
    db.execute("DELETE FROM change WHERE upto <= ?", (meta.journalled - meta.most_changes,))
