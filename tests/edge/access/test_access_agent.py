import asyncio
import logging
import re

import pytest

from hallenwart_contract.documents import Command, CommandFor, Grants
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskAction, KioskStep
from hallenwart_edge.errors import DriverFault
from support.edge_time import settle, until
from support.locker import CODE, SALT, WRONG, Locker


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    await locker.start()
    yield locker
    await locker.stop()


async def test_a_right_code_opens_the_compartments_one_after_another(locker):
    await locker.type(CODE)
    kiosk = locker.agent.kiosk()
    assert (kiosk.step, kiosk.slot, kiosk.also) == (KioskStep.OPEN, 1, [2])
    assert locker.wall.pulses == [0]
    await locker.push_shut(1, key=False)
    await locker.clock.advance(0.5)
    assert locker.agent.kiosk().slot == 2
    await locker.push_shut(2, key=False)
    assert locker.step is KioskStep.TAKEN
    assert [told["slot"] for told in locker.told(EventKind.KEY_TAKEN)] == [1, 2]
    assert {told["grant"] for told in locker.told(EventKind.KEY_TAKEN)} == {"g1"}
    await locker.clock.advance(10)
    assert locker.step is KioskStep.PIN


async def test_an_alarm_covers_the_kiosk_and_keys_can_still_come_home(locker):
    shown = asyncio.create_task(locker.agent.changed())
    await settle()
    locker.alarmed = True
    await locker.clock.advance(1)
    assert shown.done()
    assert locker.step is KioskStep.LEAVE
    await locker.type(CODE)
    await until(lambda: locker.wall.pulses == [0])
    locker.alarmed = False
    await locker.clock.advance(1)
    assert locker.step is KioskStep.OPEN


async def test_the_return_opens_long_after_the_window_and_after_a_restart(locker):
    await locker.type(CODE)
    await locker.push_shut(1, key=False)
    await locker.clock.advance(0.5)
    await locker.push_shut(2, key=True)
    await until(lambda: locker.file.exists() and b"g1" in locker.file.read_bytes())
    await locker.stop()
    await locker.clock.advance(3 * 3600)
    locker.papers.grants = Grants(rev=2, salt=SALT, g=[])
    locker.wall.pulses.clear()
    await locker.start()
    await locker.type(CODE)
    assert locker.agent.kiosk().slot == 1
    await locker.push_shut(1, key=True)
    assert locker.step is KioskStep.REPORT
    await locker.agent.act(KioskAction(do="report", word="good"))
    await settle()
    assert locker.step is KioskStep.RETURNED
    assert locker.told(EventKind.KEY_RETURNED) == [{"slot": 1, "grant": "g1", "method": "pin"}]
    locker.wall.pulses.clear()
    await locker.clock.advance(10)
    await locker.type(CODE)
    assert locker.wall.pulses == []


async def test_the_holder_who_shuts_the_door_without_the_right_key_is_told(locker):
    await locker.type(CODE)
    await locker.push_shut(1, key=False)
    await locker.clock.advance(0.5)
    await locker.push_shut(2, key=True)
    assert locker.told(EventKind.KEY_WRONG) == []
    await locker.clock.advance(10)
    locker.wall.pulses.clear()
    await locker.type(CODE)
    await locker.push_shut(1, key=False)
    assert locker.told(EventKind.KEY_WRONG) == [{"slot": 1, "grant": "g1", "method": "pin"}]


async def test_wrong_codes_lock_out_for_a_while_and_a_right_one_is_then_not_evaluated(locker):
    for _ in range(3):
        await locker.type(WRONG)
    assert locker.step is KioskStep.LOCKED_OUT
    assert locker.agent.kiosk().wait_s in (9, 10)
    await locker.type(CODE)
    assert locker.wall.pulses == []
    await locker.clock.advance(11)
    assert locker.step is KioskStep.PIN
    assert locker.outbox.kinds().count(EventKind.AUTH_DENIED) == 3
    assert locker.outbox.kinds().count(EventKind.LOCKOUT_END) == 1
    await locker.type(CODE)
    assert locker.step is KioskStep.OPEN


async def test_pulling_the_plug_does_not_shorten_the_pause(locker):
    for _ in range(3):
        await locker.type(WRONG)
    await until(lambda: locker.file.exists() and b'"row":3' in locker.file.read_bytes())
    await locker.stop()
    await locker.start()
    await locker.type(CODE)
    assert locker.step is KioskStep.LOCKED_OUT
    assert locker.wall.pulses == []


async def test_tries_left_are_said(locker):
    await locker.type(WRONG)
    assert (locker.step, locker.agent.kiosk().tries_left) == (KioskStep.WRONG, 2)


async def test_a_jammed_door_is_told_and_shown(locker):
    locker.wall.jammed.add(0)
    await locker.type(CODE)
    await locker.clock.advance(3)
    await locker.push_shut(2, key=True)
    assert (locker.step, locker.agent.kiosk().slot) == (KioskStep.JAMMED, 1)
    assert locker.told(EventKind.DOOR_JAMMED) == [{"slot": 1, "grant": "g1", "method": "pin"}]


