"""What must hold of every decision, whatever the rights, the clock and the keys that are out."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.clock import to_ms
from hallenwart_contract.documents import Credential, CredentialKind, Grant, Grants
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.access import claims, rules
from hallenwart_edge.access.rules import Claim, Decision, Holding, Method, Moment, Purpose, Refusal
from support.gate import DAY, HOUR, MINUTE, SALT

NOW = 100 * DAY
hashes = st.integers(1, 4).map(lambda number: number.to_bytes(16, "big"))
no_hash = st.one_of(st.just(b""), hashes)
slots = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True)
people = st.sampled_from(["", "anna", "ben"])
trusts = st.sampled_from(list(ClockTrust))
grant_ids, cred_ids = st.sampled_from(["g1", "g2", "g3"]), st.sampled_from(["c1", "c2"])


@st.composite
def windows(draw):
    start_ms = NOW + draw(st.integers(-300, 300)) * MINUTE
    return start_ms, start_ms + draw(st.integers(1, 180)) * MINUTE


grants = st.builds(
    Grant,
    id=grant_ids,
    w=st.lists(windows(), max_size=3),
    slots=slots,
    pin=no_hash,
    long=no_hash,
    duress=no_hash,
    who=people,
    creds=st.lists(cred_ids, max_size=2, unique=True),
    uses=st.integers(0, 2),
    staff=st.booleans(),
)
creds = st.builds(
    Credential,
    id=cred_ids,
    kind=st.sampled_from(list(CredentialKind)),
    who=people,
    hash=hashes,
    long=no_hash,
    duress=no_hash,
)
documents = st.builds(
    Grants,
    rev=st.just(1),
    salt=st.just(SALT),
    g=st.lists(grants, max_size=3, unique_by=lambda each: each.id),
    creds=st.lists(creds, max_size=2, unique_by=lambda each: each.id),
    deny=st.lists(st.one_of(grant_ids, cred_ids), max_size=2, unique=True),
    before_ms=st.integers(0, 30).map(lambda minutes: minutes * MINUTE),
    after_ms=st.integers(0, 30).map(lambda minutes: minutes * MINUTE),
    out_of_service=st.lists(st.integers(1, 6), max_size=2, unique=True),
)
holdings = st.dictionaries(
    st.integers(1, 6),
    st.builds(
        Holding,
        grant=st.one_of(grant_ids, st.just("gone")),
        who=people,
        cred=st.one_of(st.just(""), cred_ids),
        code_hash=no_hash,
        codes=st.lists(hashes, max_size=2).map(tuple),
        salt=st.just(SALT),
    ),
    max_size=3,
)
moments = st.builds(
    Moment,
    now_ms=st.integers(-400, 400).map(lambda minutes: NOW + minutes * MINUTE),
    trust=trusts,
    held=holdings,
    uses=st.dictionaries(grant_ids, st.integers(0, 3), max_size=3),
)


@st.composite
def shown(draw, document):
    """Claims as the guard makes them: digits of 8 or 12, a card, or a season card that proved itself."""
    kind = draw(st.sampled_from(["short", "long", "card", "sun"]))
    given_hash = draw(hashes)
    if kind == "card":
        return claims.of_card(given_hash, document)
    if kind == "sun":
        suns = [each for each in document.creds if each.kind == CredentialKind.SUN]
        return Claim(Method.SUN, creds=(draw(st.sampled_from(suns)),) if suns else ())
    return claims.of_code({SALT: given_hash}, 8 if kind == "short" else 12, document)


@st.composite
def questions(draw):
    document = draw(documents)
    return document, draw(shown(document)), draw(moments)


def opens_by_right(document, claim, at):
    """Return, said once more and differently, which compartments a claim may open for use."""
    typed = claim.hashes.get(SALT)
    mine = set()
    for grant in document.g:
        names = {"pin": (grant.pin,), "long": (grant.long, grant.duress)}.get(str(claim.method), ())
        via = [
            cred.id
            for cred in document.creds
            if cred.id in grant.creds
            and cred.id not in document.deny
            and (cred in claim.creds if claim.method in (Method.CARD, Method.SUN) else _pin_fits(cred, claim, typed))
        ]
        owns = (typed is not None and typed in names) or via
        timely = any(
            start - document.before_ms <= at.now_ms <= end + document.after_ms for start, end in grant.w
        ) and at.trust in ("ntp", "rtc")
        if not owns or grant.id in document.deny or not (timely or (grant.staff and at.trust in ("held", "bad"))):
            continue
        if grant.uses and at.uses.get(grant.id, 0) >= grant.uses:
            continue
        mine |= {slot for slot in grant.slots if grant.staff or slot not in document.out_of_service}
    return mine


def _pin_fits(cred, claim, typed):
    if cred.kind != CredentialKind.PIN or typed is None:
        return False
    return typed == cred.hash if claim.method is Method.PIN else typed in (cred.long, cred.duress)


def brings_home(document, claim, at):
    """Return the compartments whose keys this claim's person has."""
    typed = claim.hashes.get(SALT)
    people_here = {each.who for each in claim.creds}
    people_here |= {each.who for each in claim.grants}
    unnamed = {each.id for each in claim.creds if not each.who}
    people_here |= {each.who for each in document.g if unnamed & set(each.creds)}
    return {
        slot
        for slot, key in at.held.items()
        if key.grant in {each.id for each in claim.grants}
        or (key.cred and key.cred in {each.id for each in claim.creds})
        or (key.who and key.who in people_here)
        or (typed is not None and typed in (key.code_hash, *key.codes))
    }


