"""What every implementation of the time series port must do; add an adapter to `series` to have it tested."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_backend.adapters.series_forgetting import STEP
from hallenwart_backend.adapters.series_limits import MAX_POINTS, TooManySeriesError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS
from hallenwart_backend.telemetry.ports import Bucket, Level, Sample, SeriesStore
from support.databases import open_series_at

NOW_MS = 1_800_000_000_000
HOUR = NOW_MS - NOW_MS % HOUR_MS
DAY_MS = 24 * HOUR_MS
KEY = SeriesKey("nordpark-1", "luft", "temp_c")
OTHER = SeriesKey("sued-1", "halle", "people")


@pytest.fixture
def fresh(each_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], SeriesStore]]:
    """Opens an empty store each time."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_series_at(tmp_path_factory.mktemp("series"))))


@pytest.fixture
def series(fresh: Callable[[], SeriesStore]) -> SeriesStore:
    return fresh()


def local(*parts: int, zone: str = "Europe/Berlin") -> int:
    return int(datetime(*parts, tzinfo=ZoneInfo(zone)).timestamp() * 1_000)  # type: ignore[misc,arg-type]


async def hours_of(series: SeriesStore, key: SeriesKey = KEY) -> list[Bucket]:
    return (await series.buckets([key], Level.HOUR, from_ms=0, to_ms=NOW_MS * 2)).get(key, [])


async def days_of(series: SeriesStore, key: SeriesKey = KEY) -> list[Bucket]:
    return (await series.buckets([key], Level.DAY, from_ms=0, to_ms=NOW_MS * 2)).get(key, [])


async def test_a_window_is_in_order_and_excludes_its_end(series: SeriesStore):
    await series.append([(KEY, NOW_MS + step, float(step)) for step in (3, 1, 2, 0)])
    assert await series.window(KEY, from_ms=NOW_MS + 1, to_ms=NOW_MS + 3) == [(NOW_MS + 1, 1.0), (NOW_MS + 2, 2.0)]


async def test_an_unknown_series_is_empty(series: SeriesStore):
    assert await series.window(KEY, from_ms=0, to_ms=NOW_MS) == []
    assert await series.samples(KEY, from_ms=0, to_ms=NOW_MS, limit=9) == []
    assert await series.latest(KEY) is None
    assert await series.last_values([KEY]) == {}
    assert await series.buckets([KEY], Level.DAY, from_ms=0, to_ms=NOW_MS) == {}
    assert await series.keys() == []


async def test_the_latest_is_the_newest_by_time_even_when_it_has_no_value(series: SeriesStore):
    await series.append([(KEY, NOW_MS, 1.0)])
    await series.append([(KEY, NOW_MS - 60_000, 9.0)])
    assert await series.latest(KEY) == (NOW_MS, 1.0)
    await series.append([(KEY, NOW_MS + 1, None)])
    assert await series.latest(KEY) == (NOW_MS + 1, None)
    assert await series.last_values([KEY, OTHER]) == {KEY: Sample(NOW_MS + 1, None)}
    assert await series.latest_of(KEY.device) == {KEY: (NOW_MS + 1, None)}


async def test_of_two_values_at_one_time_the_first_stays_in_every_place(series: SeriesStore):
    await series.append([(KEY, NOW_MS, 1.0)])
    await series.append([(KEY, NOW_MS, 5.0), (KEY, NOW_MS, 6.0)])
    assert await series.samples(KEY, from_ms=0, to_ms=NOW_MS + 1, limit=9) == [Sample(NOW_MS, 1.0)]
    assert await series.latest(KEY) == (NOW_MS, 1.0)
    assert await hours_of(series) == [Bucket(HOUR, 1, 1.0, 1.0, 1.0)]


