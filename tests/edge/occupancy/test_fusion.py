"""Free or busy from whatever inputs there are."""

import math
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.people import Sign, Use
from hallenwart_edge.occupancy import fusion, light
from hallenwart_edge.occupancy.fusion import Evidence, Fused, Learnt
from hallenwart_edge.occupancy.light import Light

MIN = 60_000


def after(*told, state=None, every_ms=30_000, start_ms=0):
    """Step through (evidence, minutes it holds)."""
    state, now_ms = state or Fused(), start_ms
    for evidence, minutes in told:
        for _ in range(max(1, round(minutes * MIN / every_ms))):
            now_ms += every_ms
            state = fusion.step(state, evidence, now_ms)
    return state


def use(*told, **how):
    return fusion.verdict(after(*told, **how)).use


def test_nothing_told_is_unknown_and_so_is_night_alone():
    assert fusion.verdict(Fused()) == (Use.UNKNOWN, 0.5, (), 0.5)
    assert use((Evidence(night=True, closed=True), 60)) is Use.UNKNOWN


def test_motion_holds_for_about_five_minutes_and_stillness_is_free():
    moving, still = Evidence(motion=True), Evidence(motion=False)
    assert use((moving, 2)) is Use.BUSY
    assert use((moving, 2), (still, 4)) is Use.BUSY
    assert use((moving, 2), (still, 5.5)) is Use.FREE


def test_one_false_pulse_in_a_quiet_room_is_nobody_but_two_are():
    still = (Evidence(motion=False), 30)
    assert use(still, (Evidence(motion=True), 0.5)) is Use.FREE
    assert use(still, (Evidence(motion=True), 0.5), (Evidence(motion=False), 1), (Evidence(motion=True), 0.5)) is Use.BUSY


def test_however_often_a_motion_sensor_is_asked_one_pulse_is_one():
    still = after((Evidence(motion=False), 30))
    now_ms = 30 * MIN
    for _ in range(8):
        now_ms += 1_000
        still = fusion.step(still, Evidence(motion=True), now_ms)
    assert fusion.verdict(still).use is Use.FREE
    assert fusion.verdict(fusion.step(still, Evidence(motion=True), now_ms + 10_000)).use is Use.BUSY


def test_a_radar_is_believed_at_once():
    quiet = after((Evidence(radar=False), 30))
    assert fusion.verdict(fusion.step(quiet, Evidence(radar=True), 30 * MIN + 1_000)).use is Use.BUSY


def test_lamps_lengthen_and_darkness_shortens_the_hold_time():
    moving = Evidence(motion=True, light_lx=420)
    lit = after((moving, 10))
    assert use((Evidence(motion=False, light_lx=420), 6), state=lit, start_ms=10 * MIN) is Use.BUSY
    assert use((Evidence(motion=False, light_lx=0), 2), state=lit, start_ms=10 * MIN) is Use.FREE


def test_lamps_left_on_keep_nobody_in_a_room_where_nothing_moves():
    assert (
        use(
            (Evidence(motion=True, light_lx=0), 1),
            (Evidence(motion=True, light_lx=420), 5),
            (Evidence(motion=False, light_lx=420), 20),
        )
        is Use.FREE
    )


def test_whoever_moves_in_a_closed_dark_hall_at_night_is_there():
    told = Evidence(motion=True, night=True, closed=True, light_lx=0, key_out=False, people=0, low=0, high=0)
    found = fusion.verdict(after((told, 3)))
    assert found.use is Use.BUSY
    assert found.signs == (Sign.MOTION,)


def test_a_radar_that_sees_somebody_sit_outweighs_a_quiet_motion_sensor():
    assert use((Evidence(motion=False, radar=True), 60)) is Use.BUSY
    assert use((Evidence(motion=False, radar=True), 10), (Evidence(motion=False, radar=False), 6)) is Use.FREE


def test_a_sensor_at_fault_fades_out_and_proves_nothing():
    assert use((Evidence(motion=True), 5), (Evidence(), 10)) is Use.UNKNOWN
    quiet = fusion.verdict(after((Evidence(motion=False), 30), (Evidence(people=12, low=8, high=15), 10)))
    assert (quiet.use, quiet.signs) == (Use.BUSY, (Sign.COUNT,))


