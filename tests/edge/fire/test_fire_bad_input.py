"""Bad input is a fault, never a fire, and hides no fire: neither that of a neighbour nor one of the same sensor later."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.messages import AlarmType, Phase, Severity
from hallenwart_edge.fire import arrivals, heat, smoke
from hallenwart_edge.fire.plan import Dependency, Profile
from hallenwart_edge.fire.verdict import OK, Verdict, Word
from tests.edge.fire.conftest import Town

SECOND_MS = 1_000
CALM_S, BAD_S, FIRE_S = 60, 60, 60


class Head:
    kind, calm, hot = "rauch_2", 0.2, 9.0
    limits = smoke.SmokeLimits()
    state = smoke.Smoke()

    def __init__(self, profile=None):
        del profile

    def step(self, value, at_ms, now_ms):
        self.state = smoke.step(self.state, value, at_ms, self.limits, now_ms=now_ms)

    def verdict(self, now_ms):
        return smoke.verdict(self.state, now_ms, self.limits, born_ms=0)


class Meter:
    kind, calm, hot = "waerme", 20.0, 90.0
    state = heat.Heat()

    def __init__(self, profile=Profile.ROOM):
        self.limits = heat.HeatLimits(profile=profile)

    def step(self, value, at_ms, now_ms):
        self.state = heat.step(self.state, value, at_ms, self.limits, now_ms=now_ms)

    def verdict(self, now_ms):
        return heat.verdict(self.state, now_ms, self.limits, born_ms=0)


def no_number(sensor, now_ms, chance):
    sensor.step([math.nan, math.inf, -math.inf][chance % 3], now_ms, now_ms)


def out_of_range(sensor, now_ms, chance):
    sensor.step([-273.0, -127.0, 9.91e37, 5_000.0][chance % 4], now_ms, now_ms)


def missing(sensor, now_ms, chance):
    """Nothing comes."""


def repeated(sensor, now_ms, chance):
    del chance
    sensor.step(sensor.hot, (CALM_S - 1) * SECOND_MS, now_ms)


def out_of_order(sensor, now_ms, chance):
    sensor.step(sensor.hot, chance % (CALM_S * SECOND_MS) - 1, now_ms)


def dated_ahead(sensor, now_ms, chance):
    sensor.step(sensor.hot, now_ms + arrivals.AHEAD_MS + 1 + chance, now_ms)


def long_past(sensor, now_ms, chance):
    sensor.step(sensor.hot, now_ms - arrivals.PAST_MS - 1 - chance, now_ms)


KINDS = [no_number, out_of_range, missing, repeated, out_of_order, dated_ahead, long_past]
CHANCES = st.lists(st.integers(0, 10**10), min_size=1, max_size=5).map(itertools.cycle)


def calm(sensor):
    for second in range(CALM_S):
        sensor.step(sensor.calm, second * SECOND_MS, second * SECOND_MS)


@pytest.mark.parametrize("new", [Head, Meter, lambda: Meter(Profile.TALL)])
@pytest.mark.parametrize("bad", KINDS)
@given(chances=CHANCES)
@settings(max_examples=20)
def test_bad_input_is_a_fault_never_a_fire_and_a_real_one_is_found_after_it(new, bad, chances):
    sensor = new()
    calm(sensor)
    for second in range(CALM_S, CALM_S + BAD_S):
        bad(sensor, second * SECOND_MS, next(chances))
        assert sensor.verdict(second * SECOND_MS).word is not Word.FIRE
    assert sensor.verdict((CALM_S + BAD_S) * SECOND_MS).word is Word.FAULT
    for second in range(CALM_S + BAD_S, CALM_S + BAD_S + FIRE_S):
        sensor.step(sensor.hot, second * SECOND_MS, second * SECOND_MS)
    assert sensor.verdict((CALM_S + BAD_S + FIRE_S) * SECOND_MS).word is Word.FIRE


@pytest.mark.parametrize("bad", KINDS)
@pytest.mark.parametrize("dependency", list(Dependency))
@given(chances=CHANCES, new=st.sampled_from([Head, Meter]))
@settings(max_examples=10)
def test_bad_input_holds_back_no_fire_of_a_neighbour(bad, dependency, chances, new):
    town, sensor = Town(dependency=dependency), new()
    calm(sensor)
    for second in range(CALM_S, CALM_S + BAD_S):
        bad(sensor, second * SECOND_MS, next(chances))
    said = sensor.verdict((CALM_S + BAD_S) * SECOND_MS)
    town.say(**{sensor.kind: said})
    assert [row.type for row in town.rows] == [AlarmType.SENSOR_FAULT]
    town.say(rauch=Verdict(Word.FIRE, x=9.0, thr=5.0))
    town.wait(31)
    alarm = town.state.zones["lager"].alarm
    assert alarm.c == "rauch"
    expected = Severity.WARN if dependency is Dependency.B and sensor.kind == "waerme" else Severity.CRIT
    assert alarm.sev == expected  # the other place can still confirm, or nobody can


@given(st.sampled_from([Head, Meter]), st.lists(st.sampled_from([math.nan, None]), min_size=1, max_size=4))
def test_a_sensor_that_answers_now_and_then_still_finds_its_fire(new, gaps):
    sensor, now_ms = new(), CALM_S * SECOND_MS
    calm(sensor)
    for _ in range(20):
        for gap in gaps:
            if gap is not None:
                sensor.step(gap, now_ms, now_ms)
            now_ms += SECOND_MS
        sensor.step(sensor.hot, now_ms, now_ms)
        now_ms += SECOND_MS
    assert sensor.verdict(now_ms).word is Word.FIRE


@pytest.mark.parametrize(("new", "stuck_ms"), [(Head, 7 * 86_400_000), (Meter, 86_400_000)])
def test_a_dead_meter_that_stands_still_is_a_fault_and_no_fire(new, stuck_ms):
    sensor = new()
    for now_ms in range(0, stuck_ms + 200_000, 25_000):
        sensor.step(sensor.calm, now_ms, now_ms)
        assert sensor.verdict(now_ms).word is not Word.FIRE
    assert sensor.verdict(now_ms).reason == "stuck"


def test_the_fault_of_one_ends_while_the_fire_of_another_goes_on():
    town = Town()
    town.say(waerme=Verdict(Word.FAULT, "silent"), rauch=Verdict(Word.FIRE, x=9.0))
    assert town.say(waerme=OK) == [(Phase.CLEAR, Severity.WARN, "waerme")]
    assert "lager" in town.state.zones


@given(st.lists(st.floats(0, 4.0), min_size=2, max_size=60), st.integers(100, 90_000))
def test_a_rise_that_is_too_slow_or_too_small_is_no_smoke(values, step_ms):
    head, shown = Head(), 0.0
    for index, value in enumerate(sorted(values)):
        shown = min(value, shown + step_ms * smoke.PACE_PCT_M_PER_MIN / 61_000) if index else 0.0
        head.step(shown, index * step_ms, index * step_ms)
    assert not head.state.burning


def test_smoke_that_rises_fast_is_found_before_its_level_and_one_puff_is_not():
    head = Head()
    calm(head)
    values = [0.2, 1.2, 2.2, 3.0, 3.2, 3.4]
    for index, value in enumerate(values):
        head.step(value, (CALM_S + index) * SECOND_MS, (CALM_S + index) * SECOND_MS)
    assert head.state.burning
    puff = Head()
    calm(puff)
    for index, value in enumerate([3.4, 3.4, 0.2, 0.2, 3.4, 0.2]):
        puff.step(value, (CALM_S + index) * SECOND_MS, (CALM_S + index) * SECOND_MS)
    assert not puff.state.burning


def test_a_fire_found_by_its_rise_lasts_while_the_smoke_does():
    head = Head()
    calm(head)
    for second in range(CALM_S, CALM_S + 600):
        head.step(3.4, second * SECOND_MS, second * SECOND_MS)
    assert head.verdict((CALM_S + 600) * SECOND_MS).word is Word.FIRE
    for second in range(CALM_S + 600, CALM_S + 603):
        head.step(0.3, second * SECOND_MS, second * SECOND_MS)
    assert head.verdict((CALM_S + 603) * SECOND_MS).word is Word.OK