async def test_a_value_again_changes_nothing(series: SeriesStore):
    for _ in range(2):
        await series.append([(KEY, NOW_MS, 1.0), (KEY, NOW_MS + 1, 3.0), (KEY, NOW_MS + 2, None)])
    assert await hours_of(series) == [Bucket(HOUR, 2, 4.0, 1.0, 3.0)]
    assert [(day.n, day.mean) for day in await days_of(series)] == [(2, 2.0)]


async def test_keys_are_found_by_quantity_and_device(series: SeriesStore):
    more = SeriesKey("nordpark-1", "halle", "people_low")
    await series.append([(KEY, NOW_MS, 1.0), (OTHER, NOW_MS, 1.0), (more, NOW_MS, 1.0)])
    assert await series.keys() == [more, KEY, OTHER]
    assert await series.keys(quantity="people") == [OTHER]
    assert await series.keys(device="nordpark-1") == [more, KEY]
    assert set(await series.keys_of("people")) == {OTHER, more}


async def test_samples_are_asked_for_a_page_at_a_time(series: SeriesStore):
    await series.append([(KEY, NOW_MS + step, float(step)) for step in range(5)])
    first = await series.samples(KEY, from_ms=NOW_MS, to_ms=NOW_MS + 4, limit=3)
    rest = await series.samples(KEY, from_ms=first[-1].t_ms + 1, to_ms=NOW_MS + 4, limit=3)
    assert [sample.x for sample in first + rest] == [0.0, 1.0, 2.0, 3.0]


async def test_a_window_too_wide_becomes_hourly_means(series: SeriesStore):
    await series.append([(KEY, NOW_MS + step * 1_000, float(step % 2)) for step in range(MAX_POINTS + 1)])
    window = await series.window(KEY, from_ms=0, to_ms=NOW_MS * 2)
    assert 5 <= len(window) <= 7
    assert all(x == pytest.approx(0.5, abs=0.01) for _, x in window)


async def test_a_device_with_too_many_series_is_refused_whole(series: SeriesStore):
    with pytest.raises(TooManySeriesError):
        await series.append([(SeriesKey("viel-1", f"c{number}", "temp_c"), NOW_MS, 1.0) for number in range(2_001)])
    assert await series.keys() == []


# --- days ---


async def test_days_are_local_and_have_the_length_they_have(series: SeriesStore):
    """In 2026 Berlin put the clock on in the night to 29 March."""
    start, end = local(2026, 3, 28), local(2026, 3, 31)
    await series.append([(KEY, t_ms, 1.0) for t_ms in range(start, end, HOUR_MS)])
    assert [(day.t_ms, day.n) for day in await days_of(series)] == [
        (local(2026, 3, 28), 24),
        (local(2026, 3, 29), 23),
        (local(2026, 3, 30), 24),
    ]


async def test_another_zone_makes_the_days_anew(series: SeriesStore):
    await series.append([(KEY, local(2026, 7, 1, 0, 30), 1.0), (KEY, local(2026, 7, 1, 23, 30), 2.0)])
    await series.set_zone("Atlantic/Canary")
    days = [(local(2026, 6, 30, zone="Atlantic/Canary"), 1.0), (local(2026, 7, 1, zone="Atlantic/Canary"), 2.0)]
    assert [(day.t_ms, day.total) for day in await days_of(series)] == days
    await series.append([(KEY, local(2026, 7, 1, 0, 40), 5.0)])
    assert [day.total for day in await days_of(series)] == [6.0, 2.0]


# --- changes ---


async def test_nothing_is_journalled_until_somebody_asks(series: SeriesStore):
    await series.append([(KEY, NOW_MS, 1.0)])
    assert await series.changes(after=0, limit=10) == []
    assert await series.oldest_change() is None


