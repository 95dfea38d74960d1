"""The emulated board against the documented bytes, spoken by hand."""

import asyncio
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_sim.devices.cabinet import DoorShutError
from hallenwart_sim.devices.kr_cu16 import EmulatedCu16
from hallenwart_sim.devices.lock_board import EmulatedSupply, Fault
from hallenwart_sim.world import World
from support.rig import a_rig, until
from support.wire import answer_to, plugged_into, silence_after

READ_BOARD_0 = bytes.fromhex("02 00 30 03 35")


@pytest.mark.parametrize(
    ("request_hex", "answer"),
    [
        ("02 00 30 03 35", "02 00 35 EF FF FF 00 03 27"),  # status: all hooks in but lock 5, items 1-8
        ("02 F0 32 03 27", "02 00 36 EF FF FF 00 03 28"),  # status of all boards
        ("02 00 32 03 37", "02 00 36 EF FF FF 00 03 28"),  # the same, as some drivers ask a single board
        ("02 00 37 00 37 03 73", "02 00 38 00 37 03 74"),  # pulse of 550 ms
        ("02 20 30 03 55", ""),  # another board
        ("02 00 30 03 36", ""),  # wrong sum
        ("02 00 30 04 36", ""),  # wrong end
        ("02 00 31 03 36", ""),  # an unlock is not answered
        ("FF FF 02 02 00 30 03 35", "02 00 35 EF FF FF 00 03 27"),  # noise before
    ],
)
async def test_documented_requests_are_answered_with_documented_bytes(request_hex, answer):
    async with a_rig() as rig:
        locker = rig.locker(keys=range(8))
        locker.pull_door(4, force=True)
        with plugged_into(locker.port) as line:
            said = await (answer_to if answer else silence_after)(line, request_hex)
            assert said == bytes.fromhex(answer)


@pytest.mark.parametrize(
    ("address", "request_hex", "lock"), [(0, "02 00 31 03 36", 0), (0, "02 04 31 03 3A", 4), (2, "02 2F 31 03 65", 15)]
)
async def test_an_unlock_springs_that_door_alone(address, request_hex, lock):
    async with a_rig() as rig:
        locker = rig.locker(address=address)
        with plugged_into(locker.port) as line:
            os.write(line, bytes.fromhex(request_hex))
            await until(lambda: locker.hook_open(lock))
        assert [number for number in range(16) if locker.hook_open(number)] == [lock]


async def test_unlocking_all_springs_all_at_a_supply_that_bears_it():
    async with a_rig() as rig:
        locker = rig.locker(supply=EmulatedSupply(amperes=40))
        with plugged_into(locker.port) as line:
            os.write(line, bytes.fromhex("02 00 33 03 38"))
            await until(lambda: all(locker.hook_open(lock) for lock in range(16)))


async def test_a_request_in_single_bytes_is_understood():
    async with a_rig() as rig:
        locker = rig.locker()
        with plugged_into(locker.port) as line:
            for octet in READ_BOARD_0:
                os.write(line, bytes([octet]))
                await asyncio.sleep(0.002)
            await asyncio.sleep(0.05)
            assert os.read(line, 99) == bytes.fromhex("02 00 35 FF FF 00 00 03 38")


async def test_hands_need_an_open_door():
    async with a_rig() as rig:
        locker = rig.locker(keys=(0,))
        with pytest.raises(DoorShutError):
            locker.take_key(0)
        assert not locker.pull_door(0)
        assert locker.pull_door(0, force=True)
        locker.take_key(0)
        locker.push_door(0)
        assert not locker.doors[0].key
        with pytest.raises(DoorShutError):
            locker.put_key(0)


async def test_faults_show_on_the_wire():
    async with a_rig() as rig:
        locker = rig.locker()
        good = locker.status()
        with plugged_into(locker.port) as line:
            ask = READ_BOARD_0.hex()
            locker.faults = {Fault.SILENT}
            assert await silence_after(line, ask) == b""
            locker.faults = {Fault.HALF_FRAME}
            assert await answer_to(line, ask) == good[:4]
            locker.faults = {Fault.ECHO}
            assert await answer_to(line, ask) == READ_BOARD_0 + good
            locker.faults = {Fault.WRONG_SUM}
            wrong = await answer_to(line, ask)
            assert wrong[:-1] == good[:-1]
            assert wrong[-1] != good[-1]


async def test_sensors_lie_when_told_to():
    async with a_rig() as rig:
        locker = rig.locker(keys=(0,))
        locker.stick_hook(1)
        locker.pull_door(1, force=True)
        locker.flicker_key_sensor(0)
        states = [locker.status() for _ in range(64)]
        assert all(state[3] == 0xFF for state in states)
        assert {state[5] & 1 for state in states} == {0, 1}
        locker.stick_hook(1, stuck=False)
        assert locker.status()[3] == 0xFD


async def test_a_jammed_door_stays_shut_though_the_coil_was_pulsed():
    async with a_rig() as rig:
        locker = rig.locker()
        locker.jam_door(3)
        with plugged_into(locker.port) as line:
            os.write(line, bytes.fromhex("02 03 31 03 39"))
            await until(lambda: len(locker.unlocks) == 1)
            await asyncio.sleep(0.1)
        assert not locker.hook_open(3)


async def test_a_paced_line_takes_its_time_in_both_directions():
    async with World(paced=True) as world:
        locker = (await world.add_rig("nordpark-1")).locker()
        with plugged_into(locker.port) as line:
            received = b""
            started_s = time.monotonic()
            os.write(line, READ_BOARD_0)
            while len(received) < 9:
                await asyncio.sleep(0.0005)
                try:
                    received += os.read(line, 99)
                except BlockingIOError:
                    continue
            assert time.monotonic() - started_s >= 14 * 10 / 19_200


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=12), max_size=8))
def test_noise_never_keeps_the_board_from_the_next_request(pieces):
    async def talk() -> None:
        async with a_rig() as rig:
            locker: EmulatedCu16 = rig.locker()
            for piece in pieces:
                locker.bus.received(piece)
            for _ in range(2):  # the first may complete a frame that the noise began
                locker.bus.received(READ_BOARD_0)
            with plugged_into(locker.port) as line:
                assert (await answer_to(line, READ_BOARD_0.hex())).endswith(locker.status())

    asyncio.run(talk())
