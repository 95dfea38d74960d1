from hallenwart_edge.occupancy import health
from hallenwart_edge.occupancy.closing import Closing
from hallenwart_edge.occupancy.health import Idle, Sight

HOUR = 3_600_000


def test_a_sensor_that_sees_nobody_while_the_doors_count_is_suspected_until_it_sees_somebody():
    state = health.sighted(Sight(), False, 0)
    state = health.walked(state, 20, HOUR)
    assert health.suspicion(state, 9 * HOUR, counted=True) == ""  # all within one moment: they may have left at once
    state = health.walked(state, 1, 3 * HOUR)
    assert health.suspicion(state, 3 * HOUR, counted=True) == health.SEES_NOBODY
    state = health.sighted(state, True, 3 * HOUR)
    assert health.suspicion(state, 3 * HOUR, counted=True) == ""


def test_a_radar_that_always_sees_somebody_is_suspected():
    state = health.sighted(Sight(), True, 0)
    assert health.suspicion(state, 6 * HOUR, counted=True) == health.ALWAYS_ON
    assert health.suspicion(state, 6 * HOUR, counted=False) == ""
    assert health.suspicion(health.walked(state, 1, HOUR), 6 * HOUR, counted=True) == ""
    assert health.suspicion(health.walked(state, 1, HOUR), 14 * HOUR, counted=True) == health.ALWAYS_ON


def test_silence_is_neither():
    state = health.sighted(health.sighted(Sight(), True, 0), None, HOUR)
    assert health.suspicion(health.walked(state, 50, HOUR), 30 * HOUR, counted=True) == ""


def test_doors_that_count_nobody_while_a_key_is_out():
    def after(hours, state, **what):
        return health.idle(state, now_ms=hours * HOUR, **{"key_out": True, "seen": False, "moved": False, **what})

    state = after(0, Idle())
    assert not health.counts_nobody(after(1, state), HOUR)
    assert health.counts_nobody(after(1, state, seen=True), HOUR)
    assert health.counts_nobody(after(2, state), 2 * HOUR)
    assert not health.counts_nobody(after(2, state, moved=True), 2 * HOUR)
    assert not health.counts_nobody(after(2, state, key_out=False), 2 * HOUR)
    assert not health.counts_nobody(after(2, state, key_out=None), 2 * HOUR)


def test_an_unbalanced_day_makes_doors_suspect_until_a_balanced_one():
    odd, even, few = Closing("1", 12, 40, 28, True), Closing("2", 1, 40, 39, True), Closing("3", 3, 4, 1, True)
    assert health.unbalanced([even, odd, few])
    assert not health.unbalanced([odd, even])
    assert not health.unbalanced([few])
    assert not health.unbalanced([Closing("1", 12, 40, 28, False)])
