import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.fire import heat, loop, smoke
from hallenwart_edge.fire.plan import Profile
from hallenwart_edge.fire.verdict import Word


def looped(codes, *, short_is_alarm=True, every_ms=100):
    state = loop.Loop()
    for index, code in enumerate(codes):
        state = loop.step(state, code, index * every_ms, short_is_alarm=short_is_alarm)
    return state.verdict


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (512, Word.OK),
        (498, Word.OK),
        (524, Word.OK),
        (115, Word.FIRE),
        (65, Word.FIRE),
        (0, Word.FIRE),
        (1023, Word.FAULT),
        (700, Word.FAULT),
        (300, Word.FAULT),
        (None, Word.FAULT),
    ],
)
def test_a_lasting_code_means_what_its_band_says(code, word):
    assert looped([512] * 10 + [code] * 40).word is word


def test_a_contact_is_an_alarm_within_half_a_second_of_filtered_readings():
    assert looped([512] * 10 + [115] * 4).word is Word.OK
    assert looped([512] * 10 + [115] * 5).word is Word.FIRE


def test_a_short_is_a_fault_where_the_wiring_says_so():
    assert looped([512] * 10 + [0] * 30, short_is_alarm=False).word is Word.FAULT


def test_noise_at_a_border_does_not_change_the_band():
    assert looped([512] * 10 + [410, 425, 405, 430] * 20).word is Word.OK


@given(st.lists(st.integers(0, 1023), min_size=2, max_size=2), st.integers(20, 60))
def test_two_wild_codes_never_make_a_fire(wild, length):
    assert looped([512] * length + wild + [512] * 10).word is Word.OK


def smoked(samples, limits=None):
    limits = limits or smoke.SmokeLimits()
    state = smoke.Smoke()
    for at_ms, value in samples:
        state = smoke.step(state, value, at_ms, limits)
    return state


def test_smoke_needs_two_samples():
    assert not smoked([(0, 0.0), (1000, 6.0)]).burning
    assert smoked([(0, 0.0), (1000, 6.0), (2000, 6.0)]).burning
    assert not smoked([(0, 0.0), (1000, 6.0), (2000, 0.0), (3000, 6.0)]).burning


def test_the_same_sample_twice_or_an_old_one_is_no_second_sample():
    assert not smoked([(0, 0.0), (2000, 6.0), (2000, 6.0), (1000, 6.0)]).burning


bad = st.sampled_from([math.nan, math.inf, -math.inf, -50.0, 5_000.0])


@given(st.lists(st.tuples(st.integers(0, 200_000), bad), max_size=60))
def test_no_fire_out_of_values_that_are_none(samples):
    assert not smoked(samples).burning
    assert heated(samples).until_below_c is None


@given(st.lists(st.tuples(st.integers(0, 400_000), st.floats(0, 5.0)), max_size=80))
def test_no_smoke_alarm_below_the_threshold_in_any_order(samples):
    assert not smoked(samples).burning


def test_nonsense_that_lasts_is_a_fault_and_silence_too():
    limits = smoke.SmokeLimits()
    broken = smoked([(0, 0.1)] + [(second * 1000, math.nan) for second in range(1, 20)])
    assert smoke.verdict(broken, 19_000, limits, born_ms=0).reason == "out_of_range"
    assert smoke.verdict(smoked([(0, 0.1)]), 40_000, limits, born_ms=0).reason == "silent"
    assert smoke.verdict(smoke.Smoke(), 40_000, limits, born_ms=0).reason == "silent"
    assert smoke.verdict(smoke.Smoke(), 5_000, limits, born_ms=0).word is Word.OK


def test_a_stuck_head_is_a_fault():
    limits = smoke.SmokeLimits(stuck_after_ms=60_000)
    stuck = smoked([(second * 1000, 0.2) for second in range(70)], limits)
    assert smoke.verdict(stuck, 69_000, limits, born_ms=0).reason == "stuck"


def heated(samples, profile=Profile.ROOM):
    limits = heat.HeatLimits(profile=profile)
    state = heat.Heat()
    for at_ms, value in samples:
        state = heat.step(state, value, at_ms, limits)
    return state


def ramp(k_per_min, *, seconds=120, every_ms=1000, start_c=20.0):
    return [(at_ms, start_c + k_per_min * at_ms / 60_000) for at_ms in range(0, seconds * 1000, every_ms)]


