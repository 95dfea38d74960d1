"""A person's badge at the locker: opens within a right without any network, once per symbol, and never by a picture."""

import msgspec
import pytest

from hallenwart_contract import badges
from hallenwart_contract.documents import Credential, CredentialKind
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.sealed import seal
from hallenwart_edge.access import guard as guard_module
from hallenwart_edge.access.lockout import CARD_BURST, CARD_EVERY_MS
from hallenwart_edge.access.rules import Method, Purpose, Refusal
from support.gate import HOUR, MINUTE, SECRET, Gate, quick_hash
from support.locker import SECRETS, Locker

HANDLE, OTHER = "0a1b2c3d4e5f6071", "ffeeddccbbaa9988"
KEY = bytes(range(20))
SHEET = "HALLE-B2-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PEOPLE = {"who": "jana"}


def badge_of(handle: str = HANDLE, key: bytes = KEY, secret: bytes = SECRET) -> Credential:
    return Credential(id=handle, kind=CredentialKind.BADGE, key=seal(key, device_secret=secret, about=handle), **PEOPLE)


def sheet_of(text: str = SHEET) -> Credential:
    return Credential(id=f"{HANDLE}.p", kind=CredentialKind.PAPER, hash=badges.paper_hash(text) or b"", **PEOPLE)


@pytest.fixture
def gate(tmp_path, monkeypatch):
    monkeypatch.setattr(guard_module, "code_hash", quick_hash)
    gate = Gate(tmp_path, hashing=quick_hash)
    gate.allow(gate.grant("own", slots=(3,), creds=[HANDLE]), badge_of())
    return gate


def symbol(gate: Gate, ago_ms: int = 0, key: bytes = KEY) -> str:
    return badges.text_of(HANDLE, key, gate.now_ms - ago_ms)


# --- the guard -------------------------------------------------------------------------------------------------------


async def test_a_badge_opens_what_its_person_may_open(gate):
    decision = await gate.scan(symbol(gate))
    assert (decision.method, decision.slots, decision.cred, decision.who) == (Method.BADGE, (3,), HANDLE, "jana")


@pytest.mark.parametrize(("ago_ms", "refusal"), [(0, None), (30_000, None), (-30_000, None), (75_000, Refusal.OUTDATED)])
async def test_a_step_before_and_after_is_believed(gate, ago_ms, refusal):
    assert (await gate.scan(symbol(gate, ago_ms))).refusal is refusal


async def test_each_symbol_counts_once_also_after_a_restart(gate):
    shown = symbol(gate)
    assert (await gate.scan(shown)).granted
    assert (await gate.scan(shown)).refusal is Refusal.SPENT
    gate.restart()
    assert (await gate.scan(shown)).refusal is Refusal.SPENT
    await gate.clock.advance(30)
    assert (await gate.scan(symbol(gate))).granted
    assert (await gate.scan(shown)).refusal is Refusal.SPENT


async def test_a_picture_is_told_as_one_and_later_it_is_simply_wrong(gate):
    picture = symbol(gate)
    await gate.clock.advance(5 * 60)
    assert (await gate.scan(picture)).refusal is Refusal.OUTDATED
    await gate.clock.advance(30 * 60)
    assert (await gate.scan(picture)).refusal is Refusal.WRONG


async def test_wrong_digits_run_out_and_the_code_still_opens(gate):
    gate.allow(gate.grant("own", "471108152604", slots=(3,), creds=[HANDLE]), badge_of())
    for number in range(CARD_BURST):
        assert (await gate.scan(f"HALLE-B1-{HANDLE.upper()}-{number:08d}")).refusal is Refusal.WRONG
    assert (await gate.scan(symbol(gate))).refusal is Refusal.WAIT
    assert (await gate.type("471108152604")).granted
    gate.restart()
    assert (await gate.scan(symbol(gate))).refusal is Refusal.WAIT
    await gate.clock.advance(CARD_EVERY_MS / 1000)
    assert (await gate.scan(symbol(gate))).granted


async def test_without_a_clock_a_badge_proves_nothing_not_even_for_staff(gate):
    gate.trust = "none"
    assert (await gate.scan(symbol(gate))).refusal is Refusal.NO_CLOCK
    gate.allow(gate.grant("staff", slots=(3,), creds=[HANDLE], staff=True), badge_of())
    assert (await gate.scan(symbol(gate))).refusal is Refusal.NO_CLOCK
    gate.trust = "rtc"
    assert (await gate.scan(symbol(gate))).granted