def test_lamps_say_more_than_stale_air_even_in_a_room_not_known_yet():
    airing = after((Evidence(light_lx=450, co2_ppm=900), 1), (Evidence(light_lx=450, co2_ppm=600), 30))
    assert fusion.verdict(airing).use is Use.BUSY
    assert use((Evidence(light_lx=0, co2_ppm=420), 30)) is Use.FREE


def test_a_rising_co2_is_somebody_and_a_falling_one_is_nobody():
    state, now_ms = Fused(), 0
    for minute in range(60):
        now_ms += MIN
        state = fusion.step(state, Evidence(co2_ppm=430 + minute * 8), now_ms)
    assert fusion.verdict(state)[::2] == (Use.BUSY, (Sign.AIR,))
    for minute in range(60):
        now_ms += MIN
        state = fusion.step(state, Evidence(co2_ppm=900 - minute * 7), now_ms)
    assert fusion.verdict(state).use is Use.FREE


def test_lamps_that_burn_day_and_night_lose_their_word_and_those_that_go_with_people_keep_it():
    always, honest = Fused(), Fused()
    now_ms = 0
    for two_minutes in range(10 * 720):
        now_ms += 2 * MIN
        there = 240 <= two_minutes % 720 < 500
        always = fusion.step(always, Evidence(motion=there, light_lx=400), now_ms)
        honest = fusion.step(honest, Evidence(motion=there, light_lx=400 if there else 3), now_ms)
    assert light.weight(always.habit, lit=True) < 0.3
    assert light.weight(honest.habit, lit=True) > 2
    assert honest.light.lamp_lx == pytest.approx(397, abs=5)


def test_what_a_room_taught_survives_a_restart_as_json_and_damage_does_no_harm():
    state, now_ms = Fused(), 0
    for minute in range(3000):
        now_ms += MIN
        there = minute % 600 > 300
        state = fusion.step(state, Evidence(motion=there, light_lx=90 if there else 1, co2_ppm=700 if there else 430), now_ms)
    kept = fusion.learnt_of(state)
    assert kept.lamp_lx == pytest.approx(89, abs=2)
    again = msgspec.json.decode(msgspec.json.encode(kept), type=Learnt)
    assert again == kept
    assert fusion.learnt_of(fusion.resumed(again)) == kept
    broken = fusion.resumed(Learnt(lamp_lx=-5.0, switchings=-1))
    assert math.isfinite(fusion.verdict(fusion.step(broken, Evidence(light_lx=100), 1)).busy_p)


@pytest.mark.parametrize("lamp_lx", [120, 400, 900])
def test_every_room_gets_its_own_threshold_and_daylight_is_none(lamp_lx):
    """Lamps from 18 to 21 o'clock; a sky of 500 lx at noon that comes and goes slowly, with clouds of a tenth."""
    dice, state = random.Random(lamp_lx), Light()
    wrong = looked = 0
    for minute in range(5 * 1440):
        hour = minute / 60 % 24
        sky = max(0.0, 500 * math.sin((hour - 6) / 12 * math.pi)) * dice.uniform(0.95, 1.05) if 6 < hour < 18 else 0.0
        lit = 17.5 <= hour < 21
        state = light.step(state, sky + lit * lamp_lx, minute * MIN)
        if minute > 1440:
            looked, wrong = looked + 1, wrong + (state.on is not lit)
    assert wrong / looked < 0.02


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.builds(
                Evidence,
                motion=st.none() | st.booleans(),
                radar=st.none() | st.booleans(),
                passed=st.integers(0, 5),
                people=st.none() | st.integers(0, 500),
                low=st.none() | st.integers(0, 500),
                high=st.none() | st.integers(0, 500),
                light_lx=st.none() | st.floats(),
                co2_ppm=st.none() | st.floats(),
                key_out=st.none() | st.booleans(),
                night=st.none() | st.booleans(),
                closed=st.none() | st.booleans(),
            ),
            st.integers(-60_000, 3_600_000),
        ),
        max_size=20,
    )
)
def test_whatever_is_told_the_answer_is_a_probability(told):
    state, now_ms = Fused(), 0
    for evidence, gone_ms in told:
        now_ms += gone_ms
        state = fusion.step(state, evidence, now_ms)
        found = fusion.verdict(state)
        assert math.isfinite(found.busy_p)
        assert 0 < found.busy_p < 1
        assert 0.5 <= found.sure < 1
        assert found.sure == max(found.busy_p, 1 - found.busy_p)
        assert (found.use is Use.BUSY) == (found.busy_p > 0.5) or found.use is Use.UNKNOWN
