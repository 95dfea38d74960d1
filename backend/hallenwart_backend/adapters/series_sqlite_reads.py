"""What is asked of the file of `series_sqlite`."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from hallenwart_backend.adapters.series_forgetting import STEP
from hallenwart_backend.adapters.series_limits import MAX_POINTS
from hallenwart_backend.adapters.series_packing import unpack
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Change, Level, Means, Sample

_KEYS_AT_ONCE: Final = 300
_TABLE: Final = {Level.SAMPLE: ("sample", "t"), Level.HOUR: ("hourly", "hour"), Level.DAY: ("daily", "day")}
Numbers = dict[int, SeriesKey]


def numbers_of(db: sqlite3.Connection, keys: Sequence[SeriesKey]) -> Numbers:
    """Return the known ones of these series by number."""
    found: Numbers = {}
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[start : start + _KEYS_AT_ONCE]
        marks = ", ".join(["(?, ?, ?)"] * len(some))
        query = f"SELECT id, device, component, quantity FROM series WHERE (device, component, quantity) IN (VALUES {marks})"
        names = [name for key in some for name in (key.device, key.component, key.quantity)]
        found |= {number: SeriesKey(*key) for number, *key in db.execute(query, names)}
    return found


def keys(db: sqlite3.Connection, quantity: str, device: str) -> list[SeriesKey]:
    query = "SELECT device, component, quantity FROM series WHERE (?1 = '' OR quantity = ?1) AND (?2 = '' OR device = ?2)"
    return [SeriesKey(*row) for row in db.execute(query + " ORDER BY 1, 2, 3", (quantity, device))]


def samples(db: sqlite3.Connection, key: SeriesKey, from_ms: int, to_ms: int, limit: int) -> list[Sample]:
    query = "SELECT t, x, coalesce(q, 'ok') FROM sample WHERE series = ? AND t >= ? AND t < ? ORDER BY t LIMIT ?"
    return [Sample(*row) for number in numbers_of(db, [key]) for row in db.execute(query, (number, from_ms, to_ms, limit))]


def buckets(
    db: sqlite3.Connection, wanted: Sequence[SeriesKey], level: Level, from_ms: int, to_ms: int
) -> dict[SeriesKey, list[Bucket]]:
    if level is Level.SAMPLE:
        raise ValueError("samples are no buckets")
    numbers, (table, time) = numbers_of(db, wanted), _TABLE[level]
    found: dict[SeriesKey, list[Bucket]] = defaultdict(list)
    query = f"SELECT series, {time}, n, total, low, high FROM {table} WHERE series IN (%s) AND {time} >= ? AND {time} < ?"
    for number, t_ms, n, total, low, high in _of_many(db, query + " ORDER BY 1, 2", numbers, from_ms, to_ms):
        found[numbers[number]].append(Bucket(t_ms, n, total, low, high))
    return dict(found)


def last_values(db: sqlite3.Connection, wanted: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]:
    numbers = numbers_of(db, wanted)
    query = "SELECT series, t, x, coalesce(q, 'ok') FROM last WHERE series IN (%s)"
    return {numbers[number]: Sample(*sample) for number, *sample in _of_many(db, query, numbers)}


def extents(db: sqlite3.Connection, wanted: Sequence[SeriesKey], level: Level) -> dict[SeriesKey, tuple[int, int]]:
    numbers, (table, time) = numbers_of(db, wanted), _TABLE[level]
    ends = [f"(SELECT {time} FROM {table} WHERE series = id ORDER BY {time} {way} LIMIT 1)" for way in ("ASC", "DESC")]
    query = f"SELECT id, {ends[0]}, {ends[1]} FROM series WHERE id IN (%s)"
    return {numbers[number]: (first, last) for number, first, last in _of_many(db, query, numbers) if first is not None}


def means(
    db: sqlite3.Connection, wanted: Sequence[SeriesKey], level: Level, asked: Means
) -> dict[SeriesKey, list[tuple[int, float]]]:
    numbers, (query, values) = numbers_of(db, wanted), _means("series, {time}, total / n", level, asked)
    found: dict[SeriesKey, list[tuple[int, float]]] = defaultdict(list)
    for number, t_ms, mean in _of_many(db, query + " ORDER BY 1, 2", numbers, *values):
        found[numbers[number]].append((t_ms, mean))
    return dict(found)


def count_means(db: sqlite3.Connection, wanted: Sequence[SeriesKey], level: Level, asked: Means) -> int:
    numbers, (query, values) = numbers_of(db, wanted), _means("count(*)", level, asked)
    return sum(int(count) for (count,) in _of_many(db, query, numbers, *values))


def best_means(
    db: sqlite3.Connection, wanted: Sequence[SeriesKey], level: Level, asked: Means, down: tuple[bool, bool], limit: int
) -> list[tuple[SeriesKey, int, float]]:
    numbers, (query, values) = numbers_of(db, wanted), _means("total / n, {time}, series", level, asked)
    by_mean, by_time = ("DESC" if one else "ASC" for one in down)
    rows = _of_many(db, f"{query} ORDER BY 1 {by_mean}, 2 {by_time}, 3 LIMIT ?", numbers, *values, limit)
    ways = [-1 if one else 1 for one in down]
    best = sorted(rows, key=lambda row: (ways[0] * row[0], ways[1] * row[1], row[2]))[:limit]
    return [(numbers[number], t_ms, mean) for mean, t_ms, number in best]


def _means(columns: str, level: Level, asked: Means) -> tuple[str, list[float]]:
    """Return the question with its values; `%s` stands for the series. `n` is whole and `total` is not: no whole division."""
    table, time = _TABLE[level]
    query = f"SELECT {columns} FROM {table} WHERE series IN (%s) AND {{time}} >= ? AND {{time}} < ?".format(time=time)
    values: list[float] = [asked.from_ms, asked.to_ms]
    for bound, sign in ((asked.least, ">="), (asked.most, "<=")):
        if math.isfinite(bound):
            query += f" AND total / n {sign} ?"
            values.append(bound)
    return query, values


def changes(db: sqlite3.Connection, after: int, limit: int) -> list[Change]:
    """Return whole commits behind `after`."""
    found: list[Change] = []
    names: Numbers = {}
    for number, packed in db.execute("SELECT number, points FROM change WHERE number > ? ORDER BY number", (after,)):
        for series, t_ms, x, quality in unpack(packed):
            if series not in names:
                names[series] = _name(db, series)
            found.append(Change(number, names[series], Sample(t_ms, x, quality or "ok")))
        if len(found) >= limit:
            break
    return found


def window(
    db: sqlite3.Connection, key: SeriesKey, from_ms: int, to_ms: int, samples_from: int
) -> list[tuple[int, float | None]]:
    """Every point in [from_ms, to_ms); hourly means where those were forgotten or are too many."""
    means = "SELECT hour, total / n FROM hourly WHERE series = ? AND hour >= ? AND hour < ? ORDER BY hour LIMIT ?"
    exact = "SELECT t, x FROM sample WHERE series = ? AND t >= ? AND t < ? ORDER BY t LIMIT ?"
    for number in numbers_of(db, [key]):
        turn = min(max(from_ms, samples_from), to_ms)
        old = db.execute(means, (number, from_ms, turn, MAX_POINTS)).fetchall()
        new = db.execute(exact, (number, turn, to_ms, MAX_POINTS + 1)).fetchall()
        if len(old) + len(new) <= MAX_POINTS:
            return old + new
        return db.execute(means, (number, from_ms, to_ms, MAX_POINTS)).fetchall()
    return []


def latest_of(db: sqlite3.Connection, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
    query = "SELECT component, quantity, t, x FROM series JOIN last ON last.series = series.id WHERE device = ?"
    rows = db.execute(query, (device,))
    return {SeriesKey(device, component, quantity): (t_ms, x) for component, quantity, t_ms, x in rows}


def keys_of(db: sqlite3.Connection, quantity: str) -> list[SeriesKey]:
    query = "SELECT device, component, quantity FROM series WHERE substr(quantity, 1, ?) = ?"
    return [SeriesKey(*row) for row in db.execute(query, (len(quantity), quantity))]


def cursor(db: sqlite3.Connection, reader: str) -> int:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (f"cursor {reader}",)).fetchone()
    return int(row[0]) if row else 0


def oldest_change(db: sqlite3.Connection) -> int | None:
    (number,) = db.execute("SELECT min(number) FROM change").fetchone()
    return number if number is None else int(number)


def count_changes(db: sqlite3.Connection, after: int) -> int:
    return int(db.execute("SELECT coalesce(sum(n), 0) FROM change WHERE number > ?", (after,)).fetchone()[0])


def oldest(db: sqlite3.Connection, level: Level) -> int | None:
    """Return the time of the oldest sample or bucket that is kept."""
    table, time = _TABLE[level]
    query = f"SELECT min((SELECT min({time}) FROM {table} WHERE series = id)) FROM series"
    found: int | None = db.execute(query).fetchone()[0]
    return found


def pending(db: sqlite3.Connection, level: Level, cut: int) -> list[tuple[int, int]]:
    """Return series that have something older, with how many rows as far as that is one step."""
    table, time = _TABLE[level]
    count = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE series = id AND {time} < ?1 LIMIT {STEP})"
    return db.execute(f"SELECT id, ({count}) AS n FROM series WHERE n > 0", (cut,)).fetchall()


def _of_many(db: sqlite3.Connection, query: str, numbers: Numbers, *values: float) -> Iterator[Any]:
    known = list(numbers)
    for start in range(0, len(known), _KEYS_AT_ONCE):
        some = known[start : start + _KEYS_AT_ONCE]
        yield from db.execute(query % ", ".join("?" * len(some)), (*some, *values))


def _name(db: sqlite3.Connection, number: int) -> SeriesKey:
    return SeriesKey(*db.execute("SELECT device, component, quantity FROM series WHERE id = ?", (number,)).fetchone())
