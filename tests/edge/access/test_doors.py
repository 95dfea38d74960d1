"""Doors and keys under faults: silent boards, stuck hooks, flicker, wrong keys, power cuts, rights that end meanwhile."""

import asyncio

import msgspec
import pytest

from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import KioskStep
from support.edge_time import settle, until
from support.locker import CODE, Locker, SeenTag, hashed


@pytest.fixture
async def locker(tmp_path):
    locker = Locker(tmp_path)
    await locker.start()
    yield locker
    await locker.stop()


async def opening(locker, slot, ttl_ms=15_000, **arg):
    """Start a command and let it run into the doors."""
    command = Command(
        id="c9",
        to=CommandFor(boot="b", conn=1),
        op="open",
        arg={"slot": slot, **arg},
        iat_ms=0,
        exp_ms=0,
        ttl_ms=ttl_ms,
    )
    task = asyncio.create_task(locker.agent.handle(command))
    await settle()
    return task


def key_events(locker):
    return [event.kind for event in locker.outbox.events if event.kind.startswith("key.")]


async def test_a_board_that_falls_silent_after_the_pulse_is_no_break_in_when_it_is_back(locker):
    task = await opening(locker, 4)
    locker.wall.silent = True
    await locker.clock.advance(3)
    assert (await task).code == "failed"
    locker.wall.silent = False
    await locker.clock.advance(1)
    assert locker.told(EventKind.DOOR_OPENED) == [{"slot": 4, "method": "remote", "cmd": "c9"}]
    assert locker.told(EventKind.DOOR_FORCED) == []
    assert locker.wall.pulses == [3]


@pytest.fixture
async def waking(tmp_path):
    """Started this moment; the board answered nothing yet."""
    locker = Locker(tmp_path)
    locker.wall.silent = True
    await locker.start(runs_s=0)
    assert not locker.agent.kiosk().doors[0].key
    yield locker
    await locker.stop()


async def test_whoever_comes_right_after_the_start_waits_for_the_first_reading(waking):
    waking.wall.silent = False
    task = await opening(waking, 4)
    assert waking.wall.pulses == []
    await waking.clock.advance(0.5)
    assert (await task).code == "ok"
    assert waking.wall.pulses == [3]


async def test_a_code_right_after_the_start_finds_out_first_whether_the_key_is_there(waking):
    waking.wall.silent, waking.wall.key[0] = False, False
    await waking.press(f"{CODE}#")
    await until(lambda: bool(waking.told(EventKind.AUTH_OK)))
    assert waking.step is KioskStep.CHECKING
    await waking.clock.advance(0.3)
    assert waking.step is KioskStep.KEY_GONE


async def test_a_board_that_never_answers_or_knows_no_such_lock_is_not_waited_for_long(waking):
    task = await opening(waking, 4)
    await waking.clock.advance(0.5)
    assert (await task).code == "failed"
    waking.wall.silent = False
    waking.wall.closed, waking.wall.key = [True] * 3, [True] * 3
    await waking.clock.advance(0.5)
    task = await opening(waking, 4)
    await waking.clock.advance(2.5)
    assert not task.done()
    await waking.clock.advance(1)
    assert (await task).code == "failed"


async def test_a_second_command_waits_for_no_coil(locker):
    locker.wall.jammed.add(3)
    first = await opening(locker, 4)
    assert (await (await opening(locker, 5))).code == "busy"
    await locker.clock.advance(3)
    assert (await first).code == "jam"
    assert locker.wall.pulses == [3]


async def test_a_command_with_no_time_left_for_the_line_moves_no_coil(locker):
    assert (await (await opening(locker, 4, ttl_ms=1_000))).code == "expired"
    assert locker.wall.pulses == []


