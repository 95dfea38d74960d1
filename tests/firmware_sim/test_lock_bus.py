"""Several boards on two wires and at one supply: collisions and brown-outs."""

import asyncio
import os

import pytest

from hallenwart_sim.devices import lock_board
from hallenwart_sim.devices.lock_board import EmulatedSupply
from support.rig import a_rig, until
from support.wire import answer_to, plugged_into, silence_after

READ_BOARD_0, READ_BOARD_1 = "02 00 30 03 35", "02 10 30 03 45"


@pytest.fixture(autouse=True)
def _soon_back(monkeypatch):
    monkeypatch.setattr(lock_board, "REBOOT_S", 0.3)


async def test_boards_with_different_addresses_answer_for_themselves():
    async with a_rig() as rig:
        bus = rig.bus()
        first, second = rig.locker(bus=bus), rig.locker(bus=bus, address=1)
        second.pull_door(7, force=True)
        with plugged_into(bus.port) as line:
            assert await answer_to(line, READ_BOARD_0) == first.status()
            assert await answer_to(line, READ_BOARD_1) == second.status()
        assert first.status() != second.status()


async def test_two_boards_with_one_address_garble_each_other_and_both_open():
    async with a_rig() as rig:
        bus = rig.bus()
        twins = rig.locker(bus=bus, keys=(1,)), rig.locker(bus=bus)
        with plugged_into(bus.port) as line:
            answer = await answer_to(line, READ_BOARD_0)
            assert len(answer) == 9
            assert answer not in {twin.status() for twin in twins}
            assert bus.collisions == 1
            os.write(line, bytes.fromhex("02 04 31 03 3A"))
            await until(lambda: all(twin.hook_open(4) for twin in twins))


async def test_two_coils_at_once_bring_the_voltage_down_and_the_boards_come_back():
    async with a_rig() as rig:
        bus, supply = rig.bus(), EmulatedSupply()
        boards = rig.locker(bus=bus, supply=supply), rig.locker(bus=bus, address=1, supply=supply)
        with plugged_into(bus.port) as line:
            os.write(line, bytes.fromhex("02 00 31 03 36"))
            await until(lambda: boards[0].coils_on == {0: 1})
            os.write(line, bytes.fromhex("02 11 31 03 47"))
            await until(lambda: supply.brown_outs == 1)
            assert [board.coils_on for board in boards] == [{}, {}]
            assert await silence_after(line, READ_BOARD_0) == b""
            await asyncio.sleep(0.35)
            assert await answer_to(line, READ_BOARD_0) == boards[0].status()
        assert not boards[1].hook_open(1)


async def test_one_coil_after_the_other_is_borne():
    async with a_rig() as rig:
        locker = rig.locker()
        locker.pulse_ms = 50
        with plugged_into(locker.port) as line:
            for lock in range(3):
                os.write(line, lock_request(lock))
                await until(lambda lock=lock: locker.hook_open(lock))
                await until(lambda: not locker.coils_on)
        assert locker.supply.brown_outs == 0


async def test_boards_hear_each_other_and_take_an_answer_that_spells_a_request_for_one():
    async with a_rig() as rig:
        bus = rig.bus()
        speller, victim = rig.locker_48(bus=bus, address=1, hook_bit_when_closed=False), rig.locker(bus=bus)
        spelt = int.from_bytes(bytes.fromhex("02 00 31 03 36"), "little")  # unlock lock 1 of board 0
        for lock in range(48):
            if spelt >> lock & 1:
                speller.pull_door(lock, force=True)
        with plugged_into(bus.port) as line:
            assert await answer_to(line, "02 01 00 50 03 56") == speller.status()
            await until(lambda: victim.hook_open(0))


def lock_request(lock: int) -> bytes:
    body = bytes([0x02, lock, 0x31, 0x03])
    return body + bytes([sum(body)])
