import random

import pytest

from hallenwart_edge.door_types import RadarFrame, Target
from hallenwart_edge.occupancy.lines import SURE, SURE_BORN_IN_DOOR, Gate, LineCounter

LINE_MM = 3_000
GATE = Gate(-800, LINE_MM, 800, LINE_MM)
STEP_MS = 100


def counted(*people, gate=GATE, noise_mm=0, seed=1, shuffle=True):
    """Feed one list of places (mm inside, mm across; None: unseen) per person; return passages as (way, sure)."""
    dice, counter, found = random.Random(seed), LineCounter(gate), []
    for number in range(max(map(len, people)) + 20):
        places = [each[number] for each in people if number < len(each) and each[number] is not None]
        targets = [
            Target(round(across + dice.gauss(0, noise_mm)), round(LINE_MM - inside + dice.gauss(0, noise_mm)))
            for inside, across in places
        ]
        if shuffle:
            dice.shuffle(targets)
        found += counter.step(RadarFrame(tuple(targets), 10_000 + number * STEP_MS))
    return found


def walk(from_mm, to_mm, *, across=0, speed_mm_s=1_200):
    count = round(abs(to_mm - from_mm) / speed_mm_s * 10)
    return [(from_mm + (to_mm - from_mm) * number / count, across) for number in range(count + 1)]


def ways(passages):
    return [passage.way for passage in passages for _ in range(passage.persons)]


def test_one_in_and_one_out():
    assert ways(counted(walk(-2_000, 2_000))) == [1]
    assert ways(counted(walk(2_000, -2_000))) == [-1]
    assert counted(walk(-2_000, 2_000))[0].sure == SURE


@pytest.mark.parametrize("seed", range(5))
def test_two_abreast_are_two_although_the_radar_swaps_their_places_and_wavers(seed):
    two = walk(-2_000, 2_000, across=-450), walk(-2_000, 2_000, across=450)
    assert ways(counted(*two, noise_mm=70, seed=seed)) == [1, 1]


@pytest.mark.parametrize("seed", range(5))
def test_two_who_meet_in_the_door_go_their_ways(seed):
    two = walk(-2_000, 2_000, across=-400), walk(2_000, -2_000, across=400)
    assert sorted(ways(counted(*two, noise_mm=70, seed=seed))) == [-1, 1]


@pytest.mark.parametrize("turn_mm", [-500, -100, 0, 150])
def test_who_turns_round_at_the_line_counts_for_nothing(turn_mm):
    assert ways(counted([*walk(-2_000, turn_mm), *walk(turn_mm, -2_000)], noise_mm=50)) == []


@pytest.mark.parametrize("seed", range(5))
def test_who_dithers_on_the_line_is_counted_once_when_he_goes_on(seed):
    dice = random.Random(seed)
    dithers = [(dice.uniform(-150, 150), 0) for _ in range(60)]
    assert ways(counted([*walk(-2_000, 0), *dithers, *walk(0, 2_000)], noise_mm=50, seed=seed)) == [1]
    assert ways(counted([*walk(-2_000, 0), *dithers, *walk(0, -2_000)], noise_mm=50, seed=seed)) == []


@pytest.mark.parametrize("away", [20, 200])
def test_who_stood_in_the_door_until_the_radar_lost_him_is_the_same_when_he_goes_on(away):
    stands = [*walk(-2_000, -50), *[(-50, 0)] * 12, *[None] * away]
    assert ways(counted([*stands, *walk(-50, 2_000)])) == [1]
    assert ways(counted([*stands, *walk(-50, -2_000)])) == []


def test_somebody_hidden_for_half_a_second_is_followed():
    path = walk(-2_000, 2_000)
    assert ways(counted([*path[:15], *[None] * 5, *path[20:]])) == [1]


def test_two_who_melt_into_one_on_the_line_and_part_again_are_two():
    left, right = walk(-2_000, 2_000, across=-300), walk(-2_000, 2_000, across=300)
    melted = [(place[0], 0) if -600 < place[0] < 900 else place for place in left]
    gone = [None if -600 < place[0] < 900 else place for place in right]
    assert ways(counted(melted, gone, noise_mm=40)) == [1, 1]


def test_two_who_are_one_on_the_line_and_part_behind_it_are_two_but_the_second_is_less_sure():
    first = walk(-2_000, 2_200, across=-250)
    second = [place if place[0] > 500 else None for place in walk(-2_000, 2_200, across=350)]
    passages = counted(first, second, noise_mm=30)
    assert ways(passages) == [1, 1]
    assert passages[1].sure < passages[0].sure


def test_who_comes_up_to_somebody_who_just_came_in_is_nobody_new():
    first = walk(-2_000, 2_200, across=-250)
    meets = [None if place[0] > 1_900 else place for place in walk(2_200, 1_400, across=350)]
    assert ways(counted([*[None] * 14, *first], [*[None] * 30, *meets], noise_mm=30)) == [1]


def test_who_is_seen_first_in_the_door_itself_came_through_it_but_is_less_sure():
    (passage,) = counted(walk(-100, 2_000, speed_mm_s=1_000))
    assert (passage.way, passage.sure) == (1, SURE_BORN_IN_DOOR)


def test_who_passes_beside_the_door_is_no_passage():
    assert ways(counted(walk(-2_000, 2_000, across=1_600))) == []


@pytest.mark.parametrize(("place_mm", "most"), [(0, 2), (500, 0), (900, 0)])
def test_a_fan_is_nobody_and_one_right_on_the_line_hardly_anybody(place_mm, most):
    dice = random.Random(4)
    spins = [(place_mm + dice.gauss(0, 110), dice.gauss(0, 110)) if dice.random() < 0.5 else None for _ in range(1_200)]
    assert len(ways(counted(spins))) <= most


def test_a_child_runs_through_at_four_metres_a_second():
    assert ways(counted(walk(-2_400, 2_400, speed_mm_s=4_000), noise_mm=70)) == [1]


def test_as_many_as_the_radar_can_see_make_every_passage_doubtful():
    three = [walk(-2_000, 2_000, across=across) for across in (-700, 0, 700)]
    passages = counted(*three, noise_mm=30)
    assert ways(passages) == [1, 1, 1]
    assert all(passage.sure < 0.8 for passage in passages)


@pytest.mark.parametrize("near_is_inside", [True, False])
@pytest.mark.parametrize("swapped", [True, False])
def test_which_side_is_inside_does_not_hang_on_the_order_of_the_posts(near_is_inside, swapped):
    posts = (800, LINE_MM, -800, LINE_MM) if swapped else (-800, LINE_MM, 800, LINE_MM)
    gate = Gate(*posts, near_is_inside=near_is_inside)
    assert ways(counted(walk(-2_000, 2_000), gate=gate)) == [1 if near_is_inside else -1]


def test_a_line_may_lie_aslant_before_the_radar():
    gate = Gate(-1_000, 2_000, 200, 3_200)
    counter, found = LineCounter(gate), []
    for number in range(60):
        along = -1_500 + number * 60
        target = Target(round(-400 + along * 0.7), round(2_600 - along * 0.7))
        found += counter.step(RadarFrame((target,), number * STEP_MS))
    assert ways(found) == [1]
    assert gate.inside_mm(0, 500) > 0 > gate.inside_mm(-900, 4_000)