@pytest.mark.parametrize("every_ms", [500, 1000, 2000, 5000, 12_000])
def test_a_steep_rise_is_heat_at_any_pace_of_the_sensor(every_ms):
    assert heated(ramp(12, every_ms=every_ms)).until_below_c is not None
    assert heated(ramp(7, every_ms=every_ms, seconds=300)).until_below_c is None


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=120), st.integers(100, 90_000))
def test_wandering_within_five_kelvin_is_never_heat(offsets, step_ms):
    samples = [(index * step_ms, 20 + max(-2.4, min(2.4, offset))) for index, offset in enumerate(offsets)]
    assert heated(samples).until_below_c is None


@given(st.integers(3, 100), st.floats(-30, 125))
def test_one_glitch_is_never_heat(at, glitch_c):
    samples = [(second * 1000, glitch_c if second == at else 21.0) for second in range(140)]
    assert heated(samples).until_below_c is None


def test_a_jump_after_a_long_gap_is_no_rate():
    assert (
        heated([(0, 15.0), (1000, 15.0), (2000, 15.0), (500_000, 24.0), (501_000, 24.0), (502_000, 24.0)]).until_below_c is None
    )


def test_heat_holds_until_the_room_has_cooled():
    hot = heated([*ramp(20), *[(120_000 + second * 1000, 58.0) for second in range(300)]])
    assert hot.until_below_c is not None
    cooled = [(420_000 + second * 1000, 21.0) for second in range(5)]
    for at_ms, value in cooled:
        hot = heat.step(hot, value, at_ms, heat.HeatLimits())
    assert hot.until_below_c is None


def test_a_thermometer_that_only_says_its_power_on_value_is_faulty_not_hot():
    dead = heated([(second * 1000, 85.0) for second in range(30)])
    assert heat.verdict(dead, 29_000, heat.HeatLimits(), born_ms=0).word is Word.FAULT


@given(st.permutations(ramp(3, seconds=60)))
def test_out_of_order_samples_never_make_heat(samples):
    assert heated(samples).until_below_c is None


def test_contacts_that_chatter_between_alarm_and_short_are_an_alarm():
    assert looped([512] * 10 + [115, 115, 115, 115, 115, 0, 0, 0, 0, 0][3:] * 6).word is Word.FIRE


def test_an_old_or_repeated_temperature_changes_nothing():
    state = heated(ramp(3, seconds=30))
    for at_ms in (29_000, 0, -5):
        after = heat.step(state, 57.0, at_ms, heat.HeatLimits(), now_ms=29_500)
        assert (after.past, after.raw, after.value) == (state.past, state.raw, state.value)


QUIET_MS = 600_000


def under_a_tall_roof(warmer_k, *, seconds, quiet_ms=QUIET_MS):
    """Ten quiet minutes at 20 °C, then 20 °C + `warmer_k(seconds since)`."""
    quiet = [(at_ms, 20.0) for at_ms in range(0, quiet_ms, 1000)]
    return heated([*quiet, *((quiet_ms + 1000 * second, 20.0 + warmer_k(second)) for second in range(seconds))], Profile.TALL)


def test_three_kelvin_within_a_minute_are_heat_under_a_tall_roof_and_not_in_a_room():
    rise = lambda second: second * 3.5 / 60  # noqa: E731
    assert under_a_tall_roof(rise, seconds=60).until_below_c is not None
    assert heated([(1000 * second, 20 + rise(second)) for second in range(60)]).until_below_c is None


def test_a_slow_fire_under_a_tall_roof_is_heat_as_well():
    assert under_a_tall_roof(lambda second: second / 100, seconds=540).until_below_c is not None


def test_a_morning_of_sun_is_no_heat_under_a_tall_roof():
    assert under_a_tall_roof(lambda second: 14 * (1 - math.exp(-second / 4000)), seconds=7200).until_below_c is None


@pytest.mark.parametrize("back_s", [30, 120, 300])
def test_a_hall_that_warms_up_after_a_draught_is_no_heat(back_s):
    def warmer_k(second):
        return -8.0 if second < 180 else min(0.0, -8 + 8 * (second - 180) / back_s)

    assert under_a_tall_roof(warmer_k, seconds=900).until_below_c is None


def test_a_watch_that_began_in_the_fire_compares_with_its_first_sample():
    assert heated(ramp(8, seconds=40), Profile.TALL).until_below_c is not None
