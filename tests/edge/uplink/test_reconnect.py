"""Back-off: capped, jittered, slower when refused, and cleared only by a connection that lasted."""

from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.reconnect import CAP_S, REFUSED_CAP_S, LinkState, Reconnect
from hallenwart_edge.uplink.rules import alarm_gap_ms


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 60)), max_size=60), st.floats(0, 1))
def test_waits_stay_within_their_caps_and_refusals_wait_longer(ends, jitter):
    reconnect = Reconnect(jitter=lambda: jitter)
    for refused, lasted_s in ends:
        delay_s = reconnect.ended(lasted_s=lasted_s, refused=refused)
        assert 0.25 <= delay_s <= (REFUSED_CAP_S if refused else CAP_S)
        assert delay_s >= 7.5 or not refused
        assert reconnect.state is (LinkState.REFUSED if refused else LinkState.WAITING)


def test_a_steady_connection_clears_the_back_off():
    reconnect = Reconnect(jitter=lambda: 1.0)
    waits = [reconnect.ended(lasted_s=0, refused=False) for _ in range(6)]
    assert waits == sorted(waits)
    assert waits[-1] == CAP_S
    assert reconnect.ended(lasted_s=60, refused=False) == 0.5


def test_alarms_go_out_after_2_5_and_10_seconds_then_every_15():
    times = [0]
    for sends in range(1, 7):
        times.append(times[-1] + alarm_gap_ms(sends))
    assert times == [0, 2_000, 5_000, 10_000, 25_000, 40_000, 55_000]
