"""What is done to the tables of `series_postgres` as a whole: zone, journal, and forgetting what is too old."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hallenwart_backend.adapters.series_forgetting import STEP, cut_of, marked
from hallenwart_backend.adapters.series_meta import MARK, Meta
from hallenwart_backend.adapters.series_postgres_schema import Db, drop_month, months, put_meta
from hallenwart_backend.telemetry.folding import Days
from hallenwart_backend.telemetry.months import month_of
from hallenwart_backend.telemetry.ports import Level

__all__ = ["forget_changes", "forget_some", "keep_changes", "mark", "put_meta", "set_zone", "tidy"]
_DAYS_OF_HOURS: Final = """
INSERT INTO daily
SELECT series, (%(days)s::bigint[])[width_bucket(hour, %(days)s::bigint[])], sum(n), sum(total), min(low), max(high)
FROM hourly WHERE hour >= %(from)s GROUP BY 1, 2
"""
_FORGET_SAMPLES: Final = """
WITH gone AS (DELETE FROM sample WHERE series = ANY(%s) AND t < %s RETURNING series, t),
     noted AS (INSERT INTO forgotten AS kept
               SELECT series, t - t %% 3600000,
                      string_agg(substring(int4send((t %% 3600000)::integer) FROM 2), ''::bytea ORDER BY t)
               FROM gone GROUP BY 1, 2
               ON CONFLICT (series, hour) DO UPDATE SET times = kept.times || excluded.times)
SELECT count(*) FROM gone
"""
_STEP_ENDS: Final = "SELECT t FROM sample WHERE series = %s AND t < %s ORDER BY t LIMIT 1 OFFSET %s"


def set_zone(db: Db, meta: Meta, zone: str) -> None:
    """Make the days anew from the hours, as far back as there are hours."""
    days = Days(zone)
    db.execute("DELETE FROM daily WHERE day >= %s", (meta.hours_from,))
    span: Any = db.execute("SELECT min(hour), max(hour) FROM hourly WHERE hour >= %s", (meta.hours_from,)).fetchone()
    if span[0] is not None:
        db.execute(_DAYS_OF_HOURS, {"days": _starts(days, *span), "from": meta.hours_from})
    put_meta(db, "zone", zone)
    meta.days = days


def _starts(days: Days, first: int, last: int) -> list[int]:
    starts = [days.of(first)]
    while (after := days.after(starts[-1])) <= last:
        starts.append(after)
    return starts


def keep_changes(db: Db, meta: Meta, most: int) -> None:
    put_meta(db, "most_changes", most)
    if not most:
        db.execute("DELETE FROM change")
    meta.most_changes = most


def forget_changes(db: Db, _meta: Meta, upto: int) -> None:
    db.execute("DELETE FROM change WHERE number <= %s", (upto,))


def mark(db: Db, meta: Meta, level: Level, before_ms: int) -> int:
    """Say what is old from now on; return where it is cut."""
    cut = cut_of(meta, level, before_ms)
    if marked(meta, level, cut):
        put_meta(db, MARK[level], cut)
    return cut


def forget_some(db: Db, level: Level, series: Sequence[int], cut: int) -> int:
    """Forget one step of some series; return how many rows."""
    numbers = list(series)
    if level is Level.DAY:
        return db.execute("DELETE FROM daily WHERE series = ANY(%s) AND day < %s", (numbers, cut)).rowcount
    if level is Level.HOUR:
        db.execute("DELETE FROM forgotten WHERE series = ANY(%s) AND hour < %s", (numbers, cut))
        return db.execute("DELETE FROM hourly WHERE series = ANY(%s) AND hour < %s", (numbers, cut)).rowcount
    ends = db.execute(_STEP_ENDS, (numbers[0], cut, STEP)).fetchone() if len(numbers) == 1 else None
    counted: Any = db.execute(_FORGET_SAMPLES, (numbers, ends[0] if ends else cut)).fetchone()
    return int(counted[0])


def tidy(db: Db, meta: Meta) -> None:
    """Drop the tables of months whose samples are all forgotten."""
    last = month_of(meta.samples_from).name
    for name in months(db):
        if name < last:
            drop_month(db, name)
