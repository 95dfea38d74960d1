import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.occupancy import rules
from hallenwart_edge.occupancy.rules import Door, Hall, Way

IN = [(1, 0, 80), (1, 1, 120), (0, 1, 80), (0, 0, 400)]
OUT = [(0, 1, 80), (1, 1, 120), (1, 0, 80), (0, 0, 400)]
TURNS = {
    "turned at the first beam": [(1, 0, 300), (0, 0, 400)],
    "turned between the beams": [(1, 0, 80), (1, 1, 200), (1, 0, 80), (0, 0, 400)],
    "turned on the way out": [(0, 1, 80), (1, 1, 200), (0, 1, 80), (0, 0, 400)],
    "an arm": [(1, 0, 30), (1, 1, 40), (0, 1, 30), (0, 0, 400)],
    "no meeting": [(1, 0, 80), (0, 0, 20), (0, 1, 80), (0, 0, 400)],
    "both at once": [(1, 1, 200), (0, 0, 400)],
}


def walk(steps, *, state=None, now_ms=1_000):
    state, ways = state or Door(), []
    for outer, inner, for_ms in steps:
        state, way = rules.step(state, outer=bool(outer), inner=bool(inner), now_ms=now_ms)
        ways += [way] if way is not Way.NONE else []
        now_ms += for_ms
    return state, ways, now_ms


def test_in_and_out():
    assert walk(IN)[1] == [Way.IN]
    assert walk(OUT)[1] == [Way.OUT]


@pytest.mark.parametrize("steps", TURNS.values(), ids=TURNS.keys())
def test_no_passage_counts_for_nothing(steps):
    assert walk(steps)[1] == []


def test_a_hesitating_person_is_counted_once():
    steps = [(1, 0, 80), (1, 1, 120), (1, 0, 90), (1, 1, 100), (0, 1, 80), (1, 1, 100), (0, 1, 50), (0, 0, 400)]
    assert walk(steps)[1] == [Way.IN]


def test_a_beam_broken_for_over_five_seconds_is_blocked_and_counts_nobody():
    state, _, _ = walk([(1, 0, 5_000), (1, 0, 1)])
    assert not state.blocked
    state, _, now_ms = walk([(1, 0, 5_001), (1, 0, 1)])
    assert state.blocked
    state, ways, _ = walk([(1, 1, 200), (0, 1, 80), (0, 0, 1)], state=state, now_ms=now_ms)
    assert (ways, state.blocked) == ([], False)


walks = st.lists(
    st.sampled_from([*((Way.IN, IN), (Way.OUT, OUT)), *((Way.NONE, turn) for turn in TURNS.values())]), max_size=40
)


@given(walks, walks)
def test_the_net_count_is_the_truth_for_any_mix_of_clean_walks_at_two_doors(north, south):
    truth = sum(way for way, _ in north + south)
    counted = sum(sum(walk([step for _, steps in door for step in steps])[1]) for door in (north, south))
    assert counted == truth


@given(walks)
def test_a_count_is_never_negative_and_true_when_nobody_was_missed(day):
    hall, truth = Hall(), 0
    for index, (way, steps) in enumerate(day):
        truth = max(0, truth + way)
        for seen in walk(steps)[1]:
            hall = rules.passed(hall, seen, index)
        assert hall.people == truth >= 0


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 8_000)), max_size=80))
def test_any_noise_counts_at_most_one_for_each_time_both_beams_were_broken(noise):
    both = [False, *(outer and inner for outer, inner, _ in noise)]
    meetings = sum(now and not before for before, now in itertools.pairwise(both))
    assert len(walk(noise)[1]) <= meetings


def test_presence_holds_five_minutes():
    hall = rules.presence(Hall(), True, 0)
    assert rules.in_use(rules.presence(hall, False, 1), 299_999)
    assert not rules.in_use(rules.presence(hall, False, 1), 300_000)
    assert not rules.in_use(Hall(), 5)


def test_a_phantom_is_reset_only_after_an_hour_of_proven_emptiness():
    hour = rules.EMPTY_AFTER_MS
    hall = rules.presence(rules.passed(Hall(), Way.IN, 0), False, 1_000)
    assert not rules.drifted(hall, hour)
    assert rules.drifted(hall, hour + 1_000)
    assert not rules.drifted(rules.blind(hall), 5 * hour)
    assert not rules.drifted(rules.presence(hall, True, 2_000), 5 * hour)
    assert not rules.drifted(rules.passed(hall, Way.IN, hour), hour + 1_000)
