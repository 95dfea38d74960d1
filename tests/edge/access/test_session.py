"""The person at the locker: cards and codes, the second person, choice, the missing key, what is asked on return, help."""

import asyncio
import base64
import threading

import pytest

from hallenwart_contract.codes import code_hash, duress_of
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from hallenwart_contract.messages import AlarmType
from hallenwart_contract.sealed import unseal
from hallenwart_contract.view import View, ViewEntry
from hallenwart_edge.access.ledger import Ledger, LedgerFile
from hallenwart_edge.access.lockout import Lockout
from hallenwart_edge.ports import Card
from support.edge_time import until
from support.locker import CODE, LONG, SECRETS, WRONG, Locker, hashed, season_card, until_step

ANNA, BERND, CARLA, NEW = b"\x04anna...", b"\x04bernd..", b"\x04carla..", b"\x04new...."
STAFF = "902647158310"


def furnished(folder):
    """A locker with members, a season card each for three of them, and staff."""
    locker = Locker(folder)
    papers = locker.papers
    papers.view = View(
        rev=1,
        made_ms=0,
        title="Halle",
        halls=[],
        entries=[ViewEntry(id="b0", hall="nord", sections=[1], title="TV Muster, Turnen", start_ms=0, end_ms=papers.window[1])],
    )
    papers.give(
        papers.grant("g1", [1, 2], pin=hashed(CODE), long=hashed(LONG), duress=hashed(duress_of(LONG)), booking="b1", who="p1"),
        papers.grant("g0", [1], creds=["anna"], booking="b0", who="anna"),
        papers.grant("g3", [3], creds=["bernd"], booking="b3", who="bernd"),
        papers.grant("pair", [4], pin=hashed("58204613"), who="p4", second=True),
        papers.grant("other", [4, 5], creds=["carla"], who="carla"),
        papers.grant("staff", [1, 3, 5, 7], long=hashed(STAFF), staff=True, emergency=True, who="s1"),
        creds=[
            season_card("anna", ANNA, who="anna"),
            season_card("bernd", BERND, who="bernd"),
            season_card("carla", CARLA, who="carla"),
        ],
        spares={1: 8},
    )
    locker.halls = {1: "nord", 3: "nord"}
    return locker


@pytest.fixture
async def locker(tmp_path):
    locker = furnished(tmp_path)
    await locker.start()
    yield locker
    await locker.stop()


@pytest.fixture
async def one_left(tmp_path):
    """As after nineteen wrong codes today."""
    locker = furnished(tmp_path)
    now_ms = locker.clock.mono_ms()
    LedgerFile(locker.file).save(Ledger(Lockout(wrong_ms=(now_ms - 3_600_000,) * 19)), now_ms)
    await locker.start()
    yield locker
    await locker.stop()


@pytest.fixture
async def capped(one_left):
    """And one more."""
    await one_left.type(WRONG)
    await one_left.clock.advance(10)
    return one_left


@pytest.fixture
def go_on(monkeypatch):
    """Codes are not hashed before this is set."""
    go_on = threading.Event()

    def hashed_late(code, **secrets):
        assert go_on.wait(180)
        return code_hash(code, **secrets)

    monkeypatch.setattr("hallenwart_edge.access.guard.code_hash", hashed_late)
    yield go_on
    go_on.set()


async def fetch_with_card(locker, uid=ANNA, slot=1):
    await locker.tap(uid)
    await locker.push_shut(slot, key=False)
    await locker.clock.advance(10)
    locker.wall.pulses.clear()


# --- cards and codes -------------------------------------------------------------------------------------------------


async def test_a_season_card_opens_within_its_grant_and_is_named_by_its_id(locker):
    await locker.tap(ANNA)
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.OPEN, 1, [0])
    told = locker.told(EventKind.AUTH_OK)[0]
    assert (told["grant"], told["cred"], told["method"], told["who"]) == ("g0", "anna", "card", "anna")
    assert ANNA.hex() not in repr(locker.outbox.events)


async def test_a_card_wins_over_digits_somebody_began_to_type(locker):
    await locker.press("471108")
    await locker.tap(ANNA)
    assert (locker.step, locker.kiosk.digits) == (KioskStep.OPEN, 0)


async def test_cards_work_while_the_pad_is_locked_out_and_do_not_free_it(locker):
    for _ in range(3):
        await locker.type(WRONG)
    assert (locker.step, locker.kiosk.lengths) == (KioskStep.LOCKED_OUT, (12,))
    await fetch_with_card(locker)
    await locker.clock.advance(0.5)
    assert EventKind.KEY_TAKEN in locker.outbox.kinds()