@settings(max_examples=1_500, deadline=None)
@given(questions())
def test_nothing_opens_without_a_right_and_everything_with_one(question):
    document, claim, at = question
    decision = rules.decide(claim, document, at)
    mine, home = opens_by_right(document, claim, at), brings_home(document, claim, at)
    assert set(decision.slots) <= mine | home
    assert decision.granted == bool(mine or home)
    assert bool(decision.slots) == decision.granted
    assert len(set(decision.slots)) == len(decision.slots)
    if not decision.choose:
        assert home <= set(decision.slots)
    if decision.purpose is Purpose.RETURN:
        assert set(decision.slots) == home
    elif decision.granted:
        assert set(decision.slots) & mine
        assert decision.grant not in document.deny


@given(questions())
def test_a_denied_right_is_a_right_less(question):
    document, claim, at = question
    open_before = set(rules.decide(claim, document, replace(at, held={})).slots)
    for name in ("g1", "g2", "g3", "c1", "c2"):
        denied = msgspec.structs.replace(document, deny=[*document.deny, name])
        decision = rules.decide(claim, denied, replace(at, held={}))
        assert decision.grant != name or not decision.granted
        assert not decision.granted or open_before


@given(questions(), st.integers(-5_000, 5_000).map(lambda hours: hours * HOUR))
def test_moving_everything_in_time_changes_nothing(question, shift_ms):
    document, claim, at = question
    moved = [msgspec.structs.replace(each, w=[(a + shift_ms, b + shift_ms) for a, b in each.w]) for each in document.g]
    later = msgspec.structs.replace(document, g=moved)
    ids = {each.id for each in claim.grants}
    same_claim = replace(claim, grants=tuple(each for each in moved if each.id in ids))
    decision = rules.decide(claim, document, at)
    due_ms = None if decision.due_ms is None else decision.due_ms + shift_ms
    assert rules.decide(same_claim, later, replace(at, now_ms=at.now_ms + shift_ms)) == replace(decision, due_ms=due_ms)


@given(questions())
def test_forced_or_not_the_same_doors_open_with_the_same_words(question):
    document, claim, at = question
    decision = rules.decide(claim, document, at)
    forced = rules.decide(replace(claim, duress=not claim.duress), document, at)
    assert replace(forced, duress=decision.duress) == decision


decisions = st.builds(
    Decision,
    grant=grant_ids,
    slots=slots.map(tuple),
    purpose=st.sampled_from(list(Purpose)),
    refusal=st.sampled_from([None, None, None, *Refusal]),
    who=people,
)


@given(decisions, decisions)
def test_two_decisions_are_two_people_only_with_two_names_and_one_door(first, second):
    refusal = rules.second_refusal(first, second)
    two = bool(first.who) and second.who not in ("", first.who) and first.grant != second.grant
    able = second.granted and second.purpose is Purpose.USE and bool(set(first.slots) & set(second.slots))
    assert (refusal is None) == (two and able)
    assert refusal is None or second.granted or refusal is second.refusal


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)], ids=["summer ends", "summer begins"])
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_training_at_18_00_opens_at_17_45_local_time_on_both_sides_of_the_change(change, days):
    zone = ZoneInfo("Europe/Berlin")
    week = [datetime.combine(change + timedelta(days=day), time(18), zone) for day in range(-3, 4)]
    windows = [(to_ms(start), to_ms(start) + 90 * MINUTE) for start in week]
    document = Grants(rev=1, salt=SALT, g=[Grant(id="g", w=windows, slots=[1], pin=b"p" * 16)])
    claim = claims.of_code({SALT: b"p" * 16}, 8, document)
    opens = to_ms(datetime.combine(change + timedelta(days=days), time(17, 45), zone))
    assert rules.decide(claim, document, Moment(opens, "ntp")).granted
    assert rules.decide(claim, document, Moment(opens - MINUTE, "ntp")).refusal is Refusal.EARLY


def test_every_candidate_is_compared_whether_or_not_one_fits(monkeypatch):
    """With 400 grants and 150 PINs a right code takes as many comparisons as a wrong one (about 0.5 ms on a desktop core)."""
    rights = [
        Grant(id=f"g{n}", w=[(NOW, NOW + HOUR)], slots=[1], pin=n.to_bytes(16, "big"), long=b"l" * 16, duress=b"d" * 16)
        for n in range(400)
    ]
    pins = [Credential(id=f"c{n}", kind=CredentialKind.PIN, hash=b"h" * 16, long=b"x" * 16) for n in range(150)]
    document = Grants(rev=1, salt=SALT, g=rights, creds=pins)
    compared = []
    for module in (rules, claims):
        plain = module.same
        monkeypatch.setattr(module, "same", lambda left, right, plain=plain: compared.append(1) or plain(left, right))
    counts = []
    for typed in (b"z" * 16, rights[0].pin, rights[-1].pin):
        compared.clear()
        rules.decide(claims.of_code({SALT: typed}, 8, document), document, Moment(NOW, "ntp"))
        counts.append(len(compared))
    assert counts == [3 * 550] * 3
