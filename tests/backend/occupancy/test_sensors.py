from datetime import UTC, datetime

import pytest

from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.occupancy.health import SensorHealth
from hallenwart_backend.occupancy.rules import DAY_MS, STALE_MS
from hallenwart_backend.ports import Arrival, SeriesKey
from hallenwart_contract.clock import to_ms
from hallenwart_contract.messages import Reading, State
from hallenwart_contract.people import DoorCount, PeopleSensor
from support.backends import SetClock

NOW_MS = to_ms(datetime(2026, 11, 26, 12, tzinfo=UTC))


@pytest.fixture
def clock():
    return SetClock(NOW_MS)


@pytest.fixture
def series(tmp_path):
    opened = SqliteSeries(tmp_path / "series.db")
    yield opened
    opened.close()


@pytest.fixture
async def health(series, clock):
    health = SensorHealth(series, clock)
    state = State(
        dev="a",
        sent_ms=NOW_MS,
        sensors={"tuer": "suspect", "radar": "ok"},
        reasons={"tuer": "imbalance"},
        passages=[DoorCount(c="tuer", hall="nordpark", ins=3, outs=1)],
        people_sensors=[
            PeopleSensor(c="tuer", hall="nordpark", kind="beam_pair", said_ms=NOW_MS - 60_000),
            PeopleSensor(c="radar", hall="nordpark", sections=[1], kind="ld2410"),
            PeopleSensor(c="fern", hall="sued", kind="pir"),
        ],
    )
    await health.on_state(Arrival("a", NOW_MS), state)
    return health


async def test_each_sensor_with_its_word_and_how_the_days_came_out(health, series):
    hall, door = SeriesKey("a", "nordpark", "closing_error"), SeriesKey("a", "tuer", "passages_in")
    days = [(hall, NOW_MS - DAY_MS, 4.0), (hall, NOW_MS - 2 * DAY_MS, -2.0), (hall, NOW_MS - 40 * DAY_MS, 90.0)]
    came = [(door, NOW_MS - day * DAY_MS, 60.0) for day in (1, 2)]
    resets = [(SeriesKey("a", "nordpark", "count_resets"), NOW_MS - day * DAY_MS, 1.0) for day in (1, 3, 9)]
    await series.append([*days, *came, *resets])
    door_word, radar = await health.sensors(["nordpark"], ["a"])
    assert (door_word.c, door_word.quality, door_word.reason) == ("tuer", "suspect", "imbalance")
    assert (door_word.resets_7d, door_word.closing_error_mean, door_word.closing_error_pct) == (2, 3.0, 5.0)
    assert door_word.last_ms == NOW_MS - 60_000
    assert (radar.c, radar.kind, radar.sections, radar.quality) == ("radar", "ld2410", (1,), "ok")
    assert (radar.resets_7d, radar.closing_error_mean, radar.closing_error_pct) == (0, None, None)


async def test_a_device_that_is_silent_makes_its_sensors_stale(health, clock):
    clock.advance(STALE_MS + 1)
    assert {(one.quality, one.reason) for one in await health.sensors(["nordpark", "sued"], ["a"])} == {("stale", "silent")}
    await health.on_readings(Arrival("a", clock.now_ms()), [Reading(c="x", k="people", t_ms=clock.now_ms(), x=1.0)])
    assert [one.reason for one in await health.sensors(["nordpark", "sued"], ["a"])] == ["imbalance", "", ""]
    assert await health.sensors(["nordpark"], ["b"]) == []  # the device was taken out of the fleet
