"""How fast the pages' questions to the series are answered, through the port, on a generated database of a year.

A hundred series of one device with a value every five minutes for a year: ten and a half million rows; `--minutes 30` makes a
sixth of that. `--postgres` asks a PostgreSQL as well, a cluster of its own made for this.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.figures import figure, spread, title
from hallenwart_backend.adapters.series_open import open_series, series_url
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Level, SeriesStore

SERIES: Final = 100
DAY_MS: Final = 24 * HOUR_MS
END_MS: Final = 1_795_392_000_000
"""2026-11-23 00:00 UTC."""
YEAR_MS: Final = 365 * DAY_MS
MONTH_MS: Final = 30 * DAY_MS
MINUTE_MS: Final = 60_000
ROWS_A_TRANSACTION: Final = 100_000
KEYS: Final = [SeriesKey("bench-1", f"sensor-{number}", "temp_c") for number in range(SERIES)]
Point = tuple[SeriesKey, int, float | None]


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=5)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args(arguments)
    title("queries")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure("SQLite", series_url(Path(folder)), options.minutes))
    if options.postgres:
        with ExitStack() as stack:
            asyncio.run(_measure("PostgreSQL", _cluster(stack), options.minutes))


def _cluster(stack: ExitStack) -> str:
    from support.postgres import MISSING, Cluster, find_binaries

    binaries = find_binaries() or sys.exit(MISSING)
    cluster = Cluster(binaries, durable=True)
    stack.callback(cluster.close)
    cluster.create("bench")
    return series_url(Path(), cluster.url("bench"))


async def _measure(store: str, url: str, minutes: int) -> None:
    series = open_series(url)
    try:
        await _fill(store, series, minutes)
        await _ask(series)
    finally:
        series.close()


async def _fill(store: str, series: SeriesStore, minutes: int) -> None:
    began, points, count = time.monotonic(), _points(minutes), 0
    while rows := list(islice(points, ROWS_A_TRANSACTION)):
        await series.append(rows)
        count += len(rows)
    figure(store, f"{count:,} rows, filled through the port in {time.monotonic() - began:.0f} s")


def _points(minutes: int) -> Iterator[Point]:
    """Yield values in order of time, as they come in."""
    dice = random.Random(1)  # noqa: S311 - temperatures, not keys
    for t_ms in range(END_MS - YEAR_MS, END_MS, minutes * MINUTE_MS):
        for number, key in enumerate(KEYS):
            yield key, t_ms + number, 20.0 + dice.random()


async def _ask(series: SeriesStore) -> None:
    spread("  floor: last value of one series", await _timed(lambda: series.last_values(KEYS[:1]), 200))
    spread("  last value of all series of a device", await _timed(lambda: series.latest_of("bench-1"), 200), "<= 5 ms")
    spread("  last value of 100 series by name", await _timed(lambda: series.last_values(KEYS), 200), "<= 5 ms")
    month = await _timed(lambda: series.buckets(KEYS[7:8], Level.HOUR, from_ms=END_MS - MONTH_MS, to_ms=END_MS), 200)
    spread("  hourly mean of 30 days", month, "<= 10 ms")
    year = await _timed(lambda: series.buckets(KEYS, Level.DAY, from_ms=END_MS - YEAR_MS, to_ms=END_MS), 20)
    spread("  daily maximum of a year x 100 series", year, "<= 300 ms")


async def _timed(ask: Callable[[], Awaitable[object]], times: int) -> list[float]:
    took_ms = []
    for _ in range(times):
        began = time.perf_counter()
        if not await ask():
            sys.exit("nothing answered")
        took_ms.append((time.perf_counter() - began) * 1_000)
    return took_ms
