"""What guessing is worth, computed from the limits, and checked by guessing."""

import random
import sys
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract import dark_codes
from hallenwart_contract.channels import BY_NAME
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import encode
from hallenwart_contract.codes import is_trivial
from hallenwart_contract.documents import Credential, CredentialKind, Grant, Grants
from hallenwart_contract.passes import serial_of
from hallenwart_contract.signed import sign
from hallenwart_edge.access import claims, lockout, odds, rules
from hallenwart_edge.access.lockout import CAPS, CARD_EVERY_MS, DAY_MS, LONG_PAUSE_MS, Lockout
from hallenwart_edge.access.odds import Accepted
from hallenwart_edge.access.odds_report import report
from hallenwart_edge.access.rules import Holding, Moment
from hallenwart_edge.cli import main
from support.gate import HOUR, SALT

NOW = 100 * DAY_MS
EXPECTED = odds.expected(members=20, pins=20, staff=8, keys_out=8, slots=12)


def test_at_most_three_in_a_thousand_lockers_are_guessed_in_a_year(capsys):
    chance = odds.of(EXPECTED)
    with capsys.disabled():
        sys.stdout.write(
            f"\nguess odds per locker and year: {chance.typed:.4%} typed, {chance.cards:.4%} bare UIDs, {EXPECTED}\n"
        )
    assert 0.001 < chance.typed <= odds.ALLOWED
    assert chance.cards <= odds.ALLOWED


