"""The emulated KR-CU48 against the bytes of its data sheet, spoken by hand."""

import os

import pytest

from hallenwart_sim.devices.lock_board import EmulatedSupply, Fault
from support.rig import a_rig, until
from support.wire import answer_to, plugged_into, silence_after


@pytest.mark.parametrize(
    ("request_hex", "answer"),
    [
        ("02 00 00 50 03 55", "02 00 00 65 07 00 00 00 00 C0 03 31"),  # locks 1, 2, 3, 47 and 48 are shut
        ("02 0A 00 50 03 5F", "02 00 00 65 07 00 00 00 00 C0 03 31"),  # all boards
        ("02 00 05 50 03 5A", "02 00 00 65 07 00 00 00 00 C0 03 31"),  # the lock of a status means nothing
        ("02 01 00 50 03 56", ""),  # another board
        ("02 00 00 50 03 54", ""),  # wrong sum
        ("02 00 00 50 04 56", ""),  # wrong end
        ("02 00 00 51 03 56", ""),  # an unlock is not answered
        ("FF 02 02 02 00 00 50 03 55", "02 00 00 65 07 00 00 00 00 C0 03 31"),  # noise before
    ],
)
async def test_documented_requests_are_answered_with_documented_bytes(request_hex, answer):
    async with a_rig() as rig:
        locker = rig.locker_48()
        for lock in range(3, 46):
            locker.pull_door(lock, force=True)
        with plugged_into(locker.port) as line:
            said = await (answer_to if answer else silence_after)(line, request_hex)
            assert said == bytes.fromhex(answer)


async def test_asked_all_at_once_the_boards_answer_one_behind_the_other():
    async with a_rig() as rig:
        bus = rig.bus()
        second, first = rig.locker_48(bus=bus, address=1), rig.locker_48(bus=bus)
        for board, shut in ((first, (0, 1, 2, 46, 47)), (second, (23,))):
            for lock in set(range(48)) - set(shut):
                board.pull_door(lock, force=True)
        with plugged_into(bus.port) as line:
            assert await answer_to(line, "02 0A 00 50 03 5F") == bytes.fromhex(
                "02 00 00 65 07 00 00 00 00 C0 03 31 02 01 00 65 00 00 80 00 00 00 03 EB"
            )


@pytest.mark.parametrize(("request_hex", "lock"), [("02 00 00 51 03 56", 0), ("02 00 2F 51 03 85", 47)])
async def test_an_unlock_springs_that_door_alone(request_hex, lock):
    async with a_rig() as rig:
        locker = rig.locker_48()
        with plugged_into(locker.port) as line:
            os.write(line, bytes.fromhex(request_hex))
            await until(lambda: locker.hook_open(lock))
        assert [number for number in range(48) if locker.hook_open(number)] == [lock]


@pytest.mark.parametrize("request_hex", ["02 00 30 51 03 86", "02 0A 30 51 03 90"])
async def test_unlocking_all_needs_a_supply_that_bears_it(request_hex):
    async with a_rig() as rig:
        weak, strong = rig.locker_48(), rig.locker_48(supply=EmulatedSupply(amperes=120))
        for locker in (weak, strong):
            with plugged_into(locker.port) as line:
                os.write(line, bytes.fromhex(request_hex))
                await until(lambda locker=locker: len(locker.unlocks) == 48)
        await until(lambda: all(strong.hook_open(lock) for lock in range(48)))
        assert not any(weak.hook_open(lock) for lock in range(48))
        assert weak.supply.brown_outs == 1


async def test_faults_show_on_the_wire():
    async with a_rig() as rig:
        locker = rig.locker_48()
        good, ask = locker.status(), "02 00 00 50 03 55"
        with plugged_into(locker.port) as line:
            locker.faults = {Fault.SILENT}
            assert await silence_after(line, ask) == b""
            locker.faults = {Fault.HALF_FRAME}
            assert await answer_to(line, ask) == good[:6]
            locker.faults = {Fault.ECHO}
            assert await answer_to(line, ask) == bytes.fromhex(ask) + good
            locker.faults = {Fault.WRONG_SUM}
            wrong = await answer_to(line, ask)
            assert (wrong[:-1], wrong[-1] != good[-1]) == (good[:-1], True)
