"""The life of a compartment: by example, and over arbitrary sequences of readings, pulses and silences."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.access import compartment
from hallenwart_edge.access.compartment import LEFT_OPEN_AFTER_MS, OPENS_WITHIN_MS
from hallenwart_edge.access.stages import Fault, Hangs, Happening, Seen, Stage

POLL_MS = 120
SHUT, AJAR = True, False


class Life:
    """A compartment that is read every 120 ms."""

    def __init__(self, *, closed=SHUT, hangs=Hangs.OWN, key_out=None):
        self.now_ms, self.told = 0, []
        self.seen = Seen(closed, hangs)
        self.state, told = compartment.first(self.seen, 0, key_out=key_out)
        self.told += told

    def unlock(self):
        self.state = compartment.unlock(self.state, self.now_ms)

    def read(self, wait_ms=POLL_MS):
        self.now_ms += wait_ms
        self.state, told = compartment.step(self.state, self.seen, self.now_ms)
        self.told += told
        return told

    def see(self, for_ms, **seen):
        self.seen = dataclasses.replace(self.seen, **seen)
        for _ in range(-(-for_ms // POLL_MS)):
            self.read()

    @property
    def words(self):
        told, self.told = self.told, []
        return [happening.name for happening in told]

    @property
    def word(self):
        return compartment.word(self.state)


def test_a_visit_that_takes_the_key_and_one_that_brings_it_back():
    life = Life()
    life.unlock()
    assert life.word is Stage.UNLOCKING
    life.see(POLL_MS, closed=AJAR)
    assert (life.word, life.words) == (Stage.OPEN, ["OPENED"])
    life.see(600, hangs=Hangs.NOTHING)
    assert (life.word, life.words) == (Stage.KEY_TAKEN, ["KEY_TAKEN"])
    life.see(600, closed=SHUT)
    assert (life.word, life.words) == (Stage.CLOSED, ["CLOSED"])
    life.unlock()
    life.see(600, closed=AJAR, hangs=Hangs.OWN)
    assert (life.word, life.words) == (Stage.KEY_RETURNED, ["OPENED"])
    life.see(600, closed=SHUT)
    assert (life.word, life.words) == (Stage.CLOSED, ["CLOSED", "KEY_RETURNED"])


def test_a_jam_is_told_after_two_seconds_and_heals_with_the_next_pulse():
    life = Life()
    life.unlock()
    life.see(OPENS_WITHIN_MS + POLL_MS)
    assert (life.word, life.words) == (Stage.JAMMED, ["JAMMED"])
    life.unlock()
    life.see(POLL_MS, closed=AJAR)
    assert (life.word, life.words) == (Stage.OPEN, ["OPENED"])


def test_a_strike_that_is_fed_for_three_seconds_may_be_pulled_open_all_the_while():
    life = Life()
    life.state = dataclasses.replace(life.state, opens_within_ms=4_000)
    life.unlock()
    life.see(2_900)
    assert (life.word, life.words) == (Stage.UNLOCKING, [])
    life.see(POLL_MS, closed=AJAR)
    assert (life.word, life.words) == (Stage.OPEN, ["OPENED"])
    life.see(600, closed=SHUT)
    life.unlock()
    life.see(4_000 + POLL_MS)
    assert life.word is Stage.JAMMED


def test_a_forced_door_leaves_nobody_to_answer_for_the_key():
    life = Life()
    life.see(600, closed=AJAR)
    assert (life.word, life.words) == (Stage.FORCED, ["FORCED"])
    life.see(600, hangs=Hangs.NOTHING)
    assert life.words == ["KEY_UNKNOWN"]
    life.see(600, closed=SHUT)
    assert life.words == ["CLOSED"]


def test_what_goes_from_a_door_left_open_is_unknown_and_what_came_back_before_is_back():
    life = Life(hangs=Hangs.NOTHING)
    life.unlock()
    life.see(600, closed=AJAR, hangs=Hangs.OWN)
    life.see(LEFT_OPEN_AFTER_MS)
    assert (life.word, life.words) == (Stage.LEFT_OPEN, ["OPENED", "LEFT_OPEN", "KEY_RETURNED"])
    life.see(600, hangs=Hangs.NOTHING)
    assert life.words == ["KEY_UNKNOWN"]


def test_somebody_with_a_right_takes_over_a_door_left_open():
    life = Life()
    life.unlock()
    life.see(LEFT_OPEN_AFTER_MS + 600, closed=AJAR)
    life.unlock()
    assert life.word is Stage.OPEN
    life.see(600, hangs=Hangs.NOTHING)
    assert life.words[-1] == "KEY_TAKEN"


@pytest.mark.parametrize("closed", [SHUT, AJAR])
def test_a_flickering_key_sensor_moves_no_key_and_is_told_as_a_fault(closed):
    life = Life()
    if not closed:
        life.unlock()
        life.see(POLL_MS, closed=AJAR)
    for turn in range(20):
        life.see(POLL_MS, hangs=Hangs.NOTHING if turn % 2 else Hangs.OWN)
    assert not {"KEY_TAKEN", "KEY_RETURNED", "KEY_UNKNOWN"} & set(life.words)
    assert life.state.faults == {Fault.KEY_FLICKERS}
    life.see(2_500, closed=SHUT, hangs=Hangs.OWN)
    assert life.state.closed
    life.see(10_000)
    assert not life.state.faults


def test_a_hook_that_bounces_is_no_break_in_and_one_that_goes_on_is_broken():
    life = Life()
    for turn in range(8):
        life.see(POLL_MS, closed=bool(turn % 2))
    assert life.words == []
    assert life.state.faults == {Fault.HOOK_FLICKERS}


def test_a_door_that_bounces_when_it_falls_shut_is_shut_once():
    life = Life()
    life.unlock()
    life.see(600, closed=AJAR)
    for closed in (SHUT, AJAR, SHUT, AJAR, SHUT):
        life.see(POLL_MS, closed=closed)
    life.see(600)
    assert life.words == ["OPENED", "CLOSED"]


def test_a_hook_stuck_shut_is_told_when_the_key_goes_all_the_same():
    life = Life()
    life.unlock()
    life.see(OPENS_WITHIN_MS + 600)
    assert life.words == ["JAMMED"]
    life.see(4_000, hangs=Hangs.NOTHING)
    assert life.words == ["KEY_TAKEN"]
    assert life.state.faults == {Fault.HOOK_STUCK}
    life.unlock()
    life.see(600, closed=AJAR)
    assert not life.state.faults


def test_a_hook_stuck_open_is_told_after_half_an_hour_and_heals():
    life = Life()
    life.see(31 * 60_000, closed=AJAR)
    assert life.state.faults == {Fault.OPEN_TOO_LONG}
    life.see(600, closed=SHUT)
    assert not life.state.faults
    assert life.words == ["FORCED", "LEFT_OPEN", "CLOSED"]


def test_a_key_that_goes_behind_a_shut_door_is_unknown():
    life = Life()
    life.see(4_000, hangs=Hangs.NOTHING)
    assert life.words == ["KEY_UNKNOWN"]
    life.see(4_000, hangs=Hangs.OWN)
    assert life.words == ["KEY_RETURNED"]


def test_what_a_silent_board_slept_through_is_no_break_in():
    life = Life()
    life.unlock()
    life.seen = Seen(AJAR, Hangs.OWN)
    assert life.read(20_000) == [Happening.OPENED]


def test_a_door_opened_long_after_its_pulse_is_forced():
    life = Life()
    life.unlock()
    life.see(OPENS_WITHIN_MS + POLL_MS)
    life.see(600, closed=AJAR)
    assert life.words == ["JAMMED", "FORCED"]


def test_another_key_hung_in_is_wrong_and_names_its_tag():
    life = Life(hangs=Hangs.NOTHING)
    life.unlock()
    life.see(600, closed=AJAR)
    life.see(600, hangs=Hangs.OTHER, tag="B2")
    life.see(600, closed=SHUT)
    assert (life.word, life.words, life.state.other) == (Stage.WRONG_KEY, ["OPENED", "CLOSED", "KEY_WRONG"], "B2")


def test_something_without_a_tag_is_wrong_after_a_while_and_a_tag_unread_behind_a_shut_door_is_not():
    life = Life(hangs=Hangs.NOTHING)
    life.unlock()
    life.see(600, closed=AJAR)
    life.see(3_000, closed=SHUT, hangs=Hangs.UNREAD)
    assert life.words == ["OPENED", "CLOSED", "KEY_WRONG"]
    life = Life()
    life.see(20_000, hangs=Hangs.UNREAD)
    assert life.words == []


@pytest.mark.parametrize(
    ("key_out", "hangs", "told"),
    [
        (False, Hangs.NOTHING, ["KEY_UNKNOWN"]),
        (True, Hangs.OWN, ["KEY_RETURNED"]),
        (False, Hangs.OWN, []),
        (True, Hangs.NOTHING, []),
        (None, Hangs.NOTHING, []),
        (False, Hangs.BLIND, []),
    ],
)
def test_a_restart_tells_what_happened_meanwhile(key_out, hangs, told):
    life = Life(hangs=hangs, key_out=key_out)
    life.see(4_000)
    assert life.words == told


def test_a_door_found_open_at_the_start_is_told_and_its_key_is_nobodys():
    life = Life(closed=AJAR, key_out=False)
    life.see(600, hangs=Hangs.NOTHING)
    assert life.words == ["LEFT_OPEN", "KEY_UNKNOWN"]


def test_out_of_service_shows_while_shut_only():
    life = Life()
    life.state = compartment.serve(life.state, in_service=False)
    assert life.word is Stage.OUT_OF_SERVICE
    life.unlock()
    life.see(POLL_MS, closed=AJAR)
    assert life.word is Stage.OPEN
    life.see(600, closed=SHUT)
    assert life.word is Stage.OUT_OF_SERVICE


readings = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.sampled_from(list(Hangs)), st.sampled_from([40, POLL_MS, 400, 2_500, 70_000])),
    max_size=80,
)


def lived(day, first=Hangs.OWN):
    """Yield every reading with what was told of it, and the pulses before it."""
    state, _ = compartment.first(Seen(SHUT, first), 0)
    now_ms, last_pulse_ms = 0, None
    for granted, closed, hangs, wait_ms in day:
        if granted:
            last_pulse_ms = now_ms
            state = compartment.unlock(state, now_ms)
        before, read_ms = state, now_ms
        now_ms += wait_ms
        state, told = compartment.step(state, Seen(closed, hangs, "T" if hangs is Hangs.OTHER else ""), now_ms)
        yield before, state, told, read_ms, now_ms, last_pulse_ms


@given(readings)
def test_no_opening_without_a_pulse_is_told_as_rightful(day):
    for _, _, told, read_ms, now_ms, last_pulse_ms in lived(day):
        if Happening.OPENED in told:
            gap = now_ms - read_ms > compartment.GAP_MS
            assert last_pulse_ms is not None
            assert (read_ms if gap else now_ms) - last_pulse_ms <= OPENS_WITHIN_MS or gap


@given(readings)
def test_every_opening_is_told_once_and_ends_closed_or_left_open(day):
    is_open = False
    for before, state, told, *_ in lived(day):
        for happening in told:
            if happening in (Happening.OPENED, Happening.FORCED):
                assert not is_open
                is_open = True
            if happening is Happening.CLOSED:
                assert is_open
                is_open = False
        assert is_open == (not state.closed)
        if not state.closed and not before.closed and before.stage is not Stage.LEFT_OPEN:
            since_ms = state.open_since_ms
            assert since_ms is not None
            assert state.read_ms - since_ms <= LEFT_OPEN_AFTER_MS or state.stage is Stage.LEFT_OPEN


@given(readings, st.sampled_from([Hangs.OWN, Hangs.NOTHING]))
def test_told_keys_add_up_and_a_key_believed_gone_was_told(day, first):
    here = first is Hangs.OWN
    for _, state, told, *_ in lived(day, first):
        for happening in told:
            if happening in (Happening.KEY_TAKEN, Happening.KEY_UNKNOWN):
                assert here
                here = False
            if happening is Happening.KEY_RETURNED:
                assert not here
                here = True
        assert state.key_out == (not here)
        if state.closed:
            assert state.key_present == here or state.key.value is Hangs.BLIND


@given(readings)
def test_a_jam_never_lasts(day):
    state = next(iter([each[1] for each in lived(day)][-1:]), compartment.first(Seen(SHUT, Hangs.OWN), 0)[0])
    now_ms = state.read_ms
    if not state.closed:
        for _ in range(30):
            now_ms += POLL_MS
            state, _ = compartment.step(state, Seen(SHUT, Hangs.OWN), now_ms)
    assert state.closed
    state = compartment.unlock(state, now_ms)
    state, told = compartment.step(state, Seen(AJAR, Hangs.OWN), now_ms + POLL_MS)
    assert (state.stage, told) == (Stage.OPEN, [Happening.OPENED])
