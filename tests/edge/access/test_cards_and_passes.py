"""Cards, cards that prove themselves, passes as symbols, and codes of a locker that is dark."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_contract import dark_codes
from hallenwart_contract.dark_codes import DarkCode
from hallenwart_contract.documents import CredentialKind
from hallenwart_edge.access import guard as guard_module
from hallenwart_edge.access.lockout import CARD_BURST, CARD_EVERY_MS
from hallenwart_edge.access.rules import Method, Purpose, Refusal
from hallenwart_edge.ports import Card
from support.gate import DAY, HOUR, MINUTE, SECRET, Gate, quick_hash, sun_message

UID, SUN_UID = b"\x04\xa1\xb2\xc3", b"\x04\xde\x5f\x1e\xac\xc0\x40"
KID = 7
DARK_KEY = dark_codes.key_of(SECRET, KID)


@pytest.fixture
def gate(tmp_path, monkeypatch):
    monkeypatch.setattr(guard_module, "code_hash", quick_hash)
    return Gate(tmp_path, hashing=quick_hash)


def refuse_to_write(monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hallenwart_edge.access.ledger._overwrite", refuse)


async def wrong_codes(gate, times):
    for number in range(times):
        await gate.clock.advance(gate.guard.pad.wait_ms / 1000)
        await gate.type(f"{number:08d}")


# --- cards -----------------------------------------------------------------------------------------------------------


async def test_a_season_card_opens_its_grants_and_nothing_else(gate):
    card = gate.card_of("karte", UID, who="trainer")
    gate.allow(gate.grant("own", slots=(3,), creds=["karte"]), gate.grant("other", slots=(4,)), card)
    decision = await gate.show(UID)
    assert (decision.method, decision.slots, decision.cred, decision.who) == (Method.CARD, (3,), "karte", "trainer")
    assert (await gate.show(b"\x01\x02\x03\x04")).refusal is Refusal.WRONG
    gate.allow(gate.grant("other", slots=(4,)), card)
    assert (await gate.show(UID)).refusal is Refusal.OVER
    gate.allow(gate.grant("own", slots=(3,), creds=["karte"]), card, deny=["karte"])
    assert (await gate.show(UID)).refusal is Refusal.DENIED


async def test_a_card_that_hears_early_learns_no_secret(gate):
    window = (gate.now_ms + 5 * DAY, gate.now_ms + 5 * DAY + HOUR)
    gate.allow(gate.grant("own", creds=["karte"], window=window), gate.card_of("karte", UID))
    assert (await gate.show(UID)).refusal is Refusal.EARLY


async def test_the_pad_at_its_cap_blocks_neither_card_nor_pass_nor_staff(gate):
    today = (gate.now_ms, gate.now_ms + DAY)
    staff = gate.grant("hausmeister", "903175248810", staff=True, window=today)
    gate.allow(gate.grant("own", creds=["karte"], window=today), staff, gate.card_of("karte", UID))
    await wrong_codes(gate, 20)
    assert gate.guard.pad.capped
    assert (await gate.show(UID)).granted
    assert (await gate.scan(gate.a_pass("own"))).granted
    assert (await gate.type("903175248810")).granted


async def test_unknown_cards_run_out_of_tries_and_known_ones_wait_with_them(gate):
    gate.allow(gate.grant("own", creds=["karte", "chip"]), gate.card_of("karte", UID))
    for number in range(CARD_BURST):
        assert (await gate.show(bytes([0, 0, 0, number]))).refusal is Refusal.WRONG
    assert (await gate.show(UID)).refusal is Refusal.WAIT
    gate.restart()
    assert (await gate.show(UID)).refusal is Refusal.WAIT
    await gate.clock.advance(CARD_EVERY_MS / 1000)
    assert (await gate.show(UID)).granted


# --- cards that prove themselves -------------------------------------------------------------------------------------


async def test_a_sun_card_opens_once_per_tap(gate):
    gate.allow(gate.grant("own", creds=["chip"]), gate.card_of("chip", SUN_UID, "trainer", CredentialKind.SUN))
    decision = await gate.tap(SUN_UID, 5)
    assert (decision.refusal, decision.method, decision.cred, decision.who) == (None, Method.SUN, "chip", "trainer")
    assert (await gate.tap(SUN_UID, 5)).refusal is Refusal.COPIED
    assert (await gate.tap(SUN_UID, 4)).refusal is Refusal.COPIED
    gate.restart()
    assert (await gate.tap(SUN_UID, 5)).refusal is Refusal.COPIED
    assert (await gate.tap(SUN_UID, 6)).granted


async def test_the_uid_of_a_sun_card_alone_or_a_false_proof_opens_nothing(gate):
    gate.allow(gate.grant("own", creds=["chip"]), gate.card_of("chip", SUN_UID, kind=CredentialKind.SUN))
    assert (await gate.show(SUN_UID)).refusal is Refusal.WRONG
    assert (await gate.tap(SUN_UID, 9, file_key=b"another key 16by")).refusal is Refusal.WRONG
    assert (await gate.tap(SUN_UID, 9)).granted


async def test_a_card_that_proves_itself_to_others_is_known_here_by_its_uid(gate):
    gate.allow(gate.grant("own", creds=["karte"]), gate.card_of("karte", SUN_UID))
    assert (await gate.tap(SUN_UID, 5, file_key=b"another key 16by")).granted
    hides_its_uid = Card(b"", sun_message(SUN_UID, 6, b"another key 16by"))
    assert (await gate.guard.card(hides_its_uid, gate.grants, gate.held)).refusal is Refusal.WRONG


async def test_taps_of_a_sun_card_count_also_while_nothing_may_be_opened(gate):
    early = gate.grant("own", creds=["chip"], window=(gate.now_ms + HOUR, gate.now_ms + 2 * HOUR))
    gate.allow(early, gate.card_of("chip", SUN_UID, kind=CredentialKind.SUN))
    assert (await gate.tap(SUN_UID, 5)).refusal is Refusal.EARLY
    await gate.clock.advance(HOUR / 1000)
    assert (await gate.tap(SUN_UID, 5)).refusal is Refusal.COPIED


async def test_keys_sealed_for_another_device_open_nothing(gate):
    gate.allow(gate.grant("own", creds=["chip"]), gate.card_of("chip", SUN_UID, kind=CredentialKind.SUN), sun_meta=b"x")
    assert (await gate.tap(SUN_UID, 5)).refusal is Refusal.WRONG


# --- passes ----------------------------------------------------------------------------------------------------------


async def test_a_pass_opens_though_the_list_never_came(gate):
    gate.grants = None
    decision = await gate.scan(gate.a_pass("g1", slots=(2, 3)))
    assert (decision.method, decision.slots, decision.due_ms) == (Method.QR, (2, 3), gate.now_ms + HOUR)
    await gate.take(decision)
    gate.allow(gate.grant("g1", slots=(2, 3)))
    home = await gate.scan(gate.a_pass("g1", slots=(2, 3)))
    assert (home.purpose, home.slots) == (Purpose.RETURN, (2, 3))


async def test_a_grant_in_the_list_says_more_than_its_pass(gate):
    moved = gate.grant("g1", slots=(5,), window=(gate.now_ms + 4 * HOUR, gate.now_ms + 5 * HOUR))
    gate.allow(moved)
    shown = gate.a_pass("g1", slots=(2,))
    assert (await gate.scan(shown)).refusal is Refusal.EARLY
    await gate.clock.advance(4 * HOUR / 1000)
    decision = await gate.scan(shown)
    assert (decision.grant, decision.slots, decision.who) == ("g1", (5,), "who-g1")


@pytest.mark.parametrize(
    ("ahead_ms", "refusal"),
    [
        (15 * MINUTE + 1_000, Refusal.EARLY),
        (15 * MINUTE, None),
        (-HOUR - 15 * MINUTE, None),
        (-HOUR - 16 * MINUTE, Refusal.OVER),
    ],
)
async def test_a_pass_holds_in_its_window_with_grace(gate, ahead_ms, refusal):
    start_ms = gate.now_ms + ahead_ms
    assert (await gate.scan(gate.a_pass("g1", window=(start_ms, start_ms + HOUR)))).refusal is refusal


async def test_a_denied_grant_denies_its_pass(gate):
    gate.allow(deny=["g1"])
    assert (await gate.scan(gate.a_pass("g1"))).refusal is Refusal.DENIED
    assert (await gate.scan(gate.a_pass("g2"))).granted


async def test_a_pass_for_another_locker_or_of_another_signer_is_wrong(gate):
    assert (await gate.scan(gate.a_pass("g1", device="suedpark-1"))).refusal is Refusal.WRONG
    assert (await gate.scan(gate.a_pass("g1", key=Ed25519PrivateKey.generate()))).refusal is Refusal.WRONG
    assert gate.guard.wrong_today == 0


async def test_a_single_use_pass_is_spent_before_it_opens_and_still_brings_the_key_home(gate):
    shown = gate.a_pass("g1", single_use=True)
    decision = await gate.scan(shown)
    await gate.take(decision)
    gate.restart()
    assert (await gate.scan(shown)).purpose is Purpose.RETURN
    gate.held.clear()
    assert (await gate.scan(shown)).refusal is Refusal.USED_UP


async def test_a_single_use_pass_that_cannot_be_spent_stays_unused(gate, monkeypatch):
    shown = gate.a_pass("g1", single_use=True)
    with monkeypatch.context() as full:
        refuse_to_write(full)
        decision = await gate.scan(shown)
    assert (decision.refusal, decision.slots) == (Refusal.NOT_KEPT, ())
    assert (await gate.scan(shown)).granted


@pytest.mark.parametrize("trust", ["held", "bad"])
async def test_without_a_clock_a_pass_brings_only_keys_home(gate, trust):
    shown = gate.a_pass("g1")
    fetched = await gate.scan(shown)
    gate.trust = trust
    assert (await gate.scan(shown)).refusal is Refusal.NO_CLOCK
    await gate.take(fetched)
    assert (await gate.scan(shown)).purpose is Purpose.RETURN


async def test_digits_in_a_symbol_count_as_typed(gate):
    gate.allow(gate.grant("g1", "471108156677"))
    assert (await gate.scan("4711 0815")).method is Method.PIN
    assert (await gate.scan("4711 0815 6677")).method is Method.LONG
    for number in range(3):
        assert (await gate.scan(f"1234 567{number}")).refusal is Refusal.WRONG
    assert (await gate.scan("4711 0815")).refusal is Refusal.WAIT


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=160))
async def test_no_other_text_opens_anything(gate, text):
    gate.allow(gate.grant("g1", "471108156677"))
    assert not (await gate.scan(text)).granted


# --- dark codes ------------------------------------------------------------------------------------------------------


def dark(gate, slot=2, hours=2, ahead_h=0):
    hour_ms = dark_codes.HOUR_MS
    code = DarkCode((gate.now_ms // hour_ms + ahead_h) * hour_ms, hours, 0, slot)
    return code, dark_codes.digits_of(code, key=DARK_KEY)


async def test_a_dark_code_opens_its_compartment_while_it_holds_and_brings_the_key_home_after(gate):
    gate.allow(dark_kid=KID)
    code, digits = dark(gate)
    decision = await gate.type(digits)
    assert (decision.method, decision.grant, decision.slots) == (Method.DARK, code.id, (2,))
    assert decision.due_ms == code.end_ms
    await gate.take(decision)
    await gate.clock.advance((code.end_ms + 10 * MINUTE - gate.now_ms) / 1000)
    home = await gate.type(digits)
    assert (home.purpose, home.slots, home.grant) == (Purpose.RETURN, (2,), code.id)
    gate.held.clear()
    assert (await gate.type(digits)).refusal is Refusal.WRONG


async def test_a_dark_code_ends_five_minutes_after_its_window_whatever_grace_grants_have(gate):
    gate.allow(dark_kid=KID, before_ms=HOUR, after_ms=HOUR)
    code, digits = dark(gate)
    await gate.clock.advance((code.end_ms + 5 * MINUTE - gate.now_ms) / 1000)
    assert (await gate.type(digits)).granted
    await gate.clock.advance(0.001)
    assert (await gate.type(digits)).refusal is Refusal.WRONG


async def test_dark_codes_are_off_without_a_key_number_denied_by_name_and_refused_without_a_clock(gate):
    code, digits = dark(gate)
    gate.allow()
    assert (await gate.type(digits)).refusal is Refusal.WRONG
    gate.allow(dark_kid=KID + 1)
    assert (await gate.type(digits)).refusal is Refusal.WRONG
    gate.allow(dark_kid=KID, deny=[code.id])
    assert (await gate.type(digits)).refusal is Refusal.DENIED
    gate.allow(dark_kid=KID)
    gate.trust = "held"
    assert (await gate.type(digits)).refusal is Refusal.NO_CLOCK


async def test_wrong_dark_codes_share_the_pads_budget(gate):
    gate.allow(dark_kid=KID)
    for number in range(3):
        assert (await gate.type(f"{number:09d}")).refusal is Refusal.WRONG
    assert (await gate.type("12345678")).refusal is Refusal.WAIT
    assert gate.guard.wrong_today == 3
