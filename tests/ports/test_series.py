"""What every implementation of the time series port must do; add an adapter to `series` to have it tested."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hallenwart_backend.adapters.series_sqlite import HOUR_MS, MAX_POINTS, SqliteSeries
from hallenwart_backend.ports import SeriesKey

NOW_MS = 1_800_000_000_000
KEY = SeriesKey("nordpark-1", "luft", "temp_c")


@pytest.fixture(params=["sqlite"])
async def series(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqliteSeries]:
    opened = SqliteSeries(tmp_path / "series.db")
    yield opened
    opened.close()


async def test_a_window_is_in_order_and_excludes_its_end(series: SqliteSeries):
    await series.append([(KEY, NOW_MS + step, float(step)) for step in (3, 1, 2, 0)])
    assert await series.window(KEY, from_ms=NOW_MS + 1, to_ms=NOW_MS + 3) == [(NOW_MS + 1, 1.0), (NOW_MS + 2, 2.0)]


async def test_an_unknown_series_is_empty(series: SqliteSeries):
    assert await series.window(KEY, from_ms=0, to_ms=NOW_MS) == []
    assert await series.latest(KEY) is None


async def test_the_latest_is_the_newest_by_time_even_when_it_has_no_value(series: SqliteSeries):
    await series.append([(KEY, NOW_MS, 1.0)])
    await series.append([(KEY, NOW_MS - 60_000, 9.0)])
    assert await series.latest(KEY) == (NOW_MS, 1.0)
    await series.append([(KEY, NOW_MS + 1, None)])
    assert await series.latest(KEY) == (NOW_MS + 1, None)


async def test_a_value_again_changes_nothing(series: SqliteSeries):
    for _ in range(2):
        await series.append([(KEY, NOW_MS, 1.0), (KEY, NOW_MS + 1, 3.0)])
    hour = NOW_MS - NOW_MS % HOUR_MS
    assert await series.hourly(KEY, from_ms=hour, to_ms=hour + HOUR_MS) == [(hour, 2.0, 1.0, 3.0)]


async def test_roll_ups_agree_with_the_samples_whatever_came_twice(series: SqliteSeries):
    for start in range(0, 90, 20):
        await series.append([(KEY, NOW_MS + step * 600_000, float(step)) for step in range(start, start + 30)])
    window = await series.window(KEY, from_ms=0, to_ms=NOW_MS * 2)
    hours: dict[int, list[float]] = {}
    for t_ms, x in window:
        hours.setdefault(t_ms - t_ms % HOUR_MS, []).append(x or 0.0)
    wanted = [(hour, sum(values) / len(values), min(values), max(values)) for hour, values in sorted(hours.items())]
    assert await series.hourly(KEY, from_ms=0, to_ms=NOW_MS * 2) == wanted


async def test_a_window_too_wide_becomes_hourly_means(series: SqliteSeries):
    await series.append([(KEY, NOW_MS + step * 1_000, float(step % 2)) for step in range(MAX_POINTS + 1)])
    window = await series.window(KEY, from_ms=0, to_ms=NOW_MS * 2)
    assert 5 <= len(window) <= 7
    assert all(x == pytest.approx(0.5, abs=0.01) for _, x in window)
