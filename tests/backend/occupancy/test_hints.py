"""Lit and heated for nobody, used-up air; and what the usual week says."""

from __future__ import annotations

from datetime import date

import pytest

from hallenwart_backend.occupancy.figures.helpers import add_helpers
from hallenwart_backend.occupancy.figures.hint_days import hint_day
from hallenwart_backend.occupancy.figures.rules import Hours, packed, unpacked
from hallenwart_backend.occupancy.hints.outputs_log import OutputsLog
from hallenwart_backend.occupancy.hints.rules import air_of, energy_of
from hallenwart_backend.occupancy.policy.rules import Power
from hallenwart_backend.occupancy.slots.grid import Track, grid_of
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.messages import State
from hallenwart_contract.outputs import Output
from support.backends import AMT, HOUR_MS, MONDAY_NOON_MS, SetClock, open_town

MIN = 60_000
DAY = date(2026, 11, 20)


def each(first_h: float, last_h: float, x: float, step: int = 5):
    return [(minute * MIN, x) for minute in range(int(first_h * 60), int(last_h * 60), step)]


def hours_of(**curves) -> Hours:
    said = Hours()
    people = [*each(0, 10, 0.0), *each(10, 12, 8.0), *each(12, 24, 0.0)]
    track = Track(people=people, **curves)
    add_helpers(said, track, grid_of(track, 0, 24 * HOUR_MS), 0, 24 * HOUR_MS, lambda t_ms: t_ms // HOUR_MS)
    return said


def days_of(*said: Hours):
    return [one for one in (hint_day(DAY, hours) for hours in said) if one is not None]


def test_light_and_heating_count_where_nobody_is_there():
    said = hours_of(lamps=[*each(9, 15, 1.0), *each(15, 24, 0.0)], heating=each(0, 24, 1.0))
    assert (sum(said.lit), sum(said.lit_empty)) == (360, 240)
    assert sum(said.warm_empty) == 22 * 60
    light, heating = sorted(energy_of(days_of(said), Power(light_w=3_000)), key=lambda one: one.what == "heating")
    assert (light.empty_h, light.kwh) == (4.0, 12.0)
    assert (heating.empty_h, heating.kwh) == (22.0, None)  # nobody stated its power: hours alone


def test_brightness_tells_of_light_only_when_the_sun_cannot_be_it():
    said = hours_of(light=each(0, 24, 400.0))
    assert sum(said.lit_empty) == 7 * 60
    assert said.lit[13] == 0


def test_a_meter_counts_energy_while_nobody_is_there():
    (one,) = energy_of(days_of(hours_of(power=each(0, 24, 2_000.0))), Power())
    assert (one.what, one.kwh) == ("power", 44.0)


def test_stale_air_counts_from_a_quarter_of_an_hour_on():
    said = hours_of(
        air=[*each(0, 10, 500.0), *each(10, 11, 1_400.0), *each(11, 18, 600.0), (18 * HOUR_MS, 1_200.0), *each(18.1, 24, 500.0)]
    )
    assert (said.stale[10], said.stale[18]) == (60, 0)
    air = air_of(days_of(said))
    assert air is not None
    assert (air.over_h, air.days, air.worst_ppm, air.most) == (1.0, 1, 1_400.0, (4, 10))
    assert air_of(days_of(hours_of(air=each(0, 24, 700.0)))) is None


def test_figures_of_before_there_were_hints_are_read():
    text = packed(hours_of(lamps=each(9, 15, 1.0)))
    assert unpacked(text).lit_empty[13] == 60
    fewer = "[" + ",".join(["[" + ",".join(["0"] * 24) + "]"] * 13) + "]"
    assert unpacked(fewer).lit == [0.0] * 24


class Written:
    def __init__(self):
        self.points = []

    async def append(self, points):
        self.points += points


async def test_lights_are_written_down_on_change_and_again_while_their_device_is_there():
    clock, series, online = SetClock(MONDAY_NOON_MS), Written(), [True]
    log = OutputsLog(series, clock, lambda _device: online[0])  # type: ignore[arg-type]
    from hallenwart_backend.ports import Arrival

    lamp = Output(id="licht", kind="light", hall="nordpark", on=True)
    await log.on_state(Arrival("nordpark-1", clock.wall_ms), State(dev="nordpark-1", sent_ms=clock.wall_ms, outputs=[lamp]))
    assert [await log.look(), await log.look()] == [1, 0]
    clock.advance(10 * MIN)
    assert await log.look() == 1
    online[0] = False
    clock.advance(20 * MIN)
    assert await log.look() == 0
    assert series.points[0] == (SeriesKey("nordpark-1", "nordpark", "light_on"), MONDAY_NOON_MS, 1.0)


async def test_the_usual_week_the_forecast_and_what_was_unusual_are_learned(tmp_path):
    async with open_town(tmp_path) as town:
        key = SeriesKey("nordpark-2", "nordpark", "people")
        for back in range(42, 0, -1):
            noon = MONDAY_NOON_MS - back * 24 * HOUR_MS
            party = 60.0 if back == 3 else 0.0
            people = [
                (
                    key,
                    t_ms,
                    20.0 if noon + 6 * HOUR_MS <= t_ms < noon + 8 * HOUR_MS else party if t_ms >= noon + 9 * HOUR_MS else 0.0,
                )
                for t_ms in range(noon - 10 * HOUR_MS, noon + 11 * HOUR_MS, 10 * MIN)
            ]
            await town.backend.series.append(people)
        usage = town.backend.usage
        await usage.judging.look()
        hall = town.backend.places.current.halls["nordpark"]
        await usage.learned.learn(hall)
        office = await town.signed_in(AMT)
        ahead = (await office.get("/api/usage/forecast", params={"hall": "nordpark"})).json()
        tonight = next(one for one in ahead["points"] if one["t_ms"] == MONDAY_NOON_MS + 6 * HOUR_MS)
        assert tonight["mid"] == pytest.approx(20, abs=2)
        assert tonight["low"] <= tonight["mid"] <= tonight["high"]
        events = (await office.get("/api/usage/unusual", params={"hall": "nordpark"})).json()["events"]
        assert any(one["people"] > 40 and one["from_ms"] >= MONDAY_NOON_MS - 3 * 24 * HOUR_MS for one in events)
        day = (await office.get("/api/usage/halls/nordpark/day", params={"day": "2026-11-22"})).json()
        assert {t: mid for t, _, mid, _ in day["usual"]}[MONDAY_NOON_MS - 18 * HOUR_MS] == pytest.approx(20, abs=2)
