import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.occupancy import beams
from hallenwart_edge.occupancy.beams import Beams

IN = [(1, 0, 80), (1, 1, 120), (0, 1, 80), (0, 0, 400)]
OUT = [(0, 1, 80), (1, 1, 120), (1, 0, 80), (0, 0, 400)]
RUNS_IN = [(1, 0, 35), (1, 1, 30), (0, 1, 35), (0, 0, 400)]
TURNS = {
    "turned at the first beam": [(1, 0, 300), (0, 0, 400)],
    "turned between the beams": [(1, 0, 80), (1, 1, 200), (1, 0, 80), (0, 0, 400)],
    "turned on the way out": [(0, 1, 80), (1, 1, 200), (0, 1, 80), (0, 0, 400)],
    "turned behind the second beam": [*IN[:3], (1, 1, 180), (1, 0, 80), (0, 0, 400)],
    "an arm": [(1, 0, 60), (1, 1, 40), (0, 1, 60), (0, 0, 400)],
    "a fast arm": [(1, 0, 40), (1, 1, 20), (0, 1, 40), (0, 0, 400)],
    "no meeting": [(1, 0, 80), (0, 0, 20), (0, 1, 80), (0, 0, 400)],
    "both at once": [(1, 1, 200), (0, 0, 400)],
    "a mat trolley alone": [(1, 0, 125), (1, 1, 1_500), (0, 1, 125), (0, 0, 400)],
}
CLOSE_BEHIND = [(1, 0, 80), (1, 1, 120), (0, 1, 40), (1, 1, 40), (1, 0, 40), (1, 1, 120), (0, 1, 80), (0, 0, 400)]


def walk(steps, *, state=None, now_ms=1_000):
    state, passages = state or Beams(), []
    for outer, inner, for_ms in steps:
        state, found = beams.step(state, outer=bool(outer), inner=bool(inner), now_ms=now_ms)
        passages += found
        now_ms += for_ms
    return state, passages, now_ms


def net(steps) -> int:
    return sum(passage.way * passage.persons for passage in walk(steps)[1])


def test_in_out_and_at_a_run():
    assert [net(steps) for steps in (IN, OUT, RUNS_IN)] == [1, -1, 1]
    assert walk(IN)[1][0].sure == beams.SURE


@pytest.mark.parametrize("steps", TURNS.values(), ids=TURNS.keys())
def test_no_passage_counts_for_nothing(steps):
    assert walk(steps)[1] == []


def test_a_hesitating_person_is_counted_once():
    assert net([(1, 0, 80), (1, 1, 120), (1, 0, 90), (1, 1, 100), (0, 1, 80), (1, 1, 100), (0, 1, 50), (0, 0, 400)]) == 1


def test_somebody_close_behind_is_a_second_person():
    (passage,) = walk(CLOSE_BEHIND)[1]
    assert (passage.way, passage.persons, passage.sure) == (1, 2, beams.SURE_CLOSE)
    assert net([*CLOSE_BEHIND[:-2], *CLOSE_BEHIND[2:]]) == 3


def test_a_hand_ahead_of_its_body_is_not_a_person_of_its_own():
    assert net([(1, 0, 50), (0, 0, 20), (0, 1, 30), (1, 1, 20), (1, 0, 60), (1, 1, 130), (0, 1, 80), (0, 0, 400)]) == 1


@pytest.mark.parametrize(("both_ms", "persons"), [(120, 1), (350, 1), (370, 2), (590, 2)])
def test_what_is_longer_than_a_person_with_a_bag_are_two_abreast_but_less_sure(both_ms, persons):
    (passage,) = walk([(1, 0, 80), (1, 1, both_ms), (0, 1, 80), (0, 0, 400)])[1]
    assert (passage.persons, passage.sure) == (persons, beams.SURE if persons == 1 else beams.SURE_WIDE)


def test_a_beam_broken_for_over_five_seconds_is_blocked():
    state, _, now_ms = walk([(1, 0, 5_000)])
    assert not beams.blocked(state, now_ms)
    assert beams.blocked(state, now_ms + 1)
    assert not beams.blocked(Beams(), 1_000_000)


@pytest.mark.parametrize(("stood_ms", "counted"), [(4_000, beams.SURE), (20_000, beams.SURE_AFTER_BLOCKED), (60_001, None)])
def test_who_stood_in_the_beams_is_counted_with_doubt_and_after_a_minute_not_at_all(stood_ms, counted):
    _, passages, _ = walk([(1, 0, stood_ms), (1, 1, 120), (0, 1, 80), (0, 0, 1)])
    assert [passage.sure for passage in passages] == ([] if counted is None else [counted])


walks = st.lists(
    st.sampled_from([(1, IN), (-1, OUT), (1, RUNS_IN), (2, CLOSE_BEHIND), *((0, turn) for turn in TURNS.values())]), max_size=40
)


@settings(max_examples=50)
@given(walks)
def test_the_net_count_is_the_truth_for_any_mix_of_clean_walks(day):
    assert net([step for _, steps in day for step in steps]) == sum(way for way, _ in day)


@settings(max_examples=50)
@given(walks)
def test_the_other_way_round_everything_counts_the_other_way_round(day):
    steps = [step for _, steps in day for step in steps]
    assert net([(inner, outer, for_ms) for outer, inner, for_ms in steps]) == -net(steps)


@settings(max_examples=100)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 8_000)), max_size=80))
def test_any_noise_counts_at_most_two_for_each_time_both_beams_were_broken(noise):
    both = [False, *(outer and inner for outer, inner, _ in noise)]
    meetings = sum(now and not before for before, now in itertools.pairwise(both))
    assert sum(passage.persons for passage in walk(noise)[1]) <= 2 * meetings
