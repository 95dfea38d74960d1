from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.occupancy.rules import People, merged, spread_of
from hallenwart_backend.occupancy.service import Occupancy
from hallenwart_backend.ports import Arrival, SeriesKey
from hallenwart_contract.messages import Reading, State
from support.backends import SetClock

NOW_MS = 1_800_000_000_000
HERE = Arrival("nordpark-1", NOW_MS)


@pytest.fixture
def series(tmp_path: Path):
    opened = SqliteSeries(tmp_path / "series.db")
    yield opened
    opened.close()


def people(t_ms: int, x: float | None, q: str = "ok") -> Reading:
    return Reading(c="nordpark", k="people", t_ms=t_ms, x=x, q=q)


async def test_the_newest_count_is_shown_with_its_age(series: SqliteSeries):
    calls = []

    async def changed() -> None:
        calls.append(1)

    occupancy = Occupancy(series, SetClock(NOW_MS), changed=changed)
    await occupancy.on_readings(HERE, [people(NOW_MS - 5_000, 12), people(NOW_MS - 9_000, 3)])
    assert occupancy.now("nordpark") == People(12, NOW_MS - 5_000)
    await occupancy.on_state(HERE, State(dev="nordpark-1", sent_ms=NOW_MS - 1_000, people={"nordpark": 14}))
    assert occupancy.now("nordpark") == People(14, NOW_MS - 1_000)
    await occupancy.on_readings(HERE, [people(NOW_MS, 14)])
    assert len(calls) == 2
    assert occupancy.now("sued") is None


async def test_a_count_nobody_trusts_is_no_count(series: SqliteSeries):
    occupancy = Occupancy(series, SetClock(NOW_MS))
    await occupancy.on_readings(HERE, [people(NOW_MS, 40, "suspect")])
    assert occupancy.now("nordpark") == People(None, NOW_MS)


async def test_an_old_count_is_not_the_present(series: SqliteSeries):
    clock = SetClock(NOW_MS)
    occupancy = Occupancy(series, clock)
    await occupancy.on_readings(HERE, [people(NOW_MS, 40)])
    clock.advance(16 * 60_000)
    assert occupancy.now("nordpark") is None


async def test_after_a_restart_counts_and_curves_are_there(series: SqliteSeries):
    key = SeriesKey("nordpark-1", "nordpark", "people")
    await series.append([(key, NOW_MS + step, value) for step, value in enumerate((0, 0, 5, 5, None, 5))])
    occupancy = Occupancy(series, SetClock(NOW_MS + 5))
    await occupancy.load()
    assert occupancy.now("nordpark") == People(5, NOW_MS + 5)
    curve = await occupancy.curve("nordpark", from_ms=NOW_MS, to_ms=NOW_MS + 100)
    assert [(t - NOW_MS, x) for t, x in curve] == [(0, 0.0), (1, 0.0), (2, 5.0), (3, 5.0), (4, None), (5, 5.0)]


def test_silence_is_a_gap_and_a_steady_count_is_not():
    minute = 60_000
    steady = [(number * 5 * minute, 3.0) for number in range(12)]
    assert merged([steady]) == [steady[0], steady[-1]]
    silent = [(0, 3.0), (5 * minute, 3.0), (60 * minute, 3.0)]
    assert merged([silent]) == [(0, 3.0), (5 * minute, 3.0), (20 * minute, None), (60 * minute, 3.0)]


@given(st.lists(st.lists(st.tuples(st.integers(0, 50), st.none() | st.integers(0, 3)), max_size=20), max_size=3))
def test_a_merged_curve_draws_the_same_line(curves):
    points = sorted((p for curve in curves for p in curve), key=lambda p: p[0])
    line = merged(curves)
    assert [p for p in line if p not in points] == []
    assert [t for t, _ in line] == sorted(t for t, _ in line)
    if points:
        assert line[0] == points[0]
        assert line[-1] == points[-1]


def test_a_count_from_the_future_is_a_fresh_one():
    """The server's clock was set back meanwhile."""
    curve = [(60_000 * minute, float(minute)) for minute in range(10)]
    now = People(10, 10 * 60_000)
    assert spread_of(curve, now, -3_600_000) == spread_of(curve, now, now.t_ms)


def test_a_count_is_less_sure_the_more_went_by_and_the_older_it_is():
    calm = [(0, 0.0), (60_000, 4.0)]
    assert spread_of(calm, People(4, 60_000), 60_000) == 1
    busy = [(0, 0.0), *((minute * 60_000, float(minute % 2 * 30)) for minute in range(1, 20)), (20 * 60_000, 60.0)]
    assert spread_of(busy, People(60, 20 * 60_000), 20 * 60_000) == 3  # the count since the last zero: 60 passages
    filling = [(minute * 60_000, 10.0 + 2 * minute) for minute in range(60)]
    fresh = spread_of(filling, People(128, 59 * 60_000), 59 * 60_000)
    older = spread_of(filling, People(128, 59 * 60_000), 69 * 60_000)
    assert (fresh, older) == (7, 27)  # 2 a minute: in ten minutes it may have become 20 more or less
    assert spread_of([], People(None, 0), 0) is None
    assert spread_of([], People(3, 0), 0) == 1


@given(
    st.lists(st.tuples(st.integers(0, 7_200_000), st.none() | st.integers(0, 300).map(float)), max_size=30),
    st.integers(0, 300),
    st.integers(0, 900_000),
    st.integers(0, 900_000),
)
def test_spread_never_shrinks_with_age(points, count, age_ms, more_ms):
    curve, now = sorted(points, key=lambda one: one[0]), People(count, 7_200_000)
    young = spread_of(curve, now, 7_200_000 + age_ms)
    assert 1 <= young <= spread_of(curve, now, 7_200_000 + age_ms + more_ms)