async def test_changes_are_whole_commits_in_order_with_what_was_stored(series: SeriesStore):
    await series.keep_changes(most=1_000)
    await series.append([(KEY, NOW_MS, 1.0), (OTHER, NOW_MS, None)])
    await series.append([(KEY, NOW_MS, 9.0), (KEY, NOW_MS + 1, 2.0)])
    found = await series.changes(after=0, limit=1)
    assert {(change.key, change.sample) for change in found} == {(KEY, Sample(NOW_MS, 1.0)), (OTHER, Sample(NOW_MS, None))}
    (first,) = {change.number for change in found}
    more = await series.changes(after=first, limit=10)
    stored = await series.samples(KEY, from_ms=0, to_ms=NOW_MS * 2, limit=9)
    assert more[-1].sample == Sample(NOW_MS + 1, 2.0)
    assert all(change.sample in stored for change in more)  # what was there may be told again, as it is there
    assert all(change.number > first for change in more)
    assert await series.oldest_change() == first
    await series.forget_changes(upto=first)
    assert await series.changes(after=0, limit=10) == more
    await series.keep_changes(most=0)
    assert await series.changes(after=0, limit=10) == []


async def test_the_oldest_changes_go_when_nobody_takes_them(series: SeriesStore):
    await series.keep_changes(most=10)
    for start in range(0, 30, 3):
        await series.append([(KEY, NOW_MS + start + step, 1.0) for step in range(3)])
    kept = await series.changes(after=0, limit=100)
    assert [change.sample.t_ms - NOW_MS for change in kept] == list(range(18, 30))
    assert await series.count_changes(after=0) == 12
    assert await series.count_changes(after=kept[3].number) == 6
    assert await series.count_changes(after=kept[-1].number) == 0


async def test_a_cursor_is_remembered_for_each_reader(series: SeriesStore):
    await series.move_cursor("grafana", 7)
    await series.move_cursor("grafana", 9)
    assert (await series.cursor("grafana"), await series.cursor("other")) == (9, 0)


# --- forgetting ---


async def test_buckets_stay_when_their_samples_are_forgotten(series: SeriesStore):
    await series.append([(KEY, HOUR - step * 600_000, float(step)) for step in range(20)])
    hours, days = await hours_of(series), await days_of(series)
    gone = await series.forget(Level.SAMPLE, before_ms=HOUR - HOUR_MS + 5)
    assert gone == 13
    left = await series.samples(KEY, from_ms=0, to_ms=HOUR + 1, limit=99)
    assert [sample.t_ms for sample in left] == [HOUR - step * 600_000 for step in range(6, -1, -1)]
    assert (await hours_of(series), await days_of(series)) == (hours, days)
    assert await series.window(KEY, from_ms=0, to_ms=HOUR) == [
        *((hour.t_ms, hour.mean) for hour in hours if hour.t_ms < HOUR - HOUR_MS),
        *((sample.t_ms, sample.x) for sample in left[:-1]),
    ]


async def test_what_comes_when_its_samples_were_forgotten_counts_once(series: SeriesStore):
    await series.append([(KEY, HOUR + 1, 1.0), (KEY, HOUR + 3, 3.0)])
    await series.forget(Level.SAMPLE, before_ms=HOUR + HOUR_MS)
    for _ in range(2):
        await series.append([(KEY, HOUR + 1, 1.0), (KEY, HOUR + 2, 8.0), (OTHER, HOUR + HOUR_MS, 1.0)])
        await series.forget(Level.SAMPLE, before_ms=HOUR + HOUR_MS)
        assert await hours_of(series) == [Bucket(HOUR, 3, 12.0, 1.0, 8.0)]
        assert [day.total for day in await days_of(series)] == [12.0]
    assert [hour.n for hour in await hours_of(series, OTHER)] == [1]


async def test_an_hour_that_is_forgotten_in_several_steps_is_remembered_whole(series: SeriesStore):
    told = [(KEY, HOUR + step * 400, 1.0) for step in range(STEP + 500)]
    await series.append(told)
    await series.forget(Level.SAMPLE, before_ms=HOUR + HOUR_MS)
    await series.append([*told[:20], *told[-20:], (KEY, HOUR + 1, 3.0)])
    assert await hours_of(series) == [Bucket(HOUR, STEP + 501, STEP + 503.0, 1.0, 3.0)]


