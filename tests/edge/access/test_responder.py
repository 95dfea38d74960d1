"""The responders' compartment: opens on the panel's own contact under a release, and on nothing else."""

import dataclasses

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.documents import Release
from hallenwart_contract.event_kinds import EventKind
from hallenwart_edge.access import responder
from hallenwart_edge.access.responder import AGAIN_AFTER_MS, Door, Moment, Responder
from support.edge_time import until
from support.locker import Locker

RELEASE = Release(id="r1", slots=[7], from_ms=0, to_ms=2**52)
HERE, GONE, AJAR = (
    Door(closed=True, key_missing=False),
    Door(closed=True, key_missing=True),
    Door(closed=False, key_missing=True),
)


def moment(panel, mono_ms=0, **changes):
    return dataclasses.replace(Moment(panel, RELEASE, 1_000, mono_ms, "ntp"), **changes)


@pytest.mark.parametrize(
    "at",
    [
        moment(None),
        moment(False),
        moment(True, release=None),
        moment(True, now_ms=RELEASE.to_ms + 1),
        moment(True, release=msgspec.structs.replace(RELEASE, from_ms=5_000)),
        moment(True, trust="bad"),
    ],
)
def test_without_contact_release_or_clock_nothing_opens(at):
    assert responder.step(Responder(), {7: HERE}, at).open == ()


moments = st.lists(
    st.tuples(
        st.sampled_from([True, False, None]),
        st.sampled_from([HERE, GONE, AJAR, None]),
        st.booleans(),
        st.integers(100, 20_000),
    ),
    max_size=60,
)


@given(moments)
def test_pulses_need_contact_and_release_and_keep_ten_seconds_apart(day):
    state, mono_ms, last_ms, alarmed = Responder(), 0, None, False
    for panel, door, released, wait_ms in day:
        mono_ms += wait_ms
        at = moment(panel, mono_ms, release=RELEASE if released else None)
        step = responder.step(state, {} if door is None else {7: door}, at)
        alarmed = alarmed or panel is True
        if step.open:
            assert released
            assert alarmed
            assert door in (HERE, GONE)
            assert last_ms is None or mono_ms - last_ms >= AGAIN_AFTER_MS
            last_ms = mono_ms
        if step.over:
            assert (panel, door) == (False, HERE)
            alarmed, last_ms = False, None
        if state.slots and not step.state.slots:
            assert step.over
        state = step.state


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    locker.panel = False
    locker.papers.give(responder=RELEASE)
    await locker.start()
    yield locker
    await locker.stop()


async def test_a_fire_opens_it_until_the_key_is_back_and_the_contact_quiet(locker):
    locker.panel = True
    await locker.clock.advance(1)
    assert locker.wall.pulses == [6]
    assert locker.told(EventKind.RESPONDER_OPENED) == [{"slot": 7, "release": "r1"}]
    locker.wall.key[6] = False
    await locker.clock.advance(1)
    assert locker.told(EventKind.KEY_TAKEN) == [{"slot": 7, "release": "r1"}]
    assert locker.told(EventKind.KEY_UNKNOWN) == []
    await locker.push_shut(7, key=False)
    await locker.clock.advance(20)
    assert locker.wall.pulses == [6, 6]
    locker.panel = False
    await locker.clock.advance(20)
    await locker.push_shut(7, key=False)
    await locker.clock.advance(20)
    assert locker.wall.pulses == [6, 6, 6]
    await locker.push_shut(7, key=True)
    await locker.clock.advance(60)
    assert locker.told(EventKind.RESPONDER_SHUT) == [{"slot": 7, "release": "r1"}]
    assert locker.wall.pulses == [6, 6, 6]


async def test_a_faulty_loop_opens_nothing_and_ends_nothing(locker):
    locker.panel = None
    await locker.clock.advance(5)
    assert locker.wall.pulses == []
    locker.panel = True
    await locker.clock.advance(1)
    locker.panel = None
    await locker.push_shut(7, key=False)
    await locker.clock.advance(20)
    assert locker.wall.pulses == [6, 6]


async def test_a_release_taken_back_stops_the_next_pulse(locker):
    locker.panel = True
    await locker.clock.advance(1)
    locker.papers.give(responder=None)
    await locker.push_shut(7, key=False)
    await locker.clock.advance(30)
    assert locker.wall.pulses == [6]


async def test_it_stays_released_through_a_restart(locker, tmp_path):
    locker.panel = True
    await locker.clock.advance(1)
    await until(
        lambda: (tmp_path / "responder.json").exists() and b'"opened":true' in (tmp_path / "responder.json").read_bytes()
    )
    locker.wall.key[6] = False
    await locker.clock.advance(1)
    await locker.stop()
    locker.panel = False
    locker.wall.closed[6] = True
    await locker.start()
    await locker.clock.advance(5)
    assert locker.wall.pulses == [6]
    await locker.clock.advance(15)
    assert locker.wall.pulses == [6, 6]
