"""Radio smoke heads: what counts as fire, as test, as fault, and how old a word may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.messages import AlarmType
from hallenwart_edge.fire import battery, radio
from hallenwart_edge.fire.battery import Level
from hallenwart_edge.fire.radio import Moment, Radio
from hallenwart_edge.fire.verdict import Word
from hallenwart_edge.local_bus.head import HeadReport

WALL_MS = 1_800_000_000_000
SILENT_MS = radio.silent_after_ms(60)
SMOKE, CLEAR = HeadReport(smoke=True), HeadReport(smoke=False)


class Head:
    def __init__(self, *, trusted=True):
        self.now_ms, self.trusted = 1_000_000, trusted
        self.state = Radio(heard_ms=self.now_ms)

    @property
    def wall_ms(self):
        return WALL_MS + self.now_ms

    def says(self, *reports, after_s=1.0):
        for report in reports:
            self.now_ms += round(after_s * 1000)
            moment = Moment(self.now_ms, self.wall_ms if self.trusted else None)
            self.state = radio.step(self.state, report, moment, silent_ms=SILENT_MS)
        return self.verdict()

    def cannot_be_heard(self, why, *, for_s):
        self.state = radio.hearing(self.state, why, self.now_ms)
        self.now_ms += round(for_s * 1000)
        return self.verdict()

    def waits(self, seconds):
        self.now_ms += round(seconds * 1000)
        return self.verdict()

    def verdict(self):
        return radio.verdict(self.state, self.now_ms, silent_ms=SILENT_MS)


def test_smoke_is_a_fire_at_once_until_the_head_takes_it_back():
    head = Head()
    assert head.says(CLEAR).word is Word.OK
    assert head.says(SMOKE).word is Word.FIRE
    assert head.says(HeadReport(battery_pct=90)).word is Word.FIRE
    assert head.says(CLEAR).word is Word.OK


def test_the_test_button_is_a_test_and_not_for_long():
    head = Head()
    assert head.says(HeadReport(smoke=True, test=True)).word is Word.TEST
    assert head.waits(60).word is Word.TEST
    assert head.says(HeadReport(smoke=True, test=True)).word is Word.FIRE
    assert head.says(HeadReport(smoke=False, test=False)).word is Word.OK


def test_smoke_after_a_test_that_ended_is_a_fire():
    head = Head()
    head.says(HeadReport(test=True), HeadReport(test=False))
    assert head.says(SMOKE).word is Word.FIRE


def test_a_word_that_waited_at_the_broker_counts_as_far_as_its_age_is_known():
    old = HeadReport(smoke=True, age_ms=None, alive=False)
    head = Head()
    assert (head.says(old).word, head.verdict().reason) == (Word.FAULT, "unconfirmed")
    assert head.says(SMOKE).word is Word.FIRE
    for age_ms, word in ((30_000, Word.FIRE), (SILENT_MS + 1, Word.FAULT)):
        assert Head().says(HeadReport(smoke=True, age_ms=age_ms, alive=False)).word is word
        head = Head()
        stamped = HeadReport(smoke=True, age_ms=None, alive=False, stamp_ms=head.wall_ms - age_ms)
        assert head.says(stamped, after_s=0).word is word


def test_a_word_of_unknown_age_is_no_sign_of_life_and_ends_no_fire():
    head = Head()
    head.says(SMOKE)
    assert head.says(HeadReport(smoke=False, age_ms=None, alive=False)).word is Word.FIRE
    head = Head()
    head.says(*[HeadReport(smoke=False, age_ms=None, alive=False)] * 10, after_s=SILENT_MS / 9_000)
    assert head.verdict().reason == "silent"


def test_silence_is_a_fault_after_three_times_the_rhythm():
    head = Head()
    head.says(CLEAR)
    assert head.waits(190).word is Word.OK
    assert (head.waits(1).word, head.verdict().reason) == (Word.FAULT, "silent")
    assert head.says(CLEAR).word is Word.OK
    assert radio.silent_after_ms(30) <= 100_000  # a head that speaks every 30 s is missed within the 100 s of smoke sensors


@pytest.mark.parametrize("why", ["link", "bridge"])
def test_a_lost_link_is_a_fault_within_half_a_minute_and_ends_with_its_return(why):
    head = Head()
    head.says(CLEAR)
    assert head.cannot_be_heard(why, for_s=30).word is Word.OK
    assert head.cannot_be_heard(why, for_s=1).reason == why
    assert head.cannot_be_heard("", for_s=0).word is Word.OK


def test_a_head_the_bridge_cannot_reach_is_a_fault_until_it_speaks():
    head = Head()
    head.says(CLEAR)
    gone = HeadReport(reachable=False, alive=False, age_ms=None)
    assert head.says(gone).reason == "unreachable"
    assert head.says(CLEAR).word is Word.OK


def test_a_fire_outlasts_a_lost_link_but_not_for_ever():
    head = Head()
    head.says(SMOKE)
    assert head.cannot_be_heard("link", for_s=600).word is Word.FIRE
    assert head.waits(1).word is Word.FAULT


def test_what_is_dated_in_the_future_is_a_fault_and_no_fire():
    head = Head()
    head.says(CLEAR)
    ahead = HeadReport(smoke=True, stamp_ms=head.wall_ms + 600_000)
    assert (head.says(ahead).word, head.verdict().reason) == (Word.FAULT, "bad_time")
    assert head.says(HeadReport(smoke=True, stamp_ms=head.wall_ms)).word is Word.FIRE


def test_stamps_that_go_backwards_are_a_fault_once_and_a_clock_put_right_goes_on():
    head = Head()
    head.says(HeadReport(smoke=False, stamp_ms=head.wall_ms))
    back_ms = head.wall_ms - 60_000
    assert head.says(HeadReport(smoke=True, stamp_ms=back_ms)).reason == "bad_time"
    assert head.says(HeadReport(smoke=True, stamp_ms=back_ms + 1_000)).word is Word.FIRE


def test_the_same_word_twice_changes_nothing():
    head = Head()
    word = HeadReport(smoke=True, stamp_ms=head.wall_ms, battery_pct=50)
    before, after = head.says(word), head.says(word)
    assert before == after
    assert before.word is Word.FIRE


def test_a_clock_that_was_never_set_or_cannot_be_compared_hides_no_fire():
    assert Head().says(HeadReport(smoke=True, stamp_ms=2_460)).word is Word.FIRE
    head = Head(trusted=False)
    assert head.says(HeadReport(smoke=True, stamp_ms=head.wall_ms + 10**9)).word is Word.FIRE


def test_the_battery_warns_thirty_days_before_and_is_a_fault_seven_days_before():
    head = Head()
    assert head.says(HeadReport(battery_pct=16)).notes == ()
    (note,) = head.says(HeadReport(battery_pct=15)).notes
    assert (note.type, note.reason, note.x) == (AlarmType.BATTERY, "days_30", 15.0)
    assert head.verdict().word is Word.OK
    said = head.says(HeadReport(battery_pct=3))
    assert (said.word, said.reason, said.notes[0].reason, said.battery_pct) == (Word.FAULT, "battery", "days_7", 3)
    assert head.says(SMOKE).word is Word.FIRE
    assert head.says(CLEAR, HeadReport(battery_pct=100)).notes == ()


def test_a_head_that_calls_its_battery_low_is_believed():
    assert [note.reason for note in Head().says(HeadReport(battery_low=True)).notes] == ["days_30"]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_a_battery_that_wanders_by_less_than_a_new_one_never_gets_better(levels):
    before, lowest = Level.GOOD, 100
    order = list(Level)
    for pct in levels:
        lowest = min(lowest, pct)
        after = battery.level(min(pct, lowest + battery.NEW_PCT - 1), low=False, before=before)
        assert order.index(after) >= order.index(before)
        before = after


def test_an_opened_head_is_told_beside_everything_else():
    said = Head().says(HeadReport(tamper=True, smoke=True))
    assert (said.word, [note.type for note in said.notes]) == (Word.FIRE, [AlarmType.TAMPER])


@pytest.mark.parametrize(("report", "reason"), [(HeadReport(faulty=True), "head"), (HeadReport(nonsense=True), "nonsense")])
def test_a_head_that_says_fault_or_nonsense_is_a_fault_until_it_speaks_well(report, reason):
    head = Head()
    assert head.says(report).reason == reason
    assert head.says(HeadReport(faulty=False)).word is Word.OK


reports = st.builds(
    HeadReport,
    smoke=st.sampled_from([None, False]),
    test=st.sampled_from([None, True, False]),
    tamper=st.sampled_from([None, True, False]),
    faulty=st.sampled_from([None, True, False]),
    reachable=st.sampled_from([None, True, False]),
    battery_pct=st.none() | st.integers(0, 100),
    nonsense=st.booleans(),
    stamp_ms=st.none() | st.integers(WALL_MS - 10**9, WALL_MS + 10**9),
    age_ms=st.sampled_from([0, None, 5_000, 10**9]),
    alive=st.booleans(),
)
doubtful = st.builds(
    HeadReport,
    smoke=st.just(True),
    stamp_ms=st.integers(WALL_MS + 10**8, WALL_MS + 10**9),
    age_ms=st.sampled_from([0, None]),
    alive=st.booleans(),
) | st.builds(HeadReport, smoke=st.just(True), age_ms=st.sampled_from([None, SILENT_MS + 1]), alive=st.just(False))


@given(st.lists(reports | doubtful, max_size=40), st.floats(0, 120))
def test_nothing_but_a_dated_word_of_smoke_is_ever_a_fire(messages, after_s):
    head = Head()
    for message in messages:
        assert head.says(message, after_s=after_s).word is not Word.FIRE


@given(st.lists(reports | doubtful, max_size=20), st.sampled_from(["", "link", "bridge"]))
def test_no_other_trouble_hides_a_fire_that_is_said_now(messages, away):
    head = Head()
    for message in messages:
        head.says(message)
    head.cannot_be_heard(away, for_s=1)
    assert head.says(HeadReport(smoke=True, test=False)).word is Word.FIRE
