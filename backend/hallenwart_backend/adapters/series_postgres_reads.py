"""What is asked of the tables of `series_postgres`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, LiteralString

from hallenwart_backend.adapters.series_forgetting import STEP
from hallenwart_backend.adapters.series_limits import MAX_POINTS
from hallenwart_backend.adapters.series_packing import unpack
from hallenwart_backend.adapters.series_postgres_schema import Db
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Change, Level, Means, Sample

Numbers = dict[int, SeriesKey]
_NUMBERS: Final = """
SELECT id, device, component, quantity FROM series
JOIN unnest(%s::text[], %s::text[], %s::text[]) AS wanted (device, component, quantity) USING (device, component, quantity)
"""
_BUCKETS: Final[dict[Level, LiteralString]] = {
    Level.HOUR: """SELECT series, hour, n, total, low, high FROM hourly
                   WHERE series = ANY(%s) AND hour >= %s AND hour < %s ORDER BY series, hour""",
    Level.DAY: """SELECT series, day, n, total, low, high FROM daily
                  WHERE series = ANY(%s) AND day >= %s AND day < %s ORDER BY series, day""",
}
_EXTENTS: Final[dict[Level, LiteralString]] = {
    Level.HOUR: """SELECT id, (SELECT min(hour) FROM hourly WHERE series = id), (SELECT max(hour) FROM hourly WHERE series = id)
                   FROM series WHERE id = ANY(%s)""",
    Level.DAY: """SELECT id, (SELECT min(day) FROM daily WHERE series = id), (SELECT max(day) FROM daily WHERE series = id)
                  FROM series WHERE id = ANY(%s)""",
}
_MEANS: Final[dict[Level, LiteralString]] = {
    Level.HOUR: """SELECT series, hour AS t, total / n AS mean FROM hourly
                   WHERE series = ANY(%s) AND hour >= %s AND hour < %s AND total / n BETWEEN %s AND %s""",
    Level.DAY: """SELECT series, day AS t, total / n AS mean FROM daily
                  WHERE series = ANY(%s) AND day >= %s AND day < %s AND total / n BETWEEN %s AND %s""",
}
_WAY: Final[dict[bool, LiteralString]] = {False: "ASC", True: "DESC"}
_OLDEST: Final[dict[Level, LiteralString]] = {
    Level.SAMPLE: "SELECT min((SELECT min(t) FROM sample WHERE series = id)) FROM series",
    Level.HOUR: "SELECT min((SELECT min(hour) FROM hourly WHERE series = id)) FROM series",
    Level.DAY: "SELECT min((SELECT min(day) FROM daily WHERE series = id)) FROM series",
}
_SOME: Final[dict[Level, LiteralString]] = {
    Level.SAMPLE: "SELECT 1 FROM sample WHERE series = id AND t < %s LIMIT %s",
    Level.HOUR: "SELECT 1 FROM hourly WHERE series = id AND hour < %s LIMIT %s",
    Level.DAY: "SELECT 1 FROM daily WHERE series = id AND day < %s LIMIT %s",
}


def numbers_of(db: Db, keys: Sequence[SeriesKey]) -> Numbers:
    """Return the known ones of these series by number."""
    columns = [[key.device for key in keys], [key.component for key in keys], [key.quantity for key in keys]]
    return {number: SeriesKey(*key) for number, *key in db.execute(_NUMBERS, columns)}


def keys(db: Db, quantity: str, device: str) -> list[SeriesKey]:
    query = """SELECT device, component, quantity FROM series
               WHERE %(quantity)s IN ('', quantity) AND %(device)s IN ('', device) ORDER BY 1, 2, 3"""
    found = [SeriesKey(*row) for row in db.execute(query, {"quantity": quantity, "device": device})]
    return sorted(found, key=lambda key: (key.device, key.component, key.quantity))


def samples(db: Db, key: SeriesKey, from_ms: int, to_ms: int, limit: int) -> list[Sample]:
    query = """SELECT t, x, coalesce(q, 'ok') FROM sample WHERE series = %s AND t >= %s AND t < %s ORDER BY t LIMIT %s"""
    return [Sample(*row) for number in numbers_of(db, [key]) for row in db.execute(query, (number, from_ms, to_ms, limit))]


def buckets(db: Db, wanted: Sequence[SeriesKey], level: Level, from_ms: int, to_ms: int) -> dict[SeriesKey, list[Bucket]]:
    if level is Level.SAMPLE:
        raise ValueError("samples are no buckets")
    numbers = numbers_of(db, wanted)
    found: dict[SeriesKey, list[Bucket]] = defaultdict(list)
    for number, t_ms, n, total, low, high in db.execute(_BUCKETS[level], (list(numbers), from_ms, to_ms), binary=True):
        found[numbers[number]].append(Bucket(t_ms, n, total, low, high))
    return dict(found)


def last_values(db: Db, wanted: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]:
    numbers = numbers_of(db, wanted)
    query = "SELECT series, t, x, coalesce(q, 'ok') FROM last WHERE series = ANY(%s)"
    return {numbers[number]: Sample(*sample) for number, *sample in db.execute(query, (list(numbers),))}


def extents(db: Db, wanted: Sequence[SeriesKey], level: Level) -> dict[SeriesKey, tuple[int, int]]:
    numbers = numbers_of(db, wanted)
    rows = db.execute(_EXTENTS[level], (list(numbers),), binary=True)
    return {numbers[number]: (first, last) for number, first, last in rows if first is not None}


def means(db: Db, wanted: Sequence[SeriesKey], level: Level, asked: Means) -> dict[SeriesKey, list[tuple[int, float]]]:
    numbers, found = numbers_of(db, wanted), defaultdict[SeriesKey, list[tuple[int, float]]](list)
    for number, t_ms, mean in db.execute(_MEANS[level] + " ORDER BY 1, 2", _asked(numbers, asked), binary=True):
        found[numbers[number]].append((t_ms, mean))
    return dict(found)


def count_means(db: Db, wanted: Sequence[SeriesKey], level: Level, asked: Means) -> int:
    counted: LiteralString = "SELECT count(*) FROM (" + _MEANS[level] + ") AS asked"
    return int(_one(db, counted, _asked(numbers_of(db, wanted), asked)))


def best_means(
    db: Db, wanted: Sequence[SeriesKey], level: Level, asked: Means, down: tuple[bool, bool], limit: int
) -> list[tuple[SeriesKey, int, float]]:
    numbers = numbers_of(db, wanted)
    by_mean, by_time = (_WAY[one] for one in down)
    ordered = f" ORDER BY mean {by_mean}, t {by_time}, series LIMIT %s"
    rows = db.execute(_MEANS[level] + ordered, (*_asked(numbers, asked), limit), binary=True)
    return [(numbers[number], t_ms, mean) for number, t_ms, mean in rows]


def _asked(numbers: Numbers, asked: Means) -> tuple[list[int], int, int, float, float]:
    return list(numbers), asked.from_ms, asked.to_ms, asked.least, asked.most


def changes(db: Db, after: int, limit: int) -> list[Change]:
    """Return whole commits behind `after`."""
    found: list[Change] = []
    names: Numbers = {}
    query = "SELECT number, points FROM change WHERE number > %s ORDER BY number LIMIT 1"
    while len(found) < limit and (row := db.execute(query, (after,)).fetchone()):
        after, points = row[0], unpack(row[1])
        names |= _names(db, {point[0] for point in points} - names.keys())
        found += [Change(after, names[series], Sample(t_ms, x, q or "ok")) for series, t_ms, x, q in points]
    return found


def window(db: Db, key: SeriesKey, from_ms: int, to_ms: int, samples_from: int) -> list[tuple[int, float | None]]:
    """Every point in [from_ms, to_ms); hourly means where those were forgotten or are too many."""
    means = "SELECT hour, total / n FROM hourly WHERE series = %s AND hour >= %s AND hour < %s ORDER BY hour LIMIT %s"
    exact = "SELECT t, x FROM sample WHERE series = %s AND t >= %s AND t < %s ORDER BY t LIMIT %s"
    for number in numbers_of(db, [key]):
        turn = min(max(from_ms, samples_from), to_ms)
        old: list[Any] = db.execute(means, (number, from_ms, turn, MAX_POINTS)).fetchall()
        new: list[Any] = db.execute(exact, (number, turn, to_ms, MAX_POINTS + 1), binary=True).fetchall()
        if len(old) + len(new) <= MAX_POINTS:
            return old + new
        coarse: list[Any] = db.execute(means, (number, from_ms, to_ms, MAX_POINTS)).fetchall()
        return coarse
    return []


def latest_of(db: Db, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
    query = "SELECT component, quantity, t, x FROM series JOIN last ON last.series = series.id WHERE device = %s"
    rows = db.execute(query, (device,))
    return {SeriesKey(device, component, quantity): (t_ms, x) for component, quantity, t_ms, x in rows}


def keys_of(db: Db, quantity: str) -> list[SeriesKey]:
    query = "SELECT device, component, quantity FROM series WHERE starts_with(quantity, %s)"
    return [SeriesKey(*row) for row in db.execute(query, (quantity,))]


def cursor(db: Db, reader: str) -> int:
    row = db.execute("SELECT value FROM meta WHERE name = %s", (f"cursor {reader}",)).fetchone()
    return int(row[0]) if row else 0


def count_changes(db: Db, after: int) -> int:
    return int(_one(db, "SELECT coalesce(sum(n), 0) FROM change WHERE number > %s", (after,)))


def oldest_change(db: Db) -> int | None:
    found: int | None = _one(db, "SELECT min(number) FROM change", ())
    return found


def oldest(db: Db, level: Level) -> int | None:
    """Return the time of the oldest sample or bucket that is kept."""
    found: int | None = _one(db, _OLDEST[level], ())
    return found


def pending(db: Db, level: Level, cut: int) -> list[tuple[int, int]]:
    """Return series that have something older, with how many rows as far as that is one step."""
    query = f"SELECT id, n FROM series, LATERAL (SELECT count(*) AS n FROM ({_SOME[level]}) AS step) AS counted WHERE n > 0"
    return db.execute(query, (cut, STEP)).fetchall()


def _names(db: Db, numbers: set[int]) -> Numbers:
    if not numbers:
        return {}
    rows = db.execute("SELECT id, device, component, quantity FROM series WHERE id = ANY(%s)", (list(numbers),))
    return {number: SeriesKey(*key) for number, *key in rows}


def _one(db: Db, query: LiteralString, values: Sequence[Any]) -> Any:
    row = db.execute(query, values).fetchone()
    return row[0] if row else None
