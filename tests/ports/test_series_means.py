"""What every store of time series must say of buckets by their means: ends, bounds, number, the best."""

from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Level, Means, SeriesStore
from support.databases import open_series_at

HOUR = 1_800_000_000_000 // HOUR_MS * HOUR_MS
ONE, OTHER, NONE = (SeriesKey("nordpark-1", name, "temp_c") for name in ("luft", "boden", "dach"))
EVER = Means(0, HOUR * 2)
VALUES = {ONE: [20.0, 22.0, 22.0, 18.5], OTHER: [22.0, 19.0]}


@pytest.fixture
async def series(each_database: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SeriesStore]:
    with closing(open_series_at(tmp_path_factory.mktemp("series"))) as store:
        for key, values in VALUES.items():
            for at, x in enumerate(values):  # two values, whose mean is x
                await store.append([(key, HOUR + at * HOUR_MS, x - 0.5), (key, HOUR + at * HOUR_MS + 1, x + 0.5)])
        yield store


async def test_extents_are_where_the_first_and_the_last_bucket_begin(series: SeriesStore):
    found = await series.extents([ONE, OTHER, NONE], Level.HOUR)
    assert found == {ONE: (HOUR, HOUR + 3 * HOUR_MS), OTHER: (HOUR, HOUR + HOUR_MS)}
    days = await series.extents([ONE], Level.DAY)
    assert days[ONE][0] <= HOUR


async def test_means_are_within_the_time_and_the_bounds(series: SeriesStore):
    found = await series.means([ONE, OTHER, NONE], Level.HOUR, EVER)
    assert found == {key: [(HOUR + at * HOUR_MS, x) for at, x in enumerate(values)] for key, values in VALUES.items()}
    some = await series.means([ONE, OTHER], Level.HOUR, Means(HOUR, HOUR + 2 * HOUR_MS, least=20.0, most=21.9))
    assert some == {ONE: [(HOUR, 20.0)]}


async def test_they_are_counted_without_being_read(series: SeriesStore):
    assert await series.count_means([ONE, OTHER, NONE], Level.HOUR, EVER) == 6
    assert await series.count_means([ONE, OTHER], Level.HOUR, Means(HOUR + HOUR_MS, HOUR * 2, most=22.0)) == 4
    assert await series.count_means([ONE, OTHER], Level.HOUR, Means(0, HOUR * 2, least=22.0)) == 3
    assert await series.count_means([], Level.HOUR, EVER) == 0


async def test_the_best_come_first_and_equal_ones_in_the_order_of_time(series: SeriesStore):
    async def best(*down: bool, limit: int) -> list[tuple[float, int]]:
        found = await series.best_means([ONE, OTHER], Level.HOUR, EVER, down=(down[0], down[1]), limit=limit)
        return [(mean, (t_ms - HOUR) // HOUR_MS) for _, t_ms, mean in found]

    assert await best(True, False, limit=3) == [(22.0, 0), (22.0, 1), (22.0, 2)]
    assert await best(True, True, limit=2) == [(22.0, 2), (22.0, 1)]
    assert await best(False, False, limit=9) == [(18.5, 3), (19.0, 1), (20.0, 0), (22.0, 0), (22.0, 1), (22.0, 2)]