async def test_long_codes_work_while_the_pad_is_locked_out(locker):
    for _ in range(3):
        await locker.type(WRONG)
    await locker.type(CODE)
    assert (locker.step, locker.wall.pulses) == (KioskStep.LOCKED_OUT, [])
    await locker.type(LONG)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.OPEN, 1)


async def test_the_end_of_a_lockout_is_told_also_when_somebody_typed_meanwhile(locker):
    for _ in range(3):
        await locker.type(WRONG)
    await locker.press("4")
    assert locker.step is KioskStep.PIN
    await locker.clock.advance(11)
    assert locker.outbox.kinds().count(EventKind.LOCKOUT_END) == 1


async def test_at_its_cap_the_pad_asks_for_the_four_extra_digits(capped):
    assert capped.told(EventKind.PAD_CAPPED) == [{"wrong": 20}]
    await capped.press(f"{CODE}#")
    assert (capped.step, capped.kiosk.digits, capped.kiosk.lengths) == (KioskStep.PIN, 8, (12,))
    await capped.type(LONG[8:])
    assert capped.step is KioskStep.OPEN


@pytest.mark.parametrize(("code", "told"), [(WRONG, [{"wrong": 20}]), (CODE, [])])
async def test_a_code_counts_when_it_was_checked_and_the_cap_is_told_once(one_left, go_on, code, told):
    await one_left.press(f"{code}#")
    await one_left.clock.advance(2)
    assert (one_left.step, one_left.kiosk.capped, one_left.told(EventKind.PAD_CAPPED)) == (KioskStep.CHECKING, False, [])
    go_on.set()
    await until(lambda: one_left.step is not KioskStep.CHECKING or bool(one_left.wall.pulses))
    await one_left.clock.advance(10)
    assert one_left.told(EventKind.PAD_CAPPED) == told


async def test_an_unlockout_forgives_also_while_a_code_is_checked(one_left, go_on):
    await one_left.press(f"{CODE}#")
    unlocking = asyncio.create_task(one_left.command("unlockout"))
    await one_left.clock.advance(1)
    go_on.set()
    assert await unlocking == "ok"
    await until(lambda: bool(one_left.wall.pulses))
    await one_left.clock.advance(1)
    for slot in (1, 2):
        await one_left.push_shut(slot, key=True)
    for _ in range(2):
        await one_left.type(WRONG)
    assert not one_left.kiosk.capped


async def test_cards_work_at_the_cap(capped):
    await capped.tap(ANNA)
    assert capped.step is KioskStep.OPEN


async def test_unlockout_frees_the_pad(capped):
    assert capped.kiosk.capped
    assert await capped.command("unlockout") == "ok"
    assert not capped.kiosk.capped
    await capped.type(CODE)
    assert capped.step is KioskStep.OPEN


async def test_a_usb_reader_that_types_digits_types_into_the_same_entry_rules(locker):
    await locker.act("scan", text="4711 0815")
    await until(lambda: bool(locker.wall.pulses))
    await locker.clock.advance(0.5)
    assert locker.step is KioskStep.OPEN


async def test_a_foreign_symbol_is_refused_and_costs_the_pad_nothing(locker):
    tries = locker.kiosk.tries_left
    for _ in range(5):
        await locker.show(locker.codes, "https://hall.example/menu")
        assert locker.step is KioskStep.WRONG
    assert locker.kiosk.wait_s == 0
    assert tries is None
    assert locker.told(EventKind.AUTH_DENIED)[-1]["method"] == "qr"


async def test_an_unknown_card_is_refused(locker):
    await locker.tap(NEW)
    assert (locker.step, locker.wall.pulses) == (KioskStep.WRONG, [])


async def test_a_card_is_passed_over_while_a_door_is_open(locker):
    await locker.type(CODE)
    await locker.tap(BERND)
    assert (locker.kiosk.slot, locker.wall.pulses) == (1, [0])
    await locker.push_shut(1, key=True)
    assert locker.wall.pulses == [0, 1]


# --- duress ----------------------------------------------------------------------------------------------------------


