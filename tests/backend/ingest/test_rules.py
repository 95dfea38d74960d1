import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.ingest.rules import (
    AHEAD_MS,
    EARLIEST_MS,
    MAX_HOLES,
    MAX_SLOW_MS,
    Progress,
    believable_ms,
    consume,
    is_replayed,
    slow_ms,
    tears,
)

NOW_MS = 1_800_000_000_000
ranges = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=40)


@given(ranges)
def test_progress_is_the_set_of_what_was_consumed(told):
    """Against the obvious model: a set of numbers."""
    progress, seen = Progress(), set()
    for first, last in told:
        before = progress.wm
        progress = consume(progress, first, last)
        seen |= set(range(first, last + 1))
        assert progress.wm >= before
    wm = next(n for n in range(100) if n + 1 not in seen)
    assert progress.wm == wm
    assert {n for n in range(1, 100) if progress.has(n)} == seen
    assert progress.torn == any(n > wm for n in seen)


@given(ranges)
def test_ranges_stay_apart_and_rising(told):
    progress = Progress()
    for first, last in told:
        progress = consume(progress, first, last)
    edge = progress.wm
    for first, last in progress.beyond:
        assert first > edge + 1
        assert last >= first
        edge = last


def test_a_skip_closes_the_hole():
    progress = consume(consume(Progress(3), 7, 9), 4, 6)
    assert progress == Progress(9)


def test_holes_are_bounded_but_rows_that_join_still_come():
    progress = Progress()
    for number in range(MAX_HOLES):
        progress = consume(progress, 10 + 2 * number, 10 + 2 * number)
    assert tears(progress, 5000)
    assert not tears(progress, 11)
    assert not tears(progress, 1)
    assert not tears(progress, 10)


@given(st.integers(-(2**62), 2**62))
def test_only_times_between_2020_and_five_minutes_ahead_are_believed(t_ms):
    believed = believable_ms(t_ms, NOW_MS)
    assert (believed == t_ms) == (EARLIEST_MS <= t_ms <= NOW_MS + AHEAD_MS)
    assert believed in (t_ms, None)


def test_age_is_judged_by_a_clock_that_is_right():
    old = {"t_ms": NOW_MS - 61_000, "sent_ms": NOW_MS, "received_ms": NOW_MS}
    assert is_replayed(**old, clk="ntp", hist=False)
    assert not is_replayed(**{**old, "t_ms": NOW_MS - 59_000}, clk="ntp", hist=False)
    assert is_replayed(**{**old, "t_ms": NOW_MS}, clk="ntp", hist=True)
    # A device that woke up in 1970 sends what it sees now: its own clock says the row is fresh.
    assert not is_replayed(t_ms=5_000, sent_ms=6_000, received_ms=NOW_MS, clk="bad", hist=False)
    assert is_replayed(t_ms=5_000, sent_ms=90_000, received_ms=NOW_MS, clk="held", hist=False)


@pytest.mark.parametrize(
    ("waiting", "oldest_ms", "expected"),
    [
        (0, 0, 0),
        (999, 999, 0),
        (1_000, 0, 1_000),
        (5_000, 0, 5_000),
        (1, 1_000, 1_000),
        (1_500, 9_000, 9_000),
        (20_000, 0, 20_000),
    ],
)
def test_devices_hold_back_for_about_as_long_as_the_store_needs(waiting, oldest_ms, expected):
    assert slow_ms(waiting=waiting, oldest_ms=oldest_ms) == expected
    assert slow_ms(waiting=waiting, oldest_ms=10**9) == MAX_SLOW_MS
