"""Puts samples into the tables of `series_postgres`, with roll-ups, last values and the journal of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from psycopg import errors, sql

from hallenwart_backend.adapters.series_forgetting import late, unheard
from hallenwart_backend.adapters.series_limits import MOST_MOVED_MS
from hallenwart_backend.adapters.series_meta import Meta
from hallenwart_backend.adapters.series_packing import pack
from hallenwart_backend.adapters.series_postgres_schema import Db, make_months, put_meta
from hallenwart_backend.telemetry.folding import HOUR_MS, Fold, Point, by_day, by_hour
from hallenwart_backend.telemetry.months import month_of, months_of

_COPY: Final = "COPY sample (series, t, x, q) FROM STDIN"
_POINTS: Final = "SELECT * FROM unnest(%s::integer[], %s::bigint[], %s::float8[], %s::text[])"
_MERGE: Final = f"INSERT INTO sample {_POINTS} ON CONFLICT DO NOTHING RETURNING series, t, x, q"
_ADD_ONE: Final = "INSERT INTO sample VALUES (%s, %s, %s, %s)"
_ADD_FOLDS: Final = """
INSERT INTO {table} AS kept
SELECT * FROM unnest(%s::integer[], %s::bigint[], %s::integer[], %s::float8[], %s::float8[], %s::float8[])
ON CONFLICT (series, {time}) DO UPDATE SET n = kept.n + excluded.n, total = kept.total + excluded.total,
    low = least(kept.low, excluded.low), high = greatest(kept.high, excluded.high)
"""
_ADD_HOURS: Final = sql.SQL(_ADD_FOLDS).format(table=sql.Identifier("hourly"), time=sql.Identifier("hour"))
_ADD_DAYS: Final = sql.SQL(_ADD_FOLDS).format(table=sql.Identifier("daily"), time=sql.Identifier("day"))
_SET_LAST: Final = f"""
INSERT INTO last AS kept {_POINTS}
ON CONFLICT (series) DO UPDATE SET t = excluded.t, x = excluded.x, q = excluded.q WHERE excluded.t >= kept.t
"""
_NEIGHBOURS: Final = "SELECT t, x FROM sample WHERE series = %s AND t BETWEEN %s AND %s"
_IN_HOUR: Final = "SELECT t FROM sample WHERE series = %s AND t >= %s AND t < %s"
_NOTE: Final = (
    "INSERT INTO forgotten AS kept VALUES (%s, %s, %s) ON CONFLICT (series, hour) DO UPDATE SET times = excluded.times"
)
_IN_ORDER: Final = itemgetter(0, 1)
_TIME: Final = itemgetter(1)
_NULL: Final = r"\N"
_ESCAPED: Final = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def add_points(db: Db, meta: Meta, months: set[str], points: Sequence[Point], *, every_one: bool = False) -> None:
    """Do within the caller's transaction what `series_sqlite_points.add_points` does there. `months` have tables."""
    if points and min(map(_TIME, points)) < meta.samples_from:
        points = _add_old(db, meta, points)
    if not points:
        return
    points = sorted(points, key=_IN_ORDER)
    _make_room(db, months, points)
    if not _copied(db, points):
        points = _merged(db, points, every_one=every_one)
    _count(db, meta, points)


def _count(db: Db, meta: Meta, new: Sequence[Point]) -> None:
    """Keep roll-ups, last values and the journal in step with samples that are all new, in order of time."""
    if not new:
        return
    hours = by_hour(new)
    _add_folds(db, _ADD_HOURS, hours)
    _add_folds(db, _ADD_DAYS, by_day(hours, meta.days))
    db.execute(_SET_LAST, _columns(list({point[0]: point for point in new}.values())))
    if meta.most_changes:
        _journal(db, meta, new)


def _make_room(db: Db, months: set[str], points: Sequence[Point]) -> None:
    first, last = min(map(_TIME, points)), max(map(_TIME, points))
    if {month_of(first).name, month_of(month_of(last).to_ms).name} <= months and month_of(first) == month_of(last):
        return
    missing = {month for month in months_of(map(_TIME, points)) if month.name not in months}
    make_months(db, missing)
    months |= {month.name for month in missing}


def _copied(db: Db, points: Sequence[Point]) -> bool:
    """Put samples in as fast as it goes; False, and nothing is in, when one was there already."""
    lines = "".join(
        f"{series}\t{t_ms}\t{_NULL if x is None else repr(x)}\t{_NULL if q is None else q.translate(_ESCAPED)}\n"
        for series, t_ms, x, q in points
    )
    try:
        with db.transaction(), db.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.write(lines)
    except errors.UniqueViolation:
        return False
    return True


def _merged(db: Db, points: Sequence[Point], *, every_one: bool) -> list[Point]:
    """Put in what is not there yet, of equals the first; return what went in, in order."""
    new: list[Point] = db.execute(_MERGE, _columns(points)).fetchall()
    if every_one:
        new += _add_moved(db, _left(points, new))
    return sorted(new, key=_IN_ORDER)


def _left(points: Sequence[Point], new: Iterable[Point]) -> list[Point]:
    places = {point[:2] for point in new}
    left = []
    for point in points:
        if point[:2] in places:
            places.remove(point[:2])
        else:
            left.append(point)
    return left


def _add_moved(db: Db, points: Sequence[Point]) -> list[Point]:
    """Put every value whose time another one holds at one of the next milliseconds; return what went in."""
    moved: list[Point] = []
    for series, t_ms, x, quality in points:
        there: dict[int, float | None] = dict(db.execute(_NEIGHBOURS, (series, t_ms, t_ms + MOST_MOVED_MS)).fetchall())
        free_ms = next((at for at in range(t_ms, t_ms + MOST_MOVED_MS + 1) if at not in there), None)
        if x not in there.values() and free_ms is not None:
            db.execute(_ADD_ONE, (series, free_ms, x, quality))
            moved.append((series, free_ms, x, quality))
    return moved


def _add_old(db: Db, meta: Meta, points: Sequence[Point]) -> list[Point]:
    """Count what comes so late that the samples of its hour were forgotten, unless it was there before; return the others."""
    new: list[Point] = []
    for (series, hour), some in late(meta, points).items():
        row = db.execute("SELECT times FROM forgotten WHERE series = %s AND hour = %s", (series, hour)).fetchone()
        stored = [t_ms for (t_ms,) in db.execute(_IN_HOUR, (series, hour, hour + HOUR_MS))]
        found, times = unheard(some, hour, row[0] if row else b"", stored)
        if found:
            db.execute(_NOTE, (series, hour, times))
            new += found
    _count(db, meta, sorted(new, key=_IN_ORDER))
    return [point for point in points if point[1] >= meta.samples_from]


def _add_folds(db: Db, query: sql.Composed, folds: Mapping[tuple[int, int], Fold]) -> None:
    if folds:
        db.execute(query, _columns([(*key, *fold) for key, fold in folds.items()]))


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _journal(db: Db, meta: Meta, points: Sequence[Point]) -> None:
    """Keep what one commit stored; the oldest go when there are too many."""
    meta.last_change += 1
    meta.journalled += len(points)
    put_meta(db, "last_change", meta.last_change)
    put_meta(db, "journalled", meta.journalled)
    db.execute("INSERT INTO change VALUES (%s, %s, %s, %s)", (meta.last_change, len(points), meta.journalled, pack(points)))
    db.execute("DELETE FROM change WHERE upto <= %s", (meta.journalled - meta.most_changes,))