async def seen_of(folder, code):
    """What anybody at the site can see of one visit."""
    locker = Locker(folder)
    papers = locker.papers
    papers.give(papers.grant("g1", [1], long=hashed(LONG), duress=hashed(duress_of(LONG)), booking="b1", who="p1"))
    await locker.start()
    await locker.type(code)
    seen = [locker.kiosk]
    await locker.push_shut(1, key=False)
    seen.append(locker.kiosk)
    await locker.stop()
    return locker, (seen, locker.board.__dict__ | {"bell": None}, locker.lamps.shown, locker.outbox.kinds())


async def test_duress_opens_like_any_other_code_and_alarms_the_backend_alone(tmp_path):
    plain, seen_plain = await seen_of(tmp_path / "plain", LONG)
    forced, seen_forced = await seen_of(tmp_path / "forced", duress_of(LONG))
    assert seen_forced == seen_plain
    assert plain.outbox.alarms == []
    assert [(each.type, each.sev, each.phase, each.text) for each in forced.outbox.alarms] == [
        (AlarmType.DURESS, "crit", "raise", "g1")
    ]
    assert forced.board.alarms == []


# --- second person ---------------------------------------------------------------------------------------------------


async def test_a_second_person_is_asked_for_and_opens(locker):
    await locker.type("58204613")
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.WAIT_SECOND, 4, [])
    await locker.tap(CARLA)
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.OPEN, 4, [3])
    assert [told["who"] for told in locker.told(EventKind.AUTH_OK)] == ["p4", "carla"]


async def test_the_same_person_twice_is_no_second_person(locker):
    await locker.type("58204613")
    await locker.press("58204613#")
    await until(lambda: locker.kiosk.fault != "")
    assert (locker.step, locker.kiosk.fault, locker.wall.pulses) == (KioskStep.WAIT_SECOND, "second_same", [])
    await locker.tap(ANNA)
    assert (locker.step, locker.kiosk.fault) == (KioskStep.WAIT_SECOND, "denied")
    await locker.tap(CARLA)
    assert locker.wall.pulses == [3]


async def test_a_second_person_with_other_rights_and_a_key_of_their_own_counts_all_the_same(locker):
    papers = locker.papers
    papers.give(*papers.grants.g, papers.grant("more", [4], creds=["bernd"], who="bernd"))
    await fetch_with_card(locker, BERND, 3)
    await locker.type("58204613")
    await locker.tap(BERND)
    assert (locker.step, locker.wall.pulses) == (KioskStep.OPEN, [3])
    assert EventKind.KEY_RETURNED not in locker.outbox.kinds()


async def test_without_a_second_person_nothing_opens_and_the_wait_does_not_begin_anew(locker):
    await locker.type("58204613")
    await locker.clock.advance(30)
    await locker.tap(ANNA)
    await locker.clock.advance(14)
    assert (locker.step, locker.wall.pulses) == (KioskStep.PIN, [])
    await locker.tap(CARLA)
    assert locker.kiosk.slot == 4


# --- staff -----------------------------------------------------------------------------------------------------------


async def test_staff_choose_one_compartment_by_finger_or_by_its_number(locker):
    await locker.type(STAFF)
    assert (locker.step, locker.kiosk.choices, locker.kiosk.all_allowed) == (KioskStep.CHOOSE, [1, 3, 5, 7], True)
    await locker.act("choose", slot=2)
    assert (locker.step, locker.kiosk.fault, locker.wall.pulses) == (KioskStep.CHOOSE, "unknown_slot", [])
    await locker.press("7#")
    await locker.clock.advance(0.5)
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.OPEN, 7, [6])
    await locker.push_shut(7, key=True)
    assert locker.step is KioskStep.PIN


async def test_who_chooses_nothing_opens_nothing(locker):
    await locker.type(STAFF)
    await locker.press("*")
    assert (locker.step, locker.wall.pulses) == (KioskStep.PIN, [])
    await locker.type(STAFF)
    await locker.clock.advance(46)
    assert (locker.step, locker.wall.pulses) == (KioskStep.PIN, [])


@pytest.mark.parametrize("by_keys", [True, False])
async def test_an_emergency_opens_all_and_tells_each(locker, by_keys):
    await locker.type(STAFF)
    locker.wall.jammed.add(2)
    await (locker.press("0#") if by_keys else locker.act("all"))
    await until_step(locker, lambda kiosk: kiosk.step is KioskStep.JAMMED)
    assert locker.kiosk.slot == 3
    assert locker.wall.pulses == list(range(8))
    assert [told["slot"] for told in locker.told(EventKind.EMERGENCY_OPENED)] == [1, 2, 4, 5, 6, 7, 8]