async def test_a_hook_stuck_shut_is_a_fault_and_the_key_has_its_holder(locker):
    locker.wall.jammed.add(0)
    await locker.type(CODE)
    await locker.clock.advance(3)
    locker.wall.key[0] = False
    await locker.clock.advance(4)
    assert locker.told(EventKind.KEY_TAKEN) == [{"slot": 1, "grant": "g1", "method": "pin"}]
    assert locker.told(EventKind.COMPONENT_FAULT) == [{"why": "hook_stuck", "slot": 1}]
    assert locker.board.sensors["locker.1"] == "fault"
    assert locker.told(EventKind.DOOR_FORCED) == []


async def test_a_flickering_key_sensor_is_a_fault_and_moves_no_key(locker):
    for turn in range(20):
        locker.wall.key[2] = bool(turn % 2)
        await locker.clock.advance(0.2)
    assert key_events(locker) == []
    assert locker.told(EventKind.COMPONENT_FAULT) == [{"why": "key_flickers", "slot": 3}]
    await locker.clock.advance(15)
    assert locker.told(EventKind.COMPONENT_OK) == [{"slot": 3}]


async def test_power_lost_between_pulse_and_event_leaves_no_key_out_of_sight(locker, tmp_path):
    await until((tmp_path / "keys_locker.json").exists)
    task = await opening(locker, 4)
    await locker.stop()
    task.cancel()
    locker.wall.key[3] = False
    await locker.start()
    await locker.clock.advance(1)
    assert locker.told(EventKind.DOOR_OPENED) == []
    assert [told["slot"] for told in locker.told(EventKind.DOOR_LEFT_OPEN)] == [4]
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 4}]
    assert locker.wall.pulses == [3]


async def test_a_key_that_went_while_the_power_was_off_is_told(locker, tmp_path):
    await until((tmp_path / "keys_locker.json").exists)
    await locker.stop()
    locker.wall.key[5] = False
    await locker.start()
    await locker.clock.advance(5)
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 6}]
    await until(lambda: b"unknown" in (tmp_path / "keys_locker.json").read_bytes())
    await locker.stop()
    await locker.start()
    await locker.clock.advance(5)
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 6}]


async def test_a_key_taken_right_before_the_power_went_is_put_down_to_its_holder(locker, tmp_path):
    await locker.type(CODE)
    told = (tmp_path / "keys_locker.json").read_bytes()
    await locker.push_shut(1, key=False)
    await until(lambda: b"out" in (tmp_path / "keys_locker.json").read_bytes())
    await until(lambda: any(b'"held":{"1"' in path.read_bytes() for path in tmp_path.glob("access.*")))
    await locker.stop()
    locker.outbox.events.clear()
    (tmp_path / "keys_locker.json").write_bytes(told)
    await locker.start()
    await locker.clock.advance(5)
    assert locker.told(EventKind.KEY_TAKEN) == [{"slot": 1, "grant": "g1"}]
    assert locker.told(EventKind.KEY_UNKNOWN) == []


async def test_out_of_service_opens_in_an_emergency_only_and_the_key_is_then_nobodys(locker):
    locker.papers.give(*locker.papers.grants.g, out_of_service=[4])
    await locker.clock.advance(0.5)
    assert locker.board.doors[4][3] == "out_of_service"
    assert (await (await opening(locker, 4))).code == "out_of_service"
    assert locker.wall.pulses == []
    task = await opening(locker, 4, emergency=True)
    await locker.clock.advance(0.5)
    assert (await task).code == "ok"
    assert locker.told(EventKind.EMERGENCY_OPENED) == [{"slot": 4, "method": "remote", "cmd": "c9"}]
    await locker.push_shut(4, key=False)
    assert locker.told(EventKind.KEY_TAKEN) == []
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 4, "method": "remote", "cmd": "c9"}]


async def test_a_right_that_ends_between_two_compartments_opens_no_second_one(locker):
    await locker.type(CODE)
    locker.papers.give(deny=["g1"])
    await locker.push_shut(1, key=True)
    assert locker.wall.pulses == [0]
    assert (locker.step, locker.kiosk.fault) == (KioskStep.WRONG, "over")