async def test_a_forced_door_names_no_grant(locker):
    locker.wall.closed[4] = False
    await locker.clock.advance(0.5)
    assert locker.told(EventKind.DOOR_FORCED) == [{"slot": 5}]
    assert locker.board.doors[5] == (False, True, True, "forced")
    await locker.clock.advance(61)
    assert locker.told(EventKind.DOOR_LEFT_OPEN) == [{"slot": 5}]


async def test_a_door_forced_after_a_rightful_visit_is_not_put_down_to_the_visitor(locker):
    await locker.type(CODE)
    await locker.push_shut(1, key=True)
    locker.wall.closed[0] = False
    await locker.clock.advance(0.5)
    assert locker.told(EventKind.DOOR_FORCED) == [{"slot": 1}]
    await locker.push_shut(1, key=False)
    assert locker.told(EventKind.KEY_TAKEN) == []
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 1}]


async def test_a_dead_keypad_is_a_fault_and_the_touch_screen_goes_on(locker):
    locker.keypad.pressed.put_nowait(DriverFault("keypad", "gone"))
    await settle()
    assert locker.board.sensors["keypad"] == "fault"
    await locker.agent.act(KioskAction(do="digit", digit=4))
    assert locker.agent.kiosk().digits == 1
    await locker.clock.advance(1.5)
    locker.keypad.pressed.put_nowait("7")
    await settle()
    assert locker.agent.kiosk().digits == 2
    assert locker.board.sensors["keypad"] == "ok"
    assert locker.outbox.kinds() == [EventKind.COMPONENT_FAULT, EventKind.COMPONENT_OK]


async def test_a_silent_board_makes_the_doors_unknown_and_recovers(locker):
    locker.wall.silent = True
    await locker.clock.advance(2)
    assert not locker.board.doors[1][2]
    assert locker.agent.kiosk().fault == "locker_silent"
    assert locker.outbox.kinds() == [EventKind.COMPONENT_FAULT]
    assert (await locker.agent.handle(command(1))).code == "failed"
    locker.wall.silent = False
    await locker.clock.advance(1)
    assert locker.board.doors[1][2]
    assert locker.outbox.kinds() == [EventKind.COMPONENT_FAULT, EventKind.COMPONENT_OK]


async def test_a_missing_key_is_told_and_the_person_is_free(locker):
    await locker.type(CODE)
    await locker.agent.act(KioskAction(do="key_missing"))
    await locker.clock.advance(0.5)
    assert locker.told(EventKind.KEY_MISSING) == [{"slot": 1, "grant": "g1"}]
    assert locker.step is KioskStep.KEY_GONE
    await locker.clock.advance(46)
    assert locker.step is KioskStep.PIN
    assert locker.wall.pulses == [0]


async def test_without_a_clock_a_member_is_told_so(locker):
    locker.trust = "held"
    await locker.type(CODE)
    assert (locker.step, locker.agent.kiosk().fault, locker.agent.kiosk().clock_ok) == (KioskStep.WRONG, "no_clock", False)


def command(slot):
    return Command(id="c1", to=CommandFor(boot="b", conn=1), op="open", arg={"slot": slot}, iat_ms=0, exp_ms=0, ttl_ms=15_000)


async def test_a_command_opens_confirms_and_names_itself(locker):
    opening = asyncio.create_task(locker.agent.handle(command(4)))
    await settle()
    assert (await locker.agent.handle(command(5))).code == "busy"
    await locker.clock.advance(0.5)
    assert (await opening).code == "ok"
    assert locker.told(EventKind.DOOR_OPENED) == [{"slot": 4, "cmd": "c1", "method": "remote"}]
    assert (await locker.agent.handle(command(77))).code == "unknown_slot"
    assert (await locker.agent.handle(command("4"))).code == "unknown_slot"


async def test_a_command_to_a_jammed_door_says_so(locker):
    locker.wall.jammed.add(3)
    opening = asyncio.create_task(locker.agent.handle(command(4)))
    await locker.clock.advance(3)
    assert (await opening).code == "jam"


async def test_fingers_and_keypad_share_the_digits_and_nonsense_is_ignored(locker):
    for action in (
        KioskAction(do="digit", digit=4),
        KioskAction(do="digit", digit=44),
        KioskAction(do="digit"),
        KioskAction(do="dance"),
        KioskAction(do="key_missing"),
    ):
        await locker.agent.act(action)
    locker.keypad.pressed.put_nowait("7")
    await settle()
    assert locker.agent.kiosk().digits == 2
    await locker.agent.act(KioskAction(do="erase"))
    assert locker.agent.kiosk().digits == 1
    await locker.clock.advance(50)
    assert locker.agent.kiosk().digits == 0


async def test_no_digit_of_a_code_is_told_logged_or_shown(locker, caplog):
    caplog.set_level(logging.DEBUG)
    for code in (WRONG, CODE):
        await locker.type(code)
        objects = f"{locker.outbox.events!r} {caplog.text} {locker.agent.__dict__!r} {locker.agent.kiosk()!r}"
        seen = re.sub(r"0x[0-9a-f]+", "", objects)  # addresses may hold any digits
        assert code not in seen
        assert code[:4] not in seen
