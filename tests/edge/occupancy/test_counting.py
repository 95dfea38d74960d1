import random

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.occupancy import counting
from hallenwart_edge.occupancy.counting import DoorSpec, Place, Running

MAIN = DoorSpec("haupteingang", "nordpark")
ONE = DoorSpec("tuer-1", "nordpark", (1,))
TWO = DoorSpec("tuer-2", "nordpark", (2, 3))
BETWEEN = DoorSpec("durchgang", "nordpark", (1,), (2, 3))
HALL, LEFT, RIGHT = Place("nordpark"), Place("nordpark", (1,)), Place("nordpark", (2, 3))
PASSAGES = st.lists(st.tuples(st.sampled_from((-3, -2, -1, 1, 2, 3)), st.sampled_from((0.0, 0.02, 0.1, 0.5))), max_size=60)


def test_a_passage_between_sections_moves_people_and_leaves_the_hall_as_it_is():
    assert [counting.effect(BETWEEN, place) for place in (HALL, LEFT, RIGHT)] == [0, 1, -1]
    assert [counting.effect(ONE, place) for place in (HALL, LEFT, RIGHT)] == [1, 1, 0]
    assert counting.effect(ONE, Place("sued")) == 0
    assert counting.effect(ONE, Place("nordpark", (1, 2))) == 1


def test_a_door_to_the_whole_hall_leaves_its_sections_uncounted():
    assert counting.is_counted(LEFT, [ONE, TWO, BETWEEN])
    assert not counting.is_counted(LEFT, [ONE, MAIN])
    assert not counting.is_counted(Place("nordpark", (2,)), [TWO])
    assert counting.is_counted(HALL, [ONE, MAIN])
    assert not counting.is_counted(HALL, [BETWEEN])


def test_every_place_a_door_names_is_one_and_its_hall_too():
    assert counting.places_of([BETWEEN], [Place("sued", (2,))]) == [HALL, LEFT, RIGHT, Place("sued"), Place("sued", (2,))]
    assert RIGHT.id == "nordpark/2+3"


def test_each_passage_makes_the_count_less_sure_and_proof_makes_it_sure():
    state = Running()
    for _ in range(25):
        state = counting.passed(state, 1, 0.04)
    assert (state.low, state.people, state.high) == (23, 25, 27)
    state = counting.emptied()
    assert (state.low, state.people, state.high) == (0, 0, 0)


def test_who_leaves_an_empty_place_was_missed_on_the_way_in():
    state = counting.passed(counting.passed(Running(), 1, 0.0), -3, 0.0)
    assert (state.people, state.missed) == (0, 2)


def test_bounds_hold_the_true_number_nineteen_times_of_twenty():
    dice, hit, trials = random.Random(7), 0, 600
    for _ in range(trials):
        state, true = counting.emptied(), 0
        for _ in range(120):
            way = 1 if true < 5 or dice.random() < 0.5 else -1
            true += way
            seen = dice.choice((0, 2)) if dice.random() < 0.05 else 1
            state = counting.passed(state, way * seen, 0.0)
            state = Running(state.people, state.variance + 0.05, missed=state.missed)
        hit += state.low <= true <= state.high
    assert hit / trials > 0.93


def test_a_short_interruption_widens_the_count_and_a_long_one_ends_it():
    short = counting.unwatched(Running(people=10), 60_000)
    assert short.known
    assert (short.people, short.low, short.high) == (10, 7, 13)
    assert not counting.unwatched(Running(people=10), counting.KEPT_FOR_MS + 1).known
    assert not counting.unwatched(Running(people=10), None).known


def test_no_more_people_are_in_a_part_than_in_the_hall():
    assert counting.within(Running(people=5, missed=1), Running(people=3)) == Running(people=3, missed=1)
    assert counting.within(Running(people=5), Running(people=3, known=False)) == Running(people=5)


@given(PASSAGES)
def test_no_count_is_negative_and_it_lies_within_its_bounds(passages):
    state, sum_of_all = Running(), 0
    for persons, error in passages:
        before = state
        state = counting.passed(state, persons, error)
        sum_of_all += persons
        assert 0 <= state.low <= state.people <= state.high
        assert state.variance >= before.variance
        assert state.missed >= before.missed
    assert state.people - state.missed == sum_of_all
