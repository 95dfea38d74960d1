"""The SIMULATED nuisances: each is what its description says, and the rules take for fire what the report says they do."""

import sys

import pytest

from evaluation.nuisances import QUIET_S, judge, judge_all
from hallenwart_sim.recordings.nuisance import NUISANCES, SIMULATED, Cloud

AIR = [name for name, case in NUISANCES.items() if case.cloud is not None]
WARMTH = [name for name, case in NUISANCES.items() if case.cloud is None]


@pytest.fixture(scope="module")
def judged():
    return {(each.name, each.strength): each for each in judge_all()}


def test_every_rule_is_told_of_every_case(judged, capsys):
    with capsys.disabled():
        sys.stdout.write(f"\n  {SIMULATED}: runs that each rule took for fire\n")
        for each in judged.values():
            counts = f"smoke {each.smoke} heat {each.heat} tall {each.heat_tall} 57 °C {each.fixed} of {each.of}"
            sys.stdout.write(f"  {each.en} x {each.strength}: {counts}\n")
    assert {name for name, _ in judged} == set(NUISANCES)


@pytest.mark.parametrize("name", ["chalk", "sweeping"])
def test_dust_as_it_is_usual_alarms_no_rule(judged, name):
    each = judged[name, 1.0]
    assert (each.smoke, each.heat, each.heat_tall, each.fixed) == (0, 0, 0, 0)
    assert each.highest_pm10_ug_m3 > 5_000  # it is there, and a dust sensor sees it


def test_fog_alarms_a_smoke_head_every_time_and_no_thermometer(judged):
    each = judged["fog", 1.0]
    assert (each.smoke, each.heat, each.heat_tall, each.fixed) == (each.of, 0, 0, 0)


@pytest.mark.parametrize("name", AIR)
def test_what_floats_in_the_air_is_no_heat_in_a_room(judged, name):
    assert judged[name, 2.0].heat == judged[name, 2.0].fixed == 0


@pytest.mark.parametrize("name", WARMTH)
def test_warmth_without_fire_is_no_smoke_and_no_heat_in_a_room(judged, name):
    each = judged[name, 2.0]
    assert (each.smoke, each.heat, each.fixed) == (0, 0, 0)


@pytest.mark.parametrize("name", ["sun", "draught"])
def test_sun_and_draughts_do_not_alarm_a_tall_hall(judged, name):
    assert judged[name, 1.0].heat_tall == 0


@pytest.mark.parametrize("case", NUISANCES.values(), ids=lambda case: case.name)
def test_a_seed_says_what_comes_and_everything_stays_possible(case):
    rows = list(case.rows(seed=7, quiet_s=60))
    assert rows == list(case.rows(seed=7, quiet_s=60))
    assert rows != list(case.rows(seed=8, quiet_s=60))
    assert all(row.od_per_m >= 0 and row.pm10_ug_m3 >= 0 and 0 <= row.humidity_pct <= 100 for row in rows)
    assert max(row.od_per_m for row in rows if row.t_s < 60) < 0.01  # the quiet time is quiet


def test_more_of_it_is_more_to_see():
    half, whole, twice = (judge(NUISANCES["shower"], strength) for strength in (0.5, 1.0, 2.0))
    assert half.highest_od_per_m < whole.highest_od_per_m < twice.highest_od_per_m
    assert half.highest_c < whole.highest_c < twice.highest_c


def test_finer_particles_of_the_same_mass_take_more_light():
    assert Cloud(2, 1, 0.5).od_per_m(0.1) == pytest.approx(5 * Cloud(10, 1, 0.5).od_per_m(0.1))
    assert QUIET_S >= 600  # rules that look back ten minutes have all of them
