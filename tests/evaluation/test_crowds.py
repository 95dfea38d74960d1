import random

import pytest

from evaluation import crowds
from hallenwart_edge.door_types import Passage
from hallenwart_sim.crowds import light, scenes
from hallenwart_sim.crowds.echo import View
from hallenwart_sim.crowds.motion import Motion
from hallenwart_sim.crowds.scenes import Scene, Truth

SEED = 31
TIMES = 24
RADAR = crowds.by_radar(View())


def of(scene: Scene, count) -> crowds.CrowdFigure:
    walkers = scenes.many(scene, SEED, times=TIMES)
    same_ms = crowds.SAME_STANDING_MS if scene is Scene.STANDING else crowds.SAME_MS
    return crowds.figure(scene, "", scenes.truth(walkers), count(walkers, SEED), same_ms=same_ms)


@pytest.mark.parametrize(
    ("scene", "most_gross_pct"),
    [
        (Scene.ALONE, 5),
        (Scene.CHILDREN, 20),
        (Scene.SIDE_BY_SIDE, 50),
        (Scene.TAILGATING, 15),
        (Scene.EQUIPMENT, 50),
        (Scene.RUNNING, 10),
    ],
)
def test_a_beam_pair_is_as_good_as_is_written_down(scene, most_gross_pct):
    figure = of(scene, crowds.by_beams)
    assert figure.people >= TIMES
    assert figure.gross_pct <= most_gross_pct


@pytest.mark.parametrize(
    ("scene", "most_gross_pct"),
    [
        (Scene.ALONE, 5),
        (Scene.CHILDREN, 16),
        (Scene.SIDE_BY_SIDE, 10),
        (Scene.TAILGATING, 40),
        (Scene.OPPOSITE, 6),
        (Scene.STANDING, 25),
        (Scene.RUNNING, 6),
    ],
)
def test_a_door_radar_is_as_good_as_is_written_down(scene, most_gross_pct):
    figure = of(scene, RADAR)
    assert figure.people >= TIMES
    assert figure.gross_pct <= most_gross_pct


@pytest.mark.parametrize("count", [crowds.by_beams, RADAR], ids=["beams", "radar"])
@pytest.mark.parametrize("scene", [Scene.U_TURN, Scene.ARM])
def test_who_turns_round_and_who_reaches_through_are_hardly_ever_counted(scene, count):
    figure = of(scene, count)
    assert figure.people == 0
    assert figure.counted <= TIMES / 8


@pytest.mark.parametrize(("count", "most_gross_pct"), [(crowds.by_beams, 25), (RADAR, 18)], ids=["beams", "radar"])
def test_lessons_leave_the_running_count_within_five_percent(count, most_gross_pct):
    walkers = scenes.mixed_day(SEED, lessons=5)
    figure = crowds.figure("", "", scenes.truth(walkers), count(walkers, SEED))
    assert figure.people > 120
    assert figure.net_pct <= crowds.MOST_NET_PCT
    assert figure.gross_pct <= most_gross_pct


def test_a_day_leaves_nobody_inside_and_is_the_same_for_the_same_seed():
    real = scenes.truth(scenes.mixed_day(SEED))
    assert 350 <= len(real) <= 450
    assert sum(each.way for each in real) == 0
    assert real == scenes.truth(scenes.mixed_day(SEED))
    assert real != scenes.truth(scenes.mixed_day(SEED + 1))


def test_every_told_person_takes_one_real_one_and_what_is_left_was_missed():
    real = [Truth(1, 1_000), Truth(1, 2_000), Truth(-1, 60_000)]
    told = [Passage(1, 1, 0.9, 1_900), Passage(-1, 1, 0.9, 3_000), Passage(-1, 2, 0.9, 61_000)]
    figure = crowds.figure("", "", real, told)
    assert (figure.counted, figure.missed, figure.wrong, figure.false) == (4, 0, 1, 1)
    assert (figure.net, round(figure.net_pct), round(figure.gross_pct)) == (-3, 100, 67)


def test_a_missed_bar_is_said():
    off = crowds.CrowdFigure("day 1", "beams", people=100, counted=94, missed=6, false=0, wrong=0, net=-6)
    on = crowds.CrowdFigure("day 1", "radar", people=100, counted=100, missed=0, false=0, wrong=0, net=0)
    assert [bar.held for bar in crowds.crowd_bars([off, on])] == [False, True]
    assert [bar.held for bar in crowds.crowd_bars([])] == [None, None]
    assert len(list(crowds.table([off, on]))) == 4


def test_a_motion_sensor_sees_who_comes_in_and_is_blind_for_a_while():
    dice = random.Random(SEED)
    walkers = scenes.play(Scene.ALONE, dice, begins_ms=0, way=1)
    eye = Motion()
    levels = [eye.level(walkers, t_ms) for t_ms in range(0, 15_000, 100)]
    assert not levels[0]
    assert any(levels)
    assert not levels[-1]


def test_contacts_that_chatter_end_where_quiet_ones_do():
    walkers = scenes.many(Scene.ALONE, SEED, times=4)
    quiet = light.edges(walkers)
    loud = light.chattering(quiet, random.Random(SEED))
    assert len(loud) > len(quiet)
    assert (loud[-1].outer, loud[-1].inner) == (quiet[-1].outer, quiet[-1].inner) == (False, False)