async def test_what_is_taken_from_a_door_left_open_is_told_as_unknown_and_may_come_back(locker):
    locker.papers.give(locker.papers.grant("g1", [1], pin=hashed(CODE)))
    await locker.type(CODE)
    await locker.clock.advance(62)
    locker.wall.key[0] = False
    await locker.clock.advance(1)
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 1, "grant": "g1", "method": "pin"}]
    locker.papers.give()
    locker.wall.closed[0] = True
    await locker.clock.advance(10)
    await locker.type(CODE)
    assert locker.wall.pulses == [0, 0]


class Tagged(Locker):
    def __init__(self, folder):
        super().__init__(folder)
        self.tags = {1: SeenTag("TAG1"), 2: SeenTag("TAG2")}
        pin = hashed(CODE)
        self.papers.grants = msgspec.structs.replace(self.papers.grants, g=[self.papers.grant("g1", [1, 2], pin=pin)])

    def hang(self, number, tag):
        self.tags[number].tag, self.wall.key[number - 1] = tag, tag is not None


@pytest.fixture
async def tagged(tmp_path):
    locker = Tagged(tmp_path)
    await locker.start()
    yield locker
    await locker.stop()


async def take_both(locker):
    await locker.type(CODE)
    for number in (1, 2):
        locker.hang(number, None)
        await locker.clock.advance(1)
        locker.wall.closed[number - 1] = True
        await locker.clock.advance(1)
    await locker.clock.advance(10)


async def test_a_key_in_the_wrong_compartment_names_the_one_it_belongs_to(tagged):
    await take_both(tagged)
    await tagged.type(CODE)
    tagged.hang(1, "TAG2")
    await tagged.clock.advance(1)
    tagged.wall.closed[0] = True
    await tagged.clock.advance(1)
    assert tagged.told(EventKind.KEY_WRONG) == [{"slot": 1, "grant": "g1", "method": "pin", "tag": "TAG2", "belongs": 2}]
    assert tagged.told(EventKind.KEY_RETURNED) == []
    assert tagged.board.doors[1][3] == "wrong_key"


async def test_a_stray_key_taken_through_a_forced_door_is_told_for_its_own_compartment(tagged):
    await take_both(tagged)
    await tagged.type(CODE)
    tagged.hang(1, "TAG2")
    await tagged.clock.advance(1)
    tagged.wall.closed[0] = True
    await tagged.clock.advance(10)
    tagged.wall.closed[0] = False
    await tagged.clock.advance(1)
    tagged.hang(1, None)
    await tagged.clock.advance(1)
    assert tagged.told(EventKind.KEY_UNKNOWN) == [{"slot": 2}]


async def test_a_silent_tag_reader_is_a_fault_and_the_key_sensor_goes_on(tagged):
    tagged.tags[1].broken = True
    await tagged.clock.advance(5)
    assert tagged.board.sensors["tag-1"] == "fault"
    assert key_events(tagged) == []
    await tagged.type(CODE)
    tagged.hang(1, None)
    await tagged.clock.advance(1)
    assert [told["slot"] for told in tagged.told(EventKind.KEY_TAKEN)] == [1]
    tagged.tags[1].broken = False
    await tagged.clock.advance(5)
    assert tagged.board.sensors["tag-1"] == "ok"


async def test_a_key_taken_from_a_forced_door_is_not_put_down_to_whoever_opens_it_next(locker):
    locker.wall.closed[3] = False
    await locker.clock.advance(1)
    locker.wall.key[3] = False
    task = await opening(locker, 4)
    await locker.clock.advance(2)
    assert (await task).code == "ok"
    assert locker.told(EventKind.KEY_TAKEN) == []
    assert locker.told(EventKind.KEY_UNKNOWN) == [{"slot": 4}]
