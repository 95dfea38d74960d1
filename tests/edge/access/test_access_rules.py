import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.documents import Grant, Grants
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.access import compartment, entry, rules
from hallenwart_edge.access.compartment import Compartment, Happening
from hallenwart_edge.access.rules import Holding, Lockout, Purpose, Refusal

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
FROM, TO = 10 * DAY, 10 * DAY + 90 * MINUTE
PIN, STAFF_PIN, OTHER = b"p" * 32, b"s" * 32, b"o" * 32


def grants(**changes):
    rights = [
        Grant(id="g1", w=[(FROM, TO), (FROM + 7 * DAY, TO + 7 * DAY)], slots=[2, 3], pin=PIN),
        Grant(id="staff", w=[(0, 100 * DAY)], slots=[8], pin=STAFF_PIN, staff=True),
    ]
    return Grants(**{"rev": 1, "salt": b"0" * 16, "g": rights, "before_ms": 15 * MINUTE, "after_ms": 15 * MINUTE, **changes})


@pytest.mark.parametrize(
    ("now_ms", "refusal"),
    [
        (FROM - 15 * MINUTE - 1, Refusal.EARLY),
        (FROM - 15 * MINUTE, None),
        (TO + 15 * MINUTE, None),
        (TO + 15 * MINUTE + 1, Refusal.EARLY),
        (FROM + 7 * DAY, None),
        (TO + 8 * DAY, Refusal.OVER),
    ],
)
def test_a_right_holds_in_its_windows_with_grace(now_ms, refusal):
    assert rules.decide(grants(), PIN, now_ms, ClockTrust.NTP).refusal is refusal


def test_a_granted_code_names_slots_and_when_the_key_is_due():
    decision = rules.decide(grants(), PIN, FROM, ClockTrust.RTC)
    assert (decision.grant, decision.slots, decision.due_ms, decision.purpose) == ("g1", (2, 3), TO, Purpose.USE)


def test_unknown_and_denied_codes_are_refused():
    assert rules.decide(grants(), OTHER, FROM, ClockTrust.NTP).refusal is Refusal.WRONG
    assert rules.decide(None, PIN, FROM, ClockTrust.NTP).refusal is Refusal.WRONG
    assert rules.decide(grants(deny=["g1"]), PIN, FROM, ClockTrust.NTP).refusal is Refusal.DENIED


@pytest.mark.parametrize("trust", [ClockTrust.HELD, ClockTrust.BAD])
def test_without_a_clock_only_staff_opens(trust):
    assert rules.decide(grants(), PIN, FROM, trust).refusal is Refusal.NO_CLOCK
    assert rules.decide(grants(), STAFF_PIN, FROM, trust).slots == (8,)


@given(st.integers(0, 100 * DAY), st.sampled_from(list(ClockTrust)), st.booleans(), st.booleans())
def test_the_return_of_a_key_is_always_accepted(now_ms, trust, erased, denied):
    rights = grants(g=[], deny=["g1"] if denied else []) if erased else grants(deny=["g1"] if denied else [])
    decision = rules.decide(rights, PIN, now_ms, trust, {3: Holding("g1", PIN)})
    assert decision.refusal is None
    assert 3 in decision.slots


@given(st.integers(0, 100 * DAY), st.binary(min_size=32, max_size=32))
def test_no_unknown_code_ever_opens(now_ms, code_hash):
    opened = rules.decide(grants(), code_hash, now_ms, ClockTrust.NTP, {3: Holding("g1", PIN)}).refusal is None
    assert not opened or code_hash in (PIN, STAFF_PIN)


def test_three_tries_are_free_then_the_pauses_grow():
    state, now_ms, waits = Lockout(), 0, []
    for _ in range(8):
        state = rules.wrong(state, now_ms)
        waits.append(rules.wait_ms(state, now_ms))
        now_ms += waits[-1]
    assert waits == [0, 0, 10_000, 30_000, 120_000, 600_000, 1_800_000, 1_800_000]


@given(st.lists(st.one_of(st.integers(0, 2 * HOUR), st.sampled_from(["right", "restart"])), max_size=120))
def test_never_more_wrong_codes_than_the_caps(happenings):
    state, now_ms, tried = Lockout(), 0, []
    for happening in happenings:
        if happening == "restart":
            state = rules.restarted(rules.ages_ms(state) if state.wrong_ms else [], state.row, now_ms)
            continue
        now_ms += happening if isinstance(happening, int) else 1_000
        if rules.wait_ms(state, now_ms):
            continue
        if happening == "right":
            state = rules.right(state)
            continue
        state = rules.wrong(state, now_ms)
        tried.append(now_ms)
    for at_ms in tried:
        assert sum(at_ms - HOUR < other <= at_ms for other in tried) <= rules.MAX_PER_HOUR
        assert sum(at_ms - DAY < other <= at_ms for other in tried) <= rules.MAX_PER_DAY


@pytest.mark.parametrize("forgiving", [False, True], ids=["only wrong", "a right code between any two wrong ones"])
def test_whoever_guesses_as_fast_as_allowed_stays_within_the_caps(forgiving):
    state, now_ms, tried = Lockout(), 0, []
    while now_ms < 3 * DAY:
        state = rules.wrong(state, now_ms)
        tried.append(now_ms)
        state = rules.right(state) if forgiving and not rules.wait_ms(state, now_ms) else state
        now_ms += max(1_000, rules.wait_ms(state, now_ms))
    busiest_hour = max(sum(at_ms - HOUR < other <= at_ms for other in tried) for at_ms in tried)
    busiest_day = max(sum(at_ms - DAY < other <= at_ms for other in tried) for at_ms in tried)
    assert busiest_hour == (10 if forgiving else 8)
    assert busiest_day == 30


def test_a_restart_begins_the_pause_anew():
    state = Lockout()
    for _ in range(4):
        state = rules.wrong(state, 1_000)
    again = rules.restarted(rules.ages_ms(state), state.row, 500)
    assert rules.wait_ms(again, 500) == 30_000


def test_digits_are_masked_and_forgotten():
    typed = entry.Entry()
    for key in "12a34567899":
        typed = entry.digit(typed, key, 1_000)
    assert (typed.count, typed.complete) == (8, True)
    assert "1234" not in repr(typed)
    assert entry.erase(typed, 2_000).count == 7
    assert entry.expired(typed, 46_000).count == 0


readings = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.integers(1, 5_000)), max_size=60)


@given(readings)
def test_an_opening_without_a_right_is_always_told_as_forced(day):
    state, now_ms, right_until_ms = Compartment(), 0, -1
    for granted, closed, key_present, wait in day:
        now_ms += wait
        if granted and state.closed:
            state, right_until_ms = compartment.unlock(state, now_ms), now_ms + 2_000
        was_closed = state.closed
        state, happenings = compartment.step(state, closed=closed, key_present=key_present, now_ms=now_ms)
        if was_closed and not closed:
            assert (Happening.FORCED in happenings) == (now_ms > right_until_ms)
            right_until_ms = -1
        if Happening.JAMMED in happenings:
            right_until_ms = -1


@given(readings)
def test_every_missing_key_was_told_as_taken(day):
    state, now_ms, balance = Compartment(), 0, 1
    for _, closed, key_present, wait in day:
        now_ms += wait
        state, happenings = compartment.step(state, closed=closed, key_present=key_present, now_ms=now_ms)
        balance += happenings.count(Happening.KEY_RETURNED) - happenings.count(Happening.KEY_TAKEN)
        assert balance == int(state.key_present)
