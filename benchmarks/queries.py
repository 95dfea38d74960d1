"""How fast the pages' questions to the series are answered, through the port, on a generated database of a year.

A hundred series of one device, hourly samples for a year, one of them every half minute for its last 30 days.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.figures import figure, spread, title
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Level

SERIES: Final = 100
DAY_MS: Final = 24 * HOUR_MS
END_MS: Final = 1_795_392_000_000
"""2026-11-23 00:00 UTC."""
YEAR_MS: Final = 365 * DAY_MS
MONTH_MS: Final = 30 * DAY_MS
DENSE_EVERY_MS: Final = 30_000
ROWS_A_TRANSACTION: Final = 200_000
KEYS: Final = [SeriesKey("bench-1", f"sensor-{number}", "temp_c") for number in range(SERIES)]
DENSE: Final = SeriesKey("bench-1", "dense", "temp_c")
Point = tuple[SeriesKey, int, float | None]


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title("queries")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.db"
        series = SqliteSeries(path)
        try:
            await _fill(series, path)
            await _ask(series)
        finally:
            series.close()


async def _fill(series: SqliteSeries, path: Path) -> None:
    began, points = time.monotonic(), _points()
    while rows := list(islice(points, ROWS_A_TRANSACTION)):
        await series.append(rows)
    count = await series.read(lambda db: int(db.execute("SELECT count(*) FROM sample").fetchone()[0]))
    size_mb = sum(each.stat().st_size for each in path.parent.iterdir()) / 1e6
    figure("database", f"{count:,} rows, {size_mb:.0f} MB, filled through the port in {time.monotonic() - began:.0f} s")


def _points() -> Iterator[Point]:
    dice = random.Random(1)  # noqa: S311 - temperatures, not keys
    for key in KEYS:
        for t_ms in range(END_MS - YEAR_MS, END_MS, HOUR_MS):
            yield key, t_ms, 20.0 + dice.random()
            yield key, t_ms + HOUR_MS // 2, 20.0 + dice.random()
    for t_ms in range(END_MS - MONTH_MS, END_MS, DENSE_EVERY_MS):
        yield DENSE, t_ms, 20.0 + dice.random()


async def _ask(series: SqliteSeries) -> None:
    spread("floor: SELECT 1", await _timed(lambda: series.read(_nothing), 200))
    spread(
        "last value of 101 series of a device, asked at once", await _timed(lambda: series.latest_of("bench-1"), 200), "<= 5 ms"
    )
    spread("last value of 100 series, named one by one", await _timed(lambda: series.last_values(KEYS), 200), "<= 5 ms")
    month = await _timed(lambda: series.buckets([DENSE], Level.HOUR, from_ms=END_MS - MONTH_MS, to_ms=END_MS), 200)
    spread("hourly mean of 30 days (720 hours of 86,400 rows)", month, "<= 10 ms")
    year = await _timed(lambda: series.buckets(KEYS, Level.DAY, from_ms=END_MS - YEAR_MS, to_ms=END_MS), 5)
    spread("daily maximum of a year x 100 series", year, "<= 300 ms")


def _nothing(db: sqlite3.Connection) -> object:
    return db.execute("SELECT 1").fetchone()


async def _timed(ask: Callable[[], Awaitable[object]], times: int) -> list[float]:
    took_ms = []
    for _ in range(times):
        began = time.perf_counter()
        await ask()
        took_ms.append((time.perf_counter() - began) * 1_000)
    return took_ms
