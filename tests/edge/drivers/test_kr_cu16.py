import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_edge.drivers.kerong import TRIES
from hallenwart_edge.drivers.kr_cu16 import KrCu16, find_status, request
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.devices.lock_board import Fault
from support.rig import a_rig, far_end, until

STATUS_LOCK_5_OPEN = bytes.fromhex("02 00 35 EF FF FF 00 03 27")  # board 0, all hooks in but lock 5, items 1-8 present


def board_on(port: str, **how) -> KrCu16:
    return KrCu16(SerialLine("locker", port, baud=19_200), **how)


@pytest.mark.parametrize(
    ("command", "board", "lock", "octets"),
    [
        (0x30, 0, 0, "02 00 30 03 35"),
        (0x30, 2, 0, "02 20 30 03 55"),
        (0x31, 0, 0, "02 00 31 03 36"),
        (0x31, 0, 4, "02 04 31 03 3A"),
        (0x31, 2, 15, "02 2F 31 03 65"),
    ],
)
def test_requests_are_the_documented_bytes(command, board, lock, octets):
    assert request(command, board=board, lock=lock) == bytes.fromhex(octets)


def test_the_documented_status_is_understood():
    assert find_status(STATUS_LOCK_5_OPEN, board=0) == (0xFFEF, 0x00FF)


def test_a_status_is_found_behind_the_echo_of_its_request():
    assert find_status(bytes.fromhex("02 00 30 03 35") + STATUS_LOCK_5_OPEN, board=0) == (0xFFEF, 0x00FF)


def test_the_status_of_another_board_is_refused():
    assert find_status(STATUS_LOCK_5_OPEN, board=1) is None


@given(st.integers(0, 8), st.integers(1, 255))
def test_no_single_wrong_byte_passes(position, flip):
    broken = bytearray(STATUS_LOCK_5_OPEN)
    broken[position] ^= flip
    assert find_status(bytes(broken), board=0) is None


@given(st.integers(0, 8))
def test_half_a_frame_is_no_status(length):
    assert find_status(STATUS_LOCK_5_OPEN[:length], board=0) is None


noise = st.lists(
    st.one_of(st.binary(max_size=12), st.sampled_from([b"\x02", b"\x02\x00\x35", STATUS_LOCK_5_OPEN[:-1], b"\x03"])), max_size=6
).map(b"".join)


@given(noise, st.integers(0, 0xFFFF), st.integers(0, 0xFFFF))
def test_a_status_is_found_behind_any_noise(before, hooks, items):
    body = b"\x02\x00\x35" + hooks.to_bytes(2, "little") + items.to_bytes(2, "little") + b"\x03"
    assert find_status(before + body + bytes([sum(body) & 0xFF]), board=0) == (hooks, items)


async def test_doors_and_keys_are_read():
    async with a_rig() as rig:
        locker = rig.locker(keys=(0, 3))
        board = board_on(locker.port)
        locker.pull_door(3, force=True)
        doors = await board.read()
        assert [lock for lock, door in enumerate(doors) if not door.closed] == [3]
        assert [lock for lock, door in enumerate(doors) if door.item_present] == [0, 3]
        board.close()


async def test_hooks_wired_the_other_way_round():
    async with a_rig() as rig:
        locker = rig.locker(hook_bit_when_closed=False)
        board = board_on(locker.port, hook_bit_when_closed=False)
        locker.pull_door(5, force=True)
        assert [lock for lock, door in enumerate(await board.read()) if not door.closed] == [5]
        board.close()


async def test_unlocking_opens_that_door_alone_and_once():
    async with a_rig() as rig:
        locker = rig.locker()
        board = board_on(locker.port)
        await board.unlock(4)
        await until(lambda: locker.hook_open(4))
        doors = await board.read()
        assert [lock for lock, door in enumerate(doors) if not door.closed] == [4]
        assert [lock for lock, _ in locker.unlocks] == [4]
        board.close()


async def test_a_board_with_another_address_does_not_listen():
    async with a_rig() as rig:
        locker = rig.locker(address=3)
        board = board_on(locker.port, address=2)
        await board.unlock(4)
        with pytest.raises(DriverFault, match="silent"):
            await board.read()
        assert locker.unlocks == []
        board.close()


@pytest.mark.parametrize(
    ("fault", "reason"), [(Fault.SILENT, "silent"), (Fault.WRONG_SUM, "nonsense"), (Fault.HALF_FRAME, "nonsense")]
)
async def test_a_broken_board_is_a_fault_and_heals(fault, reason):
    async with a_rig() as rig:
        locker = rig.locker()
        board = board_on(locker.port)
        locker.faults.add(fault)
        with pytest.raises(DriverFault, match=reason) as told:
            await board.read()
        assert told.value.component == "locker"
        locker.faults.clear()
        assert all(door.closed for door in await board.read())
        board.close()


async def test_an_echoing_adapter_does_no_harm():
    async with a_rig() as rig:
        locker = rig.locker(keys=(1,))
        locker.faults.add(Fault.ECHO)
        board = board_on(locker.port)
        await board.unlock(0)
        await until(lambda: locker.hook_open(0))
        doors = await board.read()
        assert (doors[0].closed, doors[1].item_present) == (False, True)
        board.close()


async def test_a_good_answer_to_the_last_try_is_enough():
    with far_end() as end:
        board = board_on(end.port)
        end.answers = [b"\xff"] * (TRIES - 1) + [STATUS_LOCK_5_OPEN]
        assert not (await board.read())[4].closed
        assert bytes(end.heard) == bytes.fromhex("02 00 30 03 35") * TRIES
        board.close()


async def test_after_three_tries_it_is_a_fault():
    with far_end() as end:
        board = board_on(end.port)
        end.answers = [b"\xff"] * TRIES + [STATUS_LOCK_5_OPEN]
        with pytest.raises(DriverFault, match="nonsense"):
            await board.read()
        assert len(end.heard) == 5 * TRIES
        board.close()


async def test_a_stuck_hook_hides_the_opening():
    async with a_rig() as rig:
        locker = rig.locker()
        locker.stick_hook(2)
        board = board_on(locker.port)
        await board.unlock(2)
        await until(lambda: locker.hook_open(2))
        assert (await board.read())[2].closed
        board.close()


async def test_unplugging_ends_at_once_without_further_tries():
    async with a_rig() as rig:
        locker = rig.locker()
        board = board_on(locker.port)
        locker.unplug()
        started_s = asyncio.get_running_loop().time()
        for _ in range(2):
            with pytest.raises(DriverFault):
                await board.read()
        with pytest.raises(DriverFault):
            await board.unlock(0)
        assert asyncio.get_running_loop().time() - started_s < 0.15
        board.close()


@pytest.mark.parametrize("lock", [-1, 16])
async def test_a_lock_that_no_board_has_is_an_error_of_the_caller(lock):
    with far_end() as end:
        board = board_on(end.port)
        with pytest.raises(ValueError, match="locks 0 to 15"):
            await board.unlock(lock)
        assert not end.heard
        board.close()


@settings(max_examples=12, deadline=None)
@given(st.lists(st.binary(max_size=20), min_size=TRIES, max_size=TRIES))
def test_arbitrary_answers_give_nothing_but_a_fault(answers):
    async def ask() -> None:
        with far_end() as end:
            board = board_on(end.port)
            end.answers = list(answers)
            try:
                with pytest.raises(DriverFault):
                    await board.read()
                end.answers = [STATUS_LOCK_5_OPEN]
                assert not (await board.read())[4].closed
            finally:
                board.close()

    asyncio.run(ask())
