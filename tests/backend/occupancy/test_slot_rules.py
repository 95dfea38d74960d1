"""What is said of a booked slot, by what sensors saw and whether its key was taken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.slots.gaps import gaps
from hallenwart_backend.occupancy.slots.grid import Track, filled, grid_of
from hallenwart_backend.occupancy.slots.model import Key, Seen, Verdict, Why
from hallenwart_backend.occupancy.slots.rules import judge
from hallenwart_backend.occupancy.slots.seeing import Time, seen

RULES = UsageRules()
MIN = 60_000
HOUR = 60 * MIN
WHOLE = frozenset({1, 2, 3})
EMPTY = Seen(60, 1.0, 0.0, run_min=0, doubt=0.03, people=0.0, low=0.0, high=0.0, peak=0.0)
FULL = Seen(60, 1.0, 0.97, run_min=60, people=15.0, low=14.0, high=16.0, peak=18.0)
HUNG, TAKEN = Key(), Key(0, HOUR)


def verdict(what: Seen, key: Key | None = None, *, expected: float = 10) -> Verdict:
    return judge(what, key, RULES, expected=expected).verdict


@pytest.mark.parametrize(
    ("what", "key", "said"),
    [
        (FULL, None, Verdict.USED),
        (FULL, HUNG, Verdict.USED),  # somebody else opened
        (EMPTY, None, Verdict.NO_SHOW),
        (EMPTY, HUNG, Verdict.NO_SHOW),
        (EMPTY, TAKEN, Verdict.UNKNOWN),  # a doubt is the club's
        (replace(FULL, people=2.0, low=1.5, high=2.5), TAKEN, Verdict.UNDER_USED),
        (replace(FULL, people=None, low=None, high=None, peak=None, busy=0.2, run_min=20), TAKEN, Verdict.UNDER_USED),
        (replace(EMPTY, covered=0.5), HUNG, Verdict.UNKNOWN),
        (Seen(60, 0.0, None), HUNG, Verdict.UNKNOWN),
        (Seen(60, 0.0, None, sensor=False), None, Verdict.UNKNOWN),
        (replace(FULL, others=1), HUNG, Verdict.UNKNOWN),  # the neighbours may be whom the sensors saw
        (replace(FULL, others=1), TAKEN, Verdict.USED),
        (replace(EMPTY, others=1), HUNG, Verdict.NO_SHOW),  # an empty hall is empty for all
    ],
)
def test_what_is_said_of_a_slot(what, key, said):
    assert verdict(what, key) is said


def test_a_key_that_was_out_while_nobody_was_seen_asks_for_a_look_at_the_sensor():
    judged = judge(EMPTY, TAKEN, RULES, expected=10)
    assert Why.KEY_BUT_NOBODY in {reason.code for reason in judged.reasons}


shares = st.floats(0, 1)
any_seen = st.builds(
    Seen,
    minutes=st.integers(10, 300),
    covered=shares,
    busy=shares,
    run_min=st.integers(0, 300),
    people=st.none() | st.floats(0, 60),
    others=st.integers(0, 3),
    dark_lx=st.none() | st.floats(0, 800),
    air_ppm=st.none() | st.floats(-200, 900),
)
any_key = st.sampled_from([None, HUNG, TAKEN])


@settings(max_examples=60)
@given(any_seen, any_key)
def test_the_chances_add_up_and_blind_sensors_blame_nobody(what, key):
    judged = judge(what, key, RULES, expected=10)
    assert judged.used + judged.under_used + judged.no_show == pytest.approx(1.0)
    assert min(judged.used, judged.under_used, judged.no_show) >= 0
    if judged.verdict is Verdict.NO_SHOW:
        assert what.covered >= 0.6
        assert judged.no_show >= RULES.min_probability
    assert judged.reasons


@settings(max_examples=40)
@given(any_seen, shares)
def test_more_people_seen_never_make_a_no_show_likelier(what, more):
    busier = replace(what, busy=min(1.0, (what.busy or 0.0) + more))
    assert judge(busier, None, RULES, expected=10).no_show <= judge(what, None, RULES, expected=10).no_show + 1e-9


@settings(max_examples=40)
@given(any_seen)
def test_a_key_that_was_taken_speaks_for_the_club_and_one_that_hung_does_not(what):
    no_show = {name: judge(what, key, RULES, expected=10).no_show for name, key in (("taken", TAKEN), ("hung", HUNG))}
    assert no_show["taken"] < judge(what, None, RULES, expected=10).no_show < no_show["hung"]


# --- curves, places and gaps ---


def people(*points: tuple[int, float | None]) -> list[tuple[int, float | None]]:
    return [(minute * MIN, x) for minute, x in points]


def each(first: int, last: int, x: float) -> list[tuple[int, float | None]]:
    return people(*((minute, x) for minute in range(first, last, 5)))


def test_a_value_stands_until_the_next_and_no_longer_than_a_quarter_of_an_hour():
    minutes = filled(people((2, 1.0), (4, 2.0), (30, None), (31, 3.0)), 0, 50)
    assert minutes[:2] == [None, None]
    assert minutes[2:4] == [1.0, 1.0]
    assert minutes[4:19] == [2.0] * 15
    assert minutes[19:31] == [None] * 12
    assert minutes[31:46] == [3.0] * 15


def test_people_next_door_are_not_whom_a_section_of_its_own_sensors_sees():
    hall = Track(people=each(0, 120, 12.0))
    one = Track(sections=frozenset({1}), people=each(0, 120, 0.0))
    grids = [grid_of(track, 0, 120 * MIN) for track in (hall, one)]
    slot, neighbour = Time(frozenset({1}), 0, 120 * MIN), Time(frozenset({2, 3}), 0, 120 * MIN)
    own = seen(grids, slot, [neighbour], sections=3, grace_min=15)
    assert (own.people, own.others) == (0.0, 0)
    shared = seen(grids[:1], slot, [neighbour], sections=3, grace_min=15)
    assert (shared.people, shared.others) == (12.0, 1)
    assert seen(grids[:1], slot, [], sections=3, grace_min=15).others == 0


def test_sections_next_to_each_other_add_up():
    tracks = [Track(sections=frozenset({number}), people=each(0, 60, float(number))) for number in (1, 2, 3)]
    grids = [grid_of(track, 0, 60 * MIN) for track in tracks]
    assert seen(grids, Time(frozenset({1, 2}), 0, 60 * MIN), [], sections=3, grace_min=15).people == 3.0


def test_who_stays_late_or_comes_early_is_not_of_the_slot_before_or_after():
    curve = [*each(0, 15, 9.0), *each(15, 105, 0.0), *each(105, 120, 9.0)]
    found = seen([grid_of(Track(people=curve), 0, 120 * MIN)], Time(WHOLE, 0, 120 * MIN), [], sections=3, grace_min=15)
    assert found.people == 0.0


def gap_minutes(curve, plan, ignored=lambda _t: False):
    found = gaps(
        [grid_of(Track(people=curve), 0, 300 * MIN)],
        plan,
        sections=3,
        grace_min=15,
        ignored=ignored,
        from_ms=0,
        to_ms=300 * MIN,
    )
    return [(one.start_ms // MIN, one.end_ms // MIN) for one in found]


def test_people_in_a_hall_nobody_had_are_use_without_booking():
    curve = [*each(0, 30, 0.0), *each(30, 90, 6.0), *each(90, 300, 0.0)]
    assert gap_minutes(curve, []) == [(30, 90)]
    assert gap_minutes(curve, [Time(WHOLE, 30 * MIN, 90 * MIN)]) == []
    assert gap_minutes(curve, [Time(WHOLE, 90 * MIN, 150 * MIN)]) == [(30, 75)]
    assert gap_minutes(curve, [], lambda t_ms: t_ms < 75 * MIN) == []
    assert gap_minutes([*each(0, 30, 0.0), *each(30, 45, 6.0), *each(45, 300, 0.0)], []) == []
    assert gap_minutes([*each(0, 60, 6.0), *each(60, 65, 0.0), *each(65, 100, 6.0), *each(100, 300, 0.0)], []) == [(0, 100)]
