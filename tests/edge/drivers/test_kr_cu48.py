import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_edge.drivers.kr_cu48 import KrCu48, find_status, request
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.devices.lock_board import Fault
from support.rig import a_rig, far_end, until

STATUS = bytes.fromhex("02 00 00 65 07 00 00 00 00 C0 03 31")  # locks 1, 2, 3, 47 and 48 are shut
STATUS_OF_1 = bytes.fromhex("02 01 00 65 00 00 80 00 00 00 03 EB")  # lock 24 is shut
SHUT = 0xC00000000007


def board_on(port: str, **how) -> KrCu48:
    return KrCu48(SerialLine("locker", port, baud=19_200), **how)


@pytest.mark.parametrize(
    ("command", "board", "lock", "octets"),
    [(0x50, 0, 0, "02 00 00 50 03 55"), (0x51, 0, 0, "02 00 00 51 03 56"), (0x51, 9, 47, "02 09 2F 51 03 8E")],
)
def test_requests_are_the_documented_bytes(command, board, lock, octets):
    assert request(command, board=board, lock=lock) == bytes.fromhex(octets)


def test_the_documented_answers_are_understood():
    assert find_status(STATUS, board=0) == SHUT
    assert find_status(STATUS + STATUS_OF_1, board=1) == 1 << 23
    assert find_status(STATUS + STATUS_OF_1, board=0) == SHUT


def test_the_status_byte_in_the_middle_means_nothing():
    other = bytearray(STATUS)
    other[2], other[-1] = 7, 0x38
    assert find_status(bytes(other), board=0) == SHUT


@given(st.sampled_from([0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11]), st.integers(1, 255))
def test_no_single_wrong_byte_passes(position, flip):
    broken = bytearray(STATUS)
    broken[position] ^= flip
    assert find_status(bytes(broken), board=0) is None


@given(st.binary(max_size=30), st.integers(0, 2**48 - 1), st.integers(0, 9))
def test_a_status_is_found_behind_any_noise(before, hooks, board):
    body = bytes([2, board, 0, 0x65]) + hooks.to_bytes(6, "little") + b"\x03"
    assert find_status(before + body + bytes([sum(body) & 0xFF]), board=board) == hooks


async def test_doors_are_read_and_keys_are_unknown():
    async with a_rig() as rig:
        locker = rig.locker_48(keys=(0, 3), address=9)
        board = board_on(locker.port, address=9)
        locker.pull_door(40, force=True)
        doors = await board.read()
        assert [lock for lock, door in enumerate(doors) if not door.closed] == [40]
        assert {door.item_present for door in doors} == {None}
        board.close()


async def test_hooks_wired_the_other_way_round():
    async with a_rig() as rig:
        locker = rig.locker_48(hook_bit_when_closed=False)
        board = board_on(locker.port, hook_bit_when_closed=False)
        locker.pull_door(5, force=True)
        assert [lock for lock, door in enumerate(await board.read()) if not door.closed] == [5]
        board.close()


async def test_unlocking_opens_that_door_alone_and_once():
    async with a_rig() as rig:
        locker = rig.locker_48()
        board = board_on(locker.port)
        await board.unlock(47)
        await until(lambda: locker.hook_open(47))
        assert [lock for lock, door in enumerate(await board.read()) if not door.closed] == [47]
        assert [lock for lock, _ in locker.unlocks] == [47]
        board.close()


@pytest.mark.parametrize("lock", [-1, 48])
async def test_no_request_ever_means_all_locks(lock):
    with far_end() as end:
        board = board_on(end.port)
        with pytest.raises(ValueError, match="locks 0 to 47"):
            await board.unlock(lock)
        assert not end.heard
        board.close()
        with pytest.raises(ValueError, match="address 0 to 9"):
            board_on(end.port, address=10)


@pytest.mark.parametrize(
    ("fault", "reason"), [(Fault.SILENT, "silent"), (Fault.WRONG_SUM, "nonsense"), (Fault.HALF_FRAME, "nonsense")]
)
async def test_a_broken_board_is_a_fault_and_heals(fault, reason):
    async with a_rig() as rig:
        locker = rig.locker_48()
        board = board_on(locker.port)
        locker.faults.add(fault)
        with pytest.raises(DriverFault, match=reason):
            await board.read()
        locker.faults = {Fault.ECHO}
        assert all(door.closed for door in await board.read())
        board.close()


async def test_a_half_frame_is_followed_by_a_whole_one():
    with far_end() as end:
        board = board_on(end.port)
        end.answers = [STATUS[:7], STATUS]
        async with asyncio.timeout(180):
            assert [lock for lock, door in enumerate(await board.read()) if door.closed] == [0, 1, 2, 46, 47]
        board.close()
