"""Free or busy from whatever inputs there are."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.people import Sign, Use
from hallenwart_edge.occupancy import fusion
from hallenwart_edge.occupancy.fusion import Evidence, Fused

MIN = 60_000


def after(*told, state=None, every_ms=30_000, start_ms=0):
    """Step through (evidence, minutes it holds)."""
    state, now_ms = state or Fused(), start_ms
    for evidence, minutes in told:
        for _ in range(max(1, round(minutes * MIN / every_ms))):
            now_ms += every_ms
            state = fusion.step(state, evidence, now_ms)
    return state


def use(*told, **how):
    return fusion.verdict(after(*told, **how)).use


def test_nothing_told_is_unknown_and_so_is_night_alone():
    assert fusion.verdict(Fused()) == (Use.UNKNOWN, 0.5, (), 0.5)
    assert use((Evidence(night=True, closed=True), 60)) is Use.UNKNOWN


def test_motion_holds_for_about_five_minutes_and_stillness_is_free():
    moving, still = Evidence(motion=True), Evidence(motion=False)
    assert use((moving, 2)) is Use.BUSY
    assert use((moving, 2), (still, 4)) is Use.BUSY
    assert use((moving, 2), (still, 5.5)) is Use.FREE


def test_one_false_pulse_in_a_quiet_room_is_nobody_but_two_are():
    still = (Evidence(motion=False), 30)
    assert use(still, (Evidence(motion=True), 0.5)) is Use.FREE
    assert use(still, (Evidence(motion=True), 0.5), (Evidence(motion=False), 1), (Evidence(motion=True), 0.5)) is Use.BUSY


def test_lamps_lengthen_and_darkness_shortens_the_hold_time():
    moving = Evidence(motion=True, light_lx=420)
    lit = after((moving, 10))
    assert use((Evidence(motion=False, light_lx=420), 6), state=lit, start_ms=10 * MIN) is Use.BUSY
    assert use((Evidence(motion=False, light_lx=0), 2), state=lit, start_ms=10 * MIN) is Use.FREE


def test_lamps_left_on_keep_nobody_in_a_room_where_nothing_moves():
    assert (
        use(
            (Evidence(motion=True, light_lx=0), 1),
            (Evidence(motion=True, light_lx=420), 5),
            (Evidence(motion=False, light_lx=420), 20),
        )
        is Use.FREE
    )


def test_whoever_moves_in_a_closed_dark_hall_at_night_is_there():
    told = Evidence(motion=True, night=True, closed=True, light_lx=0, key_out=False, people=0, low=0, high=0)
    found = fusion.verdict(after((told, 3)))
    assert found.use is Use.BUSY
    assert found.signs == (Sign.MOTION,)


def test_a_radar_that_sees_somebody_sit_outweighs_a_quiet_motion_sensor():
    assert use((Evidence(motion=False, radar=True), 60)) is Use.BUSY
    assert use((Evidence(motion=False, radar=True), 10), (Evidence(motion=False, radar=False), 6)) is Use.FREE


def test_a_sensor_at_fault_fades_out_and_proves_nothing():
    assert use((Evidence(motion=True), 5), (Evidence(), 10)) is Use.UNKNOWN
    quiet = fusion.verdict(after((Evidence(motion=False), 30), (Evidence(people=12, low=8, high=15), 10)))
    assert (quiet.use, quiet.signs) == (Use.BUSY, (Sign.COUNT,))


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.builds(
                Evidence,
                motion=st.none() | st.booleans(),
                radar=st.none() | st.booleans(),
                passed=st.integers(0, 5),
                people=st.none() | st.integers(0, 500),
                low=st.none() | st.integers(0, 500),
                high=st.none() | st.integers(0, 500),
                light_lx=st.none() | st.floats(),
                co2_ppm=st.none() | st.floats(),
                key_out=st.none() | st.booleans(),
                night=st.none() | st.booleans(),
                closed=st.none() | st.booleans(),
            ),
            st.integers(-60_000, 3_600_000),
        ),
        max_size=20,
    )
)
def test_whatever_is_told_the_answer_is_a_probability(told):
    state, now_ms = Fused(), 0
    for evidence, gone_ms in told:
        now_ms += gone_ms
        state = fusion.step(state, evidence, now_ms)
        found = fusion.verdict(state)
        assert math.isfinite(found.busy_p)
        assert 0 < found.busy_p < 1
        assert 0.5 <= found.sure < 1
        assert found.sure == max(found.busy_p, 1 - found.busy_p)
        assert (found.use is Use.BUSY) == (found.busy_p > 0.5) or found.use is Use.UNKNOWN
