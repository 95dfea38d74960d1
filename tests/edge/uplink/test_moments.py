"""Readings of one millisecond."""

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.messages import Reading
from hallenwart_edge.uplink.moments import REACH_MS, Moments

NOW_MS = 1_800_000_000_000


def told(*times_ms: int) -> list[int]:
    moments = Moments()
    return [moments.apart(Reading(c="nordpark", k="people", t_ms=t_ms, x=1.0)).t_ms for t_ms in times_ms]


def test_three_people_in_one_millisecond_are_three_counts_in_order():
    assert told(NOW_MS, NOW_MS, NOW_MS, NOW_MS + 1, NOW_MS + 9) == [NOW_MS, NOW_MS + 1, NOW_MS + 2, NOW_MS + 3, NOW_MS + 9]


def test_another_series_has_moments_of_its_own():
    moments = Moments()
    for c in ("nordpark", "sued"):
        assert moments.apart(Reading(c=c, k="people", t_ms=NOW_MS, x=1.0)).t_ms == NOW_MS


def test_a_clock_that_is_set_back_is_followed():
    assert told(NOW_MS, NOW_MS - REACH_MS, NOW_MS - REACH_MS + 5) == [NOW_MS, NOW_MS - REACH_MS, NOW_MS - REACH_MS + 5]


@given(st.lists(st.integers(0, REACH_MS // 2), max_size=30))
def test_within_half_a_second_times_always_rise(offsets: list[int]):
    times = told(*(NOW_MS + offset for offset in offsets))
    assert times == sorted(set(times))
