import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.totals import BURST, Total, step

MINUTE = 60_000


def after(last, value, *, minutes=1.0, most_per_min=60):
    return step(Total(last, 0), value, round(minutes * MINUTE), most_per_min=most_per_min)


@pytest.mark.parametrize(
    ("last", "value", "persons"),
    [
        (None, 1203, 0),  # the first tells of nobody
        (1203, 1203, 0),
        (1203, 1210, 7),
        (1203, 0, 0),  # began anew
        (1203, 4, 4),
        (65_534, 3, 5),  # wrapped
        (9_999, 2, 3),
        (1203, 1202, 0),  # overtaken on the way
        (2, 0, 0),
    ],
)
def test_persons_of_a_counter_that_adds_up(last, value, persons):
    found = after(last, value)
    assert (found.persons, found.jumped) == (persons, False)


@pytest.mark.parametrize(("last", "value"), [(1203, 1203 + 61 + BURST), (1203, 500), (0, 4_000_000)])
def test_what_cannot_have_passed_counts_for_nothing(last, value):
    found = after(last, value)
    assert (found.persons, found.jumped) == (0, True)
    assert found.total.value == value
    assert step(found.total, value + 2, 2 * MINUTE, most_per_min=60).persons == 2


def test_a_message_that_was_overtaken_leaves_the_later_one_standing():
    late = after(1203, 1202)
    assert late.total == Total(1203, 0)
    assert step(late.total, 1204, 2 * MINUTE, most_per_min=60).persons == 1


def test_whoever_passed_while_nobody_listened_is_counted():
    assert after(1203, 1303, minutes=8 * 60).persons == 100
    assert step(Total(1203, None), 1303, 5, most_per_min=60).persons == 100


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(0, 2**16), st.sampled_from([2**16, 10**4, None]))
def test_what_passes_is_what_is_counted_also_over_a_wrap(walks, begun, limit):
    total, value, counted = step(Total(), begun % (limit or 2**30), 0, most_per_min=60).total, begun % (limit or 2**30), 0
    for minute, persons in enumerate(walks, 1):
        value = (value + persons) % (limit or 2**30)
        found = step(total, value, minute * MINUTE, most_per_min=60)
        total, counted = found.total, counted + found.persons
    assert counted == sum(walks)


@given(st.none() | st.integers(0, 10**9), st.integers(0, 10**9), st.none() | st.integers(0, 10**9), st.integers(1, 1000))
def test_nobody_is_counted_backwards_and_never_more_than_can_have_passed(last, value, at_ms, most):
    now_ms = 10**9
    found = step(Total(last, at_ms), value, now_ms, most_per_min=most)
    minutes = 24 * 60 if at_ms is None else min(24 * 60, (now_ms - at_ms) / MINUTE)
    assert 0 <= found.persons <= BURST + most * minutes