async def test_days_stay_when_their_hours_are_forgotten_and_nothing_older_counts(series: SeriesStore):
    noon = local(2026, 7, 1, 12)
    await series.append([(KEY, noon, 1.0), (KEY, noon + DAY_MS, 2.0)])
    days = await days_of(series)
    await series.forget(Level.SAMPLE, before_ms=noon + DAY_MS)
    assert await series.forget(Level.HOUR, before_ms=noon + DAY_MS) >= 1
    assert [hour.t_ms for hour in await hours_of(series)] == [noon + DAY_MS]
    await series.append([(KEY, noon, 1.0), (KEY, noon + 60_000, 7.0), (KEY, noon + DAY_MS + 1, 4.0)])
    await series.set_zone("Europe/London")
    assert (await days_of(series))[0] == days[0]
    assert [day.total for day in await days_of(series)] == [1.0, 6.0]
    await series.forget(Level.DAY, before_ms=noon + DAY_MS)
    assert [day.total for day in await days_of(series)] == [6.0]
    assert await series.latest(KEY) == (noon + DAY_MS + 1, 4.0)


async def test_the_oldest_of_each_level_is_told(series: SeriesStore):
    assert [await series.oldest(level) for level in Level] == [None, None, None]
    noon = local(2026, 7, 1, 12)
    await series.append([(KEY, noon + 5, 1.0), (OTHER, noon + HOUR_MS, 2.0)])
    assert [await series.oldest(level) for level in Level] == [noon + 5, noon, local(2026, 7, 1)]


# --- any order, any repetition ---

_VALUES = st.integers(-8, 8).map(lambda eighths: eighths / 8) | st.none()
_ROWS = st.dictionaries(st.tuples(st.sampled_from([KEY, OTHER]), st.integers(0, 30 * 6)), _VALUES, min_size=1, max_size=40)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=_ROWS, dice=st.randoms(use_true_random=False))
async def test_buckets_are_the_fold_over_distinct_samples_whatever_came_when(
    series: SeriesStore, rows: dict[tuple[SeriesKey, int], float | None], dice: Random
):
    """Batches in any order, rows repeated across and within them, and forgetting in between: always the same buckets."""
    before = await series.last_values([KEY, OTHER])
    start = max((sample.t_ms + 4 * DAY_MS for sample in before.values()), default=HOUR)
    start -= start % HOUR_MS
    told = [(key, start + step * 600_000, x) for (key, step), x in rows.items()]
    told = [*told, *dice.choices(told, k=len(told))]
    dice.shuffle(told)
    while told:
        size = dice.randint(1, 12)
        batch, told = told[:size], told[size:]
        await series.append(batch)
        if dice.random() < 0.2:
            await series.forget(Level.SAMPLE, before_ms=start + dice.randint(0, 30) * HOUR_MS)
    for key in (KEY, OTHER):
        values = [(start + step * 600_000, x) for (whose, step), x in rows.items() if whose == key and x is not None]
        since = {"from_ms": start - DAY_MS, "to_ms": NOW_MS * 2}
        assert (await series.buckets([key], Level.HOUR, **since)).get(key, []) == folded(
            values, lambda t_ms: t_ms - t_ms % HOUR_MS
        )
        assert (await series.buckets([key], Level.DAY, **since)).get(key, []) == folded(values, berlin_midnight)


def berlin_midnight(t_ms: int) -> int:
    day = datetime.fromtimestamp(t_ms / 1_000, ZoneInfo("Europe/Berlin"))
    return local(day.year, day.month, day.day)


def folded(values: list[tuple[int, float]], begins: Callable[[int], int]) -> list[Bucket]:
    buckets: dict[int, list[float]] = {}
    for t_ms, x in values:
        buckets.setdefault(begins(t_ms), []).append(x)
    return [Bucket(t_ms, len(xs), sum(xs), min(xs), max(xs)) for t_ms, xs in sorted(buckets.items())]
