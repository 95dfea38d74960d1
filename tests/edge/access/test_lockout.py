from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.access import lockout
from hallenwart_edge.access.lockout import DAY_MS, HOUR_MS, MAX_PER_DAY, MAX_PER_WEEK, WEEK_MS, Lockout


def test_three_tries_are_free_then_the_pauses_grow():
    state, now_ms, waits = Lockout(), 0, []
    for _ in range(8):
        state = lockout.wrong(state, now_ms)
        waits.append(lockout.wait_ms(state, now_ms))
        now_ms += waits[-1]
    assert waits == [0, 0, 10_000, 30_000, 120_000, 600_000, 1_800_000, 1_800_000]


@given(st.lists(st.one_of(st.integers(0, 2 * HOUR_MS), st.sampled_from(["right", "restart"])), max_size=150))
def test_never_more_wrong_codes_than_the_caps(happenings):
    state, now_ms, tried = Lockout(), 0, []
    for happening in happenings:
        if happening == "restart":
            state = lockout.restarted(*lockout.kept(state, now_ms), now_ms)
            continue
        now_ms += happening if isinstance(happening, int) else 1_000
        if lockout.wait_ms(state, now_ms) or lockout.capped(state, now_ms):
            continue
        if happening == "right":
            state = lockout.right(state)
            continue
        state = lockout.wrong(state, now_ms)
        tried.append(now_ms)
    for at_ms in tried:
        assert sum(at_ms - DAY_MS < other <= at_ms for other in tried) <= MAX_PER_DAY
        assert sum(at_ms - WEEK_MS < other <= at_ms for other in tried) <= MAX_PER_WEEK


def test_a_restart_begins_the_pause_anew():
    state = Lockout()
    for _ in range(4):
        state = lockout.wrong(state, 1_000)
    again = lockout.restarted(*lockout.kept(state, 40_000), 500)
    assert lockout.wait_ms(again, 500) == 30_000