def test_every_limit_weighs_in():
    """Without the weekly cap, or with a shorter wait for long codes, the figure would be above what is allowed."""
    without_week = min((odds.YEAR_MS // span_ms + 1) * most for span_ms, most in CAPS[:1])
    short, long = (odds.of(replace(EXPECTED, **{name: 0})) for name in ("long", "short"))
    assert short.short * without_week / odds.short_tries() + long.long > odds.ALLOWED
    assert short.short + long.long * LONG_PAUSE_MS / 1_000 > odds.ALLOWED


@pytest.mark.parametrize("forgiven", [False, True], ids=["only wrong codes", "a right code of his own between any two"])
def test_nobody_gets_more_tries_out_of_the_pad_than_the_formula_gives_him(forgiven):
    state, now_ms, tries = Lockout(), 0, 0
    while now_ms < 60 * DAY_MS:
        if lockout.capped(state, now_ms):
            now_ms = min(at + span for span, most in CAPS for at in state.wrong_ms[-most:] if at + span > now_ms)
            continue
        now_ms += lockout.wait_ms(state, now_ms)
        state, tries = lockout.wrong(state, now_ms), tries + 1
        state = lockout.right(state) if forgiven and not lockout.wait_ms(state, now_ms) else state
    allowed = odds.short_tries(60 * DAY_MS)
    assert tries <= allowed
    assert not forgiven or tries >= 0.8 * allowed


def test_nobody_gets_more_long_codes_or_cards_looked_at_than_counted():
    state, now_ms, longs = Lockout(), 0, 0
    while now_ms < HOUR:
        now_ms += lockout.long_wait_ms(state, now_ms)
        state, longs = lockout.wrong_long(state, now_ms), longs + 1
    assert longs <= HOUR // LONG_PAUSE_MS + 1
    state, now_ms, cards = Lockout(), 0, 0
    while now_ms < DAY_MS:
        now_ms += lockout.card_wait_ms(state, now_ms)
        state, cards = lockout.wrong_card(state, now_ms), cards + 1
    assert cards <= DAY_MS // CARD_EVERY_MS + lockout.CARD_BURST + 1


@pytest.mark.parametrize("digits", [4, 5, 6])
def test_codes_that_are_never_drawn_are_counted_exactly(digits):
    assert odds.trivial(digits) == sum(is_trivial(f"{number:0{digits}d}") for number in range(10**digits))


def test_the_formula_agrees_with_guessing_at_small_codes():
    """4 digits, 6 codes, 150 distinct guesses: play it 4 000 times."""
    luck, space, live, tries, games = random.Random(4711), 10**4, 6, 150, 4_000
    won = 0
    for _ in range(games):
        codes = set(luck.sample(range(space), live))
        won += any(guess in codes for guess in luck.sample(range(space), tries))
    bound = odds.hit(live / space, tries)
    assert 0.9 * bound < won / games < 1.1 * bound


def test_dark_codes_are_as_many_as_the_contract_ever_accepts():
    most = max(len(list(dark_codes.candidates(range(1, 13), NOW + minute * 60_000))) for minute in range(0, 240, 5))
    assert most <= odds.dark_codes(12) == dark_codes.MAX_CANDIDATES


# --- every string that is accepted is counted --------------------------------------------------------------------------

names = st.sampled_from(["g1", "g2", "g3", "g4"])
people = st.sampled_from(["", "anna", "ben"])
SHORT_HASHES, LONG_HASHES = range(20), range(20, 40)  # no string has two lengths, so no hash has
short_hash = st.sampled_from(SHORT_HASHES).map(lambda number: number.to_bytes(16, "big"))
long_hash = st.sampled_from(LONG_HASHES).map(lambda number: number.to_bytes(16, "big"))
no_short, no_long = st.one_of(st.just(b""), short_hash), st.one_of(st.just(b""), long_hash)


@st.composite
def windows(draw):
    start_ms = NOW + draw(st.integers(-8, 8)) * HOUR
    return start_ms, start_ms + draw(st.integers(1, 3)) * HOUR


a_grant = st.builds(
    Grant,
    id=names,
    w=st.lists(windows(), min_size=1, max_size=2),
    slots=st.just([1, 2]),
    pin=no_short,
    long=no_long,
    duress=no_long,
    who=people,
    creds=st.lists(st.sampled_from(["c1", "c2"]), max_size=2),
    staff=st.booleans(),
)
a_pin = st.builds(
    Credential, id=st.sampled_from(["c1", "c2"]), kind=st.just(CredentialKind.PIN), who=people, hash=short_hash, long=no_long
)
a_holding = st.builds(
    Holding,
    grant=st.one_of(names, st.just("gone"), names.map(lambda name: rules.pass_name(serial_of(name)))),
    who=people,
    cred=st.sampled_from(["", "c1"]),
    code_hash=st.one_of(no_short, no_long),
    codes=st.lists(st.one_of(short_hash, long_hash), max_size=3).map(tuple),
)


@settings(max_examples=400)
@given(
    st.lists(a_grant, max_size=5, unique_by=lambda each: each.id),
    st.lists(a_pin, max_size=2, unique_by=lambda each: each.id),
    st.dictionaries(st.integers(1, 4), a_holding, max_size=3),
    st.lists(st.sampled_from(["g1", "g2", "c1"]), max_size=2),
    st.sampled_from(["ntp", "held"]),
)
def test_no_string_is_accepted_that_is_not_counted(rights, creds, held, deny, trust):
    grants = Grants(rev=1, salt=SALT, g=rights, creds=creds, deny=deny)
    counted = odds.accepted(grants, NOW, trust, 0, held)
    for digits, hashes, most in ((8, SHORT_HASHES, counted.short), (12, LONG_HASHES, counted.long)):
        told = 0
        for number in hashes:
            claim = claims.of_code({SALT: number.to_bytes(16, "big")}, digits, grants)
            decision = rules.decide(claim, grants, Moment(NOW, trust, held))
            told += decision.refusal in (None, rules.Refusal.EARLY, rules.Refusal.USED_UP)
        assert told <= most


def test_the_report_names_the_figures_and_what_to_do(tmp_path):
    lines = []
    window = (NOW, NOW + HOUR)
    rights = [Grant(id=f"g{number}", w=[window], slots=[1], pin=number.to_bytes(16, "big")) for number in range(400)]
    grants = Grants(rev=1, salt=SALT, g=rights, dark_kid=1)
    assert report(None, tmp_path / "access.json", 12, NOW, lines.append)
    assert f"{odds.of(EXPECTED).typed:.4%}" in "\n".join(lines)
    assert not report(grants, tmp_path / "access.json", 12, NOW, lines.append)
    assert any("8: 400" in line for line in lines)
    assert "weniger Codes zur selben Zeit" in lines[-1]
    assert list(tmp_path.iterdir()) == []


def test_the_command_reads_the_rights_this_device_holds(tmp_path, capsys):
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw().hex()
    keys = f'secret = "{"00" * 32}"\nsite_key = "{"00" * 32}"\n[signing_keys]\n1 = "{public}"\n'
    (tmp_path / "credentials.toml").write_text(f'username = "nordpark-1"\npassword = "x"\n{keys}')
    (tmp_path / "agent.toml").write_text(
        f"""
[agent]
device = "nordpark-1"
site = "nordpark"
state_dir = "{tmp_path / "state"}"
credentials = "{tmp_path / "credentials.toml"}"
[mqtt]
host = "127.0.0.1"
"""
    )
    grants = Grants(rev=1, salt=SALT, g=[Grant(id="g1", w=[(NOW, NOW + HOUR)], slots=[1], pin=b"p" * 16)])
    (tmp_path / "state" / "documents").mkdir(parents=True)
    signed = sign(grants, topic=BY_NAME["grants"].topic("nordpark-1"), key=key)
    (tmp_path / "state" / "documents" / "grants.json").write_bytes(encode(signed))
    with pytest.raises(SystemExit) as ended:
        main(["odds", "--config", str(tmp_path / "agent.toml"), "--clock", f"town:{NOW}:{SystemClock().mono_ms()}:1"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert "jetzt / now:\n  8: 1  9: 0  12: 0 Codes" in shown


def test_the_busiest_moment_is_found():
    rights = [
        Grant(id=f"g{n}", w=[(NOW + n * HOUR, NOW + (n + 1) * HOUR)], slots=[1], pin=bytes([n]) * 16) for n in range(1, 30)
    ]
    grants = Grants(rev=1, salt=SALT, g=rights)
    at_ms, most = odds.busiest(grants, "ntp", 0, {})
    scanned = max(odds.accepted(grants, NOW + minute * 60_000, "ntp", 0, {}).short for minute in range(0, 2_000, 7))
    assert most.short == scanned == odds.accepted(grants, at_ms, "ntp", 0, {}).short
    assert odds.of(Accepted()).typed == 0