# --- the key that is not there ---------------------------------------------------------------------------------------


async def test_a_key_that_is_out_is_said_with_the_group_that_has_it_and_the_spare_offered(locker):
    await fetch_with_card(locker)
    await locker.type(CODE)
    kiosk = locker.kiosk
    assert (kiosk.step, kiosk.slot, kiosk.also, kiosk.spare) == (KioskStep.KEY_GONE, 1, [2], 8)
    assert (kiosk.before, kiosk.before_until_ms) == ("TV Muster, Turnen", locker.papers.window[1])
    assert locker.told(EventKind.KEY_MISSING) == [{"slot": 1, "grant": "g1"}]
    assert locker.wall.pulses == []
    await locker.act("spare")
    await locker.clock.advance(0.5)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.OPEN, 8)
    await locker.push_shut(8, key=False)
    assert locker.kiosk.slot == 2
    await locker.push_shut(2, key=False)
    assert locker.step is KioskStep.TAKEN


async def test_after_the_missing_key_the_other_compartments_still_open(locker):
    await fetch_with_card(locker)
    await locker.type(CODE)
    await locker.act("done")
    await locker.clock.advance(0.5)
    assert (locker.step, locker.kiosk.slot, locker.wall.pulses) == (KioskStep.OPEN, 2, [1])


async def test_who_walks_away_from_a_missing_key_leaves_nothing_open_for_the_next(locker):
    await fetch_with_card(locker)
    await locker.type(CODE)
    await locker.tap(BERND)
    await locker.clock.advance(1)
    assert (locker.kiosk.slot, locker.wall.pulses) == (3, [2])


async def test_one_may_look_all_the_same(locker):
    await fetch_with_card(locker)
    await locker.type(CODE)
    await locker.act("choose", slot=1)
    await locker.clock.advance(0.5)
    assert (locker.step, locker.wall.pulses) == (KioskStep.OPEN, [0])


# --- bringing it back ------------------------------------------------------------------------------------------------


async def test_a_returned_key_with_people_inside_is_asked_about_and_the_hall_reported(locker):
    locker.board.people["nord"] = 3
    await fetch_with_card(locker)
    await locker.tap(ANNA)
    await locker.push_shut(1, key=True)
    assert (locker.step, locker.kiosk.people) == (KioskStep.INSIDE, 3)
    assert locker.told(EventKind.INSIDE_TOLD) == [{"slot": 1, "grant": "g0", "people": 3}]
    await locker.act("done")
    assert (locker.step, locker.kiosk.slot) == (KioskStep.REPORT, 1)
    await locker.act("report", word="damaged")
    assert locker.step is KioskStep.RETURNED
    assert locker.told(EventKind.REPORT_MADE) == [{"slot": 1, "grant": "g0", "booking": "b0", "condition": "damaged"}]


@pytest.mark.parametrize("people", [0, None])
async def test_an_empty_or_uncounted_hall_is_not_asked_about_and_a_report_may_be_left_out(locker, people):
    locker.board.people["nord"] = people
    await fetch_with_card(locker)
    await locker.tap(ANNA)
    await locker.push_shut(1, key=True)
    assert locker.step is KioskStep.REPORT
    await locker.clock.advance(20.5)
    assert locker.step is KioskStep.RETURNED
    assert locker.told(EventKind.REPORT_MADE) == locker.told(EventKind.INSIDE_TOLD) == []


async def test_the_next_person_need_not_answer_for_the_last_one(locker):
    await fetch_with_card(locker)
    await locker.tap(ANNA)
    await locker.push_shut(1, key=True)
    await locker.press("58204613#")
    await until_step(locker, lambda kiosk: kiosk.step is not KioskStep.REPORT)
    assert locker.told(EventKind.REPORT_MADE) == []
    await until(lambda: locker.step is KioskStep.WAIT_SECOND)


async def test_an_unknown_word_is_no_report(locker):
    await fetch_with_card(locker)
    await locker.tap(ANNA)
    await locker.push_shut(1, key=True)
    await locker.act("report", word="<b>")
    assert locker.told(EventKind.REPORT_MADE) == []


async def test_the_holder_who_brings_no_key_is_told(locker):
    await fetch_with_card(locker)
    await locker.tap(ANNA)
    await locker.push_shut(1, key=False)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.WRONG_KEY, 1)


# --- learning cards --------------------------------------------------------------------------------------------------


