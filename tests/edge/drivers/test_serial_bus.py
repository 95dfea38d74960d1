"""Several boards on one line, through the hardware of the configuration, and one supply for their coils."""

import asyncio
from itertools import pairwise

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge import supply as supply_of_boards
from hallenwart_edge.config import Agent, AgentConfig
from hallenwart_edge.config_devices import Compartment, Locker
from hallenwart_edge.drivers.kr_cu16 import KrCu16
from hallenwart_edge.drivers.serial_bus import SerialBus
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.hardware import Hardware
from hallenwart_sim.devices.lock_board import EmulatedSupply, Fault
from support.rig import a_rig, until

COMPARTMENTS = [Compartment(number=1, lock=0, column=1, row=1)]


@pytest.fixture
def hardware(request):
    hardware = Hardware(AgentConfig(agent=Agent(device="nordpark-1", site="nordpark")), SystemClock())
    yield hardware
    hardware.close()


def locker(name: str, port: str, **how) -> Locker:
    return Locker(id=name, port=port, compartments=COMPARTMENTS, **how)


async def test_boards_of_both_kinds_share_a_line(hardware):
    async with a_rig() as rig:
        bus = rig.bus()
        small, large = rig.locker(bus=bus, keys=(3,)), rig.locker_48(bus=bus, address=7)
        large.pull_door(30, force=True)
        boards = [hardware.locker(locker("a", bus.port)), hardware.locker(locker("b", bus.port, board="kr-cu48", address=7))]
        few, many = await asyncio.gather(*(board.read() for board in boards))
        assert [lock for lock, door in enumerate(few) if door.item_present] == [3]
        assert [lock for lock, door in enumerate(many) if not door.closed] == [30]
        assert small.bus.collisions == 0


async def test_a_silent_board_is_a_fault_of_its_own_and_takes_no_line_away(hardware):
    async with a_rig() as rig:
        bus = rig.bus()
        silent, _ = rig.locker(bus=bus), rig.locker(bus=bus, address=1)
        silent.faults.add(Fault.SILENT)
        first, second = hardware.locker(locker("a", bus.port)), hardware.locker(locker("b", bus.port, address=1))

        async def many() -> int:
            return sum([len(await second.read()) for _ in range(4)])

        fault, doors = await asyncio.gather(first.read(), many(), return_exceptions=True)
        assert isinstance(fault, DriverFault)
        assert (fault.component, doors) == ("a", 4 * 16)
        silent.faults.clear()
        assert len(await first.read()) == 16


async def test_a_plug_pulled_and_put_back_heals_all_boards(hardware):
    async with a_rig() as rig:
        bus = rig.bus()
        rig.locker(bus=bus), rig.locker(bus=bus, address=1)
        boards = [hardware.locker(locker("a", bus.port)), hardware.locker(locker("b", bus.port, address=1))]
        for board in boards:
            await board.read()
        bus.unplug()
        with pytest.raises(DriverFault) as told:
            await boards[1].unlock(0)
        assert told.value.component == "b"
        for name, board in zip("ab", boards, strict=True):
            with pytest.raises(DriverFault) as told:
                await board.read()
            assert told.value.component == name
        bus.plug_in()
        for board in boards:
            assert len(await board.read()) == 16


async def test_the_line_stays_open_as_long_as_one_board_holds_a_place():
    async with a_rig() as rig:
        wires = rig.bus()
        rig.locker(bus=wires), rig.locker(bus=wires, address=1)
        bus = SerialBus(wires.port, baud=19_200)
        first, second = KrCu16(bus.place("a")), KrCu16(bus.place("b"), address=1)
        await first.read()
        line = bus.line("a")
        first.close()
        assert not line.lost
        await second.read()
        assert bus.line("b") is line
        second.close()
        assert line.lost


async def test_a_line_that_was_lost_is_opened_anew_for_whoever_asks_first():
    async with a_rig() as rig:
        wires = rig.bus()
        rig.locker(bus=wires), rig.locker(bus=wires, address=1)
        bus = SerialBus(wires.port, baud=19_200)
        first, idle = KrCu16(bus.place("a")), KrCu16(bus.place("b"), address=1)
        await idle.read()
        wires.unplug()
        with pytest.raises(DriverFault):
            await first.read()
        wires.plug_in()
        assert len(await first.read()) == 16
        for board in (first, idle):
            board.close()


async def test_two_boards_with_one_address_are_a_fault(hardware):
    async with a_rig() as rig:
        bus = rig.bus()
        rig.locker(bus=bus, keys=(1,)), rig.locker(bus=bus)
        with pytest.raises(DriverFault, match="nonsense"):
            await hardware.locker(locker("a", bus.port)).read()


async def test_coils_of_one_supply_wait_for_each_other_on_all_boards(hardware):
    async with a_rig() as rig:
        bus, supply = rig.bus(), EmulatedSupply()
        emulated = [rig.locker(bus=bus, supply=supply), rig.locker(bus=bus, address=1, supply=supply)]
        for each in emulated:
            each.pulse_ms = 200
        boards = [hardware.locker(locker(name, bus.port, address=address, pulse_ms=200)) for address, name in enumerate("ab")]
        await asyncio.gather(*(board.unlock(lock) for board in boards for lock in (0, 5)))
        await until(lambda: all(each.hook_open(lock) for each in emulated for lock in (0, 5)))
        assert supply.brown_outs == 0
        at_ns = sorted(ns for each in emulated for _, ns in each.unlocks)
        assert min(later - earlier for earlier, later in pairwise(at_ns)) >= 200_000_000


async def test_boards_on_lines_of_their_own_share_a_supply_by_its_name(hardware):
    async with a_rig() as rig:
        supply = EmulatedSupply()
        emulated = [rig.locker(supply=supply), rig.locker(supply=supply)]
        for each in emulated:
            each.pulse_ms = 200
        boards = [
            hardware.locker(locker(name, each.port, supply="schrank", pulse_ms=200))
            for name, each in zip("ab", emulated, strict=True)
        ]
        await asyncio.gather(*(board.unlock(2) for board in boards))
        await until(lambda: all(each.hook_open(2) for each in emulated))
        assert supply.brown_outs == 0


async def test_without_a_common_supply_they_do_not_wait_and_one_that_is_common_breaks_down(hardware):
    async with a_rig() as rig:
        supply = EmulatedSupply()
        emulated = [rig.locker(supply=supply), rig.locker(supply=supply)]
        boards = [hardware.locker(locker(name, each.port)) for name, each in zip("ab", emulated, strict=True)]
        await asyncio.gather(*(board.unlock(2) for board in boards))
        await until(lambda: supply.brown_outs == 1)


async def test_a_turn_that_does_not_come_is_refused_and_pulses_nothing(hardware, monkeypatch):
    monkeypatch.setattr(supply_of_boards, "LONGEST_WAIT_S", 0.2)
    async with a_rig() as rig:
        emulated = rig.locker()
        board = hardware.locker(locker("a", emulated.port, pulse_ms=1000))
        await board.unlock(0)
        with pytest.raises(DriverFault, match="busy with other coils") as told:
            await board.unlock(1)
        assert told.value.component == "a"
        await board.unlock(0)  # the same coil need not wait
        await board.read()
        assert [lock for lock, _ in emulated.unlocks] == [0, 0]
