"""The pure rules on every recording there is: the same bars as the whole system, in seconds. Without recordings: skipped."""

from dataclasses import replace

import pytest

from evaluation import alone, disturbed
from evaluation.disturbed import DISTURBANCES
from evaluation.scene import hangar, quiet_room

GENTLE = [each for each in DISTURBANCES if each.keep_every == 1 and not each.lag_s]


@pytest.mark.parametrize("disturbance", GENTLE, ids=lambda each: each.en)
def test_every_place_alarms_in_time_also_with_noise_and_other_moments(fires, disturbance):
    stood = disturbed.of_houses(fires.houses, disturbance)
    assert stood.alarmed == stood.places
    assert stood.median_s <= 5
    assert stood.nine_of_ten_s <= 20
    assert stood.latest_s <= 60
    assert stood.together_median_s <= 55
    assert stood.together_latest_s <= 90
    assert stood.before_ignition == 0


def test_no_single_fire_carries_the_figures(fires):
    for name, stood in disturbed.without_each(fires.houses):
        assert (stood.median_s <= 5, stood.nine_of_ten_s <= 20, stood.together_median_s <= 55) == (True, True, True), name


def test_thinner_and_slower_sensors_still_see_the_fire(fires):
    for disturbance in DISTURBANCES:
        stood = disturbed.of_houses(fires.houses, disturbance)
        assert stood.alarmed >= stood.places - 1, disturbance.en
        assert stood.latest_s <= 90, disturbance.en


@pytest.mark.parametrize("sparse", [True, False], ids=["sparse grid", "every thermometer"])
def test_every_hangar_fire_but_one_alarms_in_time(fires, sparse):
    stood = disturbed.of_hangars([fire.sparse if sparse else fire for fire in fires.hangars], DISTURBANCES[0])
    assert stood.alarmed >= stood.fires - 1
    assert stood.median_s <= 40
    assert stood.before_ignition == 0


def test_a_fixed_temperature_alone_is_too_little_under_a_tall_roof(fires):
    alarms = [alone.first_s(hangar(fire), alone.fixed_s) for fire in fires.hangars]
    assert sum(at_s is None for at_s in alarms) > len(alarms) / 4


def test_quiet_rooms_stay_quiet_by_the_rule_for_rooms_and_by_that_for_halls(rooms):
    for room in (room for room in rooms if room.temps_c):
        for profile in ("room", "tall"):
            scene = replace(quiet_room(room), profile=profile)
            assert alone.first_s(scene, alone.heat_s) is None, (room.name, profile)