async def test_the_next_card_is_learnt_sealed_and_opens_nothing(locker):
    assert await locker.command("learn", cred="clara") == "ok"
    assert locker.step is KioskStep.LEARN
    await locker.tap(ANNA)
    assert (locker.step, locker.wall.pulses) == (KioskStep.LEARNT, [])
    told = locker.told(EventKind.CARD_LEARNT)[0]
    sealed = base64.b64decode(told["card"])
    assert unseal(sealed, device_secret=SECRETS.secret, about="clara") == ANNA
    assert told["cred"] == "clara"
    await locker.tap(ANNA)
    assert locker.wall.pulses == [0]


async def test_learning_ends_after_a_minute_or_when_somebody_types(locker):
    for end in (lambda: locker.clock.advance(61), lambda: locker.press("4")):
        assert await locker.command("learn", cred="clara") == "ok"
        await end()
        assert locker.step is KioskStep.PIN
    await locker.tap(NEW)
    assert locker.told(EventKind.CARD_LEARNT) == []


async def test_nothing_is_learnt_while_somebody_is_served(locker):
    await locker.type("58204613")
    assert await locker.command("learn", cred="clara") == "busy"
    assert await locker.command("learn") == "failed"


async def test_what_a_card_shows_for_learning_must_have_a_number(locker):
    await locker.command("learn", cred="clara")
    await locker.show(locker.cards, Card(b""))
    assert (locker.step, locker.kiosk.fault) == (KioskStep.LEARN, "unreadable")


async def test_a_card_or_a_symbol_that_opens_nothing_is_called_by_its_name(locker):
    await locker.tap(NEW)
    assert (locker.step, locker.kiosk.fault) == (KioskStep.WRONG, "unknown_card")
    await locker.show(locker.codes, "https://verein.example/")
    assert (locker.step, locker.kiosk.fault) == (KioskStep.WRONG, "unknown_pass")
    await locker.type("11111111")
    assert (locker.step, locker.kiosk.fault) == (KioskStep.WRONG, "")


# --- help ------------------------------------------------------------------------------------------------------------


async def test_help_names_what_the_person_stands_before_and_follows_the_answers(locker):
    await fetch_with_card(locker)
    await locker.type(CODE)
    await locker.act("help")
    await locker.act("help")
    asked = locker.told(EventKind.HELP_ASKED)
    assert len(asked) == 1
    assert (asked[0]["slot"], asked[0]["grant"], asked[0]["booking"]) == (1, "g1", "b1")
    assert (locker.kiosk.help, locker.kiosk.help_ms) == ("asked", locker.clock.now_ms())
    for word, shown in (("seen", "seen"), ("call", "call"), ("done", "")):
        assert await locker.command("answer", help=asked[0]["help"], word=word) == "ok"
        assert locker.kiosk.help == shown
    assert await locker.command("answer", help=asked[0]["help"], word="seen") == "unknown_help"


async def test_help_from_the_first_screen_names_nobody_and_can_be_ended(locker):
    await locker.act("help")
    assert locker.told(EventKind.HELP_ASKED)[0].items() >= {"slot": None, "grant": "", "booking": ""}.items()
    assert await locker.command("answer", help="another", word="seen") == "unknown_help"
    await locker.act("help_end")
    assert locker.kiosk.help == ""
    assert locker.told(EventKind.HELP_ENDED)[0]["help"] == locker.told(EventKind.HELP_ASKED)[0]["help"]


async def test_a_request_nobody_ends_ends_by_itself(locker):
    await locker.act("help")
    await locker.clock.advance(31 * 60)
    assert (locker.kiosk.help, len(locker.told(EventKind.HELP_ENDED))) == ("", 1)


async def opened_from_afar(locker, slot):
    opening = asyncio.create_task(locker.command("open", slot=slot))
    await locker.clock.advance(0.5)
    assert await opening == "ok"


async def test_a_door_opened_from_afar_is_shown_to_whoever_waits_there(locker):
    await fetch_with_card(locker)
    await locker.type(CODE)
    assert locker.step is KioskStep.KEY_GONE
    await opened_from_afar(locker, 8)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.OPEN, 8)
    await locker.push_shut(8, key=False)
    assert (locker.step, locker.wall.pulses) == (KioskStep.PIN, [7])


async def test_a_door_opened_from_afar_does_not_hide_the_one_in_hand(locker):
    await locker.tap(BERND)
    await opened_from_afar(locker, 8)
    assert (locker.step, locker.kiosk.slot) == (KioskStep.OPEN, 3)
