import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_contract.documents import Grant, Grants
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.access import claims, rules
from hallenwart_edge.access.rules import Decision, Holding, Method, Moment, Purpose, Refusal
from hallenwart_edge.access.standing import stands

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
FROM, TO = 10 * DAY, 10 * DAY + 90 * MINUTE
SALT = b"0" * 16
PIN, STAFF_PIN, OTHER = b"p" * 16, b"s" * 16, b"o" * 16


def grants(**changes):
    rights = [
        Grant(id="g1", w=[(FROM, TO), (FROM + 7 * DAY, TO + 7 * DAY)], slots=[2, 3], pin=PIN),
        Grant(id="staff", w=[(0, 100 * DAY)], slots=[8], long=STAFF_PIN, staff=True),
    ]
    return Grants(**{"rev": 1, "salt": SALT, "g": rights, "before_ms": 15 * MINUTE, "after_ms": 15 * MINUTE, **changes})


def decide(rights, code_hash, now_ms, trust=ClockTrust.NTP, held=None, digits=8):
    return rules.decide(claims.of_code({SALT: code_hash}, digits, rights), rights, Moment(now_ms, trust, held or {}))


@pytest.mark.parametrize(
    ("now_ms", "refusal"),
    [
        (FROM - 3 * HOUR - 1, Refusal.WRONG),
        (FROM - 15 * MINUTE - 1, Refusal.EARLY),
        (FROM - 15 * MINUTE, None),
        (TO + 15 * MINUTE, None),
        (TO + 15 * MINUTE + 1, Refusal.EARLY),
        (FROM + 7 * DAY, None),
        (TO + 8 * DAY, Refusal.OVER),
    ],
)
def test_a_right_holds_in_its_windows_with_grace(now_ms, refusal):
    assert decide(grants(), PIN, now_ms).refusal is refusal


def test_a_granted_code_names_slots_and_when_the_key_is_due():
    decision = decide(grants(), PIN, FROM, ClockTrust.RTC)
    assert (decision.grant, decision.slots, decision.due_ms, decision.purpose) == ("g1", (2, 3), TO, Purpose.USE)


def test_unknown_and_denied_codes_are_refused():
    assert decide(grants(), OTHER, FROM).refusal is Refusal.WRONG
    assert decide(None, PIN, FROM).refusal is Refusal.WRONG
    assert decide(grants(deny=["g1"]), PIN, FROM).refusal is Refusal.DENIED


@pytest.mark.parametrize("trust", [ClockTrust.HELD, ClockTrust.BAD])
def test_without_a_clock_only_staff_opens(trust):
    assert decide(grants(), PIN, FROM, trust).refusal is Refusal.NO_CLOCK
    assert decide(grants(), OTHER, FROM, trust).refusal is Refusal.NO_CLOCK
    assert decide(grants(), STAFF_PIN, FROM, trust, digits=12).slots == (8,)


@given(st.integers(0, 100 * DAY), st.sampled_from(list(ClockTrust)), st.booleans(), st.booleans())
def test_the_return_of_a_key_is_always_accepted(now_ms, trust, erased, denied):
    rights = grants(g=[], deny=["g1"] if denied else []) if erased else grants(deny=["g1"] if denied else [])
    decision = decide(rights, PIN, now_ms, trust, {3: Holding("g1", code_hash=PIN)})
    assert decision.refusal is None
    assert 3 in decision.slots


@given(st.integers(0, 100 * DAY), st.binary(min_size=16, max_size=16), st.sampled_from([8, 12]))
def test_no_unknown_code_ever_opens(now_ms, code_hash, digits):
    opened = decide(grants(), code_hash, now_ms, held={3: Holding("g1", code_hash=PIN)}, digits=digits).granted
    assert not opened or code_hash in (PIN, STAFF_PIN)


@pytest.mark.parametrize("method", [Method.QR, Method.DARK])
def test_what_a_locker_checks_without_its_list_opens_the_spare_of_its_compartment_and_no_other(method):
    shown = Decision(grant="pass.00", slots=(1,), due_ms=10 * DAY, method=method)
    rights, at = Grants(rev=1, salt=b"s", g=[], spares={1: 8, 2: 7}, out_of_service=[]), Moment(DAY, "ntp")
    assert [slot for slot in range(1, 9) if stands(shown, slot, rights, at)] == [1, 8]
    shut = msgspec.structs.replace(rights, out_of_service=[1, 8])
    assert not any(stands(shown, slot, shut, at) for slot in range(1, 9))