async def test_another_key_another_device_and_a_revoked_badge_open_nothing(gate):
    assert (await gate.scan(symbol(gate, key=bytes(20)))).refusal is Refusal.WRONG
    gate.allow(gate.grant("own", creds=[HANDLE]), badge_of(secret=b"secret of another one, 32 bytes."))
    assert (await gate.scan(symbol(gate))).refusal is Refusal.WRONG
    gate.allow(gate.grant("own"), deny=[HANDLE])
    assert (await gate.scan(symbol(gate))).refusal is Refusal.DENIED
    gate.allow(gate.grant("own", creds=[HANDLE]), badge_of(), deny=[HANDLE])
    await gate.clock.advance(30)
    assert (await gate.scan(symbol(gate))).refusal is Refusal.DENIED


async def test_the_key_comes_home_by_the_badge_it_went_out_with(gate):
    await gate.take(await gate.scan(symbol(gate)))
    await gate.clock.advance(2 * HOUR / 1000)
    gate.allow(badge_of())
    decision = await gate.scan(symbol(gate))
    assert (decision.refusal, decision.purpose, decision.slots) == (None, Purpose.RETURN, (3,))


async def test_a_sheet_of_paper_opens_and_the_one_before_it_does_not(gate):
    gate.allow(gate.grant("own", slots=(3,), creds=[f"{HANDLE}.p"]), sheet_of())
    decision = await gate.scan(SHEET.lower())
    assert (decision.method, decision.slots, decision.who) == (Method.PAPER, (3,), "jana")
    assert (await gate.scan(badges.draw_paper())).refusal is Refusal.OVER
    gate.trust = "none"
    assert (await gate.scan(SHEET)).refusal is Refusal.NO_CLOCK


# --- at the locker ---------------------------------------------------------------------------------------------------


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    await locker.start()
    yield locker
    await locker.stop()


async def show(locker: Locker, text: str) -> None:
    await locker.show(locker.codes, text)
    await locker.clock.advance(0.5)


def now_at(locker: Locker, handle: str = HANDLE) -> str:
    return badges.text_of(handle, KEY, locker.clock.now_ms())


async def test_the_door_springs_for_a_badge_at_the_reader(locker):
    locker.papers.give(locker.papers.grant("own", [1], creds=[HANDLE]), creds=[badge_of(secret=SECRETS.secret)])
    await show(locker, now_at(locker))
    assert (locker.step, locker.wall.pulses) == (KioskStep.OPEN, [0])
    assert [told["method"] for told in locker.told(EventKind.AUTH_OK)] == ["badge"]
    assert locker.told(EventKind.BADGE_SHOWN) == []


async def test_a_badge_without_a_right_is_written_down_and_counts_as_nothing_wrong(locker):
    shown = now_at(locker, OTHER)
    await show(locker, shown)
    assert locker.told(EventKind.BADGE_SHOWN) == [{"badge": OTHER, "code": shown[-8:]}]
    assert (locker.step, locker.kiosk.fault, locker.wall.pulses) == (KioskStep.CHECKED_IN, "badge", [])
    await locker.clock.advance(31)
    await show(locker, now_at(locker, OTHER))
    assert len(locker.told(EventKind.BADGE_SHOWN)) == 1, "told once within a minute"
    assert locker.told(EventKind.AUTH_DENIED) == []


async def test_a_sheet_without_a_right_is_told_by_its_digest(locker):
    await show(locker, SHEET)
    digest = badges.paper_hash(SHEET)
    assert digest
    assert locker.told(EventKind.BADGE_SHOWN) == [{"badge": "", "code": digest.hex()}]
    assert SHEET not in repr(locker.outbox.events)


async def test_who_comes_too_early_hears_that_and_is_noted_all_the_same(locker):
    now_ms = locker.clock.now_ms()
    later = [(now_ms + 40 * MINUTE, now_ms + 100 * MINUTE)]
    grant = msgspec.structs.replace(locker.papers.grant("own", [1], creds=[HANDLE]), w=later)
    locker.papers.give(grant, creds=[badge_of(secret=SECRETS.secret)])
    await show(locker, now_at(locker))
    assert (locker.step, locker.kiosk.fault) == (KioskStep.WRONG, "early")
    assert len(locker.told(EventKind.BADGE_SHOWN)) == 1


async def test_a_picture_says_so_on_the_screen_and_in_the_event(locker):
    locker.papers.give(locker.papers.grant("own", [1], creds=[HANDLE]), creds=[badge_of(secret=SECRETS.secret)])
    await show(locker, badges.text_of(HANDLE, KEY, locker.clock.now_ms() - 5 * MINUTE))
    assert (locker.step, locker.kiosk.fault, locker.wall.pulses) == (KioskStep.WRONG, "outdated", [])
    assert [told["why"] for told in locker.told(EventKind.AUTH_DENIED)] == ["outdated"]
