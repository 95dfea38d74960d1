import asyncio
import contextlib

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.door_types import Target
from hallenwart_edge.drivers import hilink, hilink_line, ld2450
from hallenwart_edge.drivers.ld2450 import Ld2450, SupplyCuts
from hallenwart_edge.drivers.output_relay import OutputRelay
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.crowds.echo import Echo
from support.rig import a_rig, pins_of

POWER = 6
AT_ONCE_S = 0.02


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    for module in (hilink_line, ld2450):
        monkeypatch.setattr(module, "SILENT_AFTER_S", 0.15)
    monkeypatch.setattr(hilink_line, "ANSWERS_WITHIN_S", 0.1)
    monkeypatch.setattr(ld2450, "OFF_S", 0.1)
    monkeypatch.setattr(ld2450, "STARTS_WITHIN_S", 2.0)


def radar_on(port: str, **how) -> Ld2450:
    return Ld2450(lambda baud: SerialLine("tuer", port, baud=baud), component="tuer", clock=SystemClock(), **how)


@contextlib.asynccontextmanager
async def watched(radar: Ld2450):
    async with contextlib.aclosing(radar.frames()) as frames:
        async with asyncio.timeout(180):
            yield frames
    radar.close()


async def targets(frames, count: int = 1):
    return [(await anext(frames)).targets for _ in range(count)][-1]


async def test_what_it_sees_is_read_and_it_is_set_up_first():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        unit.multi = False
        unit.see(Echo(-782, 1713, -16), Echo(450, 2300, 35))
        async with watched(radar_on(unit.port)) as frames:
            assert set(await targets(frames)) == {Target(-782, 1713, -16), Target(450, 2300, 35)}
            assert (unit.multi, unit.bluetooth, unit.configuring) == (True, False, False)
            unit.see()
            assert await targets(frames, 5) == ()


async def test_bluetooth_stays_on_when_the_configuration_says_so():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        async with watched(radar_on(unit.port, bluetooth=True)) as frames:
            await targets(frames)
        assert unit.bluetooth
        assert hilink.BLUETOOTH not in unit.commands


async def test_a_unit_that_answers_no_command_is_read_all_the_same():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        unit.deaf = True
        unit.see(Echo(10, 2_000, 0))
        async with watched(radar_on(unit.port)) as frames:
            assert await targets(frames) == (Target(10, 2_000, 0),)


async def test_a_unit_somebody_left_in_its_set_up_is_brought_out_of_it():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        async with watched(radar_on(unit.port)) as frames:
            await targets(frames)
            unit.configuring = True
            unit.see(Echo(10, 2_000, 0))
            assert await targets(frames, 8) == (Target(10, 2_000, 0),)
            assert not unit.configuring


async def test_a_unit_that_hangs_is_a_fault_without_a_relay():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        async with watched(radar_on(unit.port)) as frames:
            await targets(frames)
            unit.silent = True
            with pytest.raises(DriverFault, match="no valid frame"):
                await targets(frames, 20)


async def test_a_unit_that_hangs_gets_its_supply_cut_where_there_is_a_relay(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            unit = rig.ld2450(period_s=AT_ONCE_S)
            supply = rig.relay_load(POWER, closed_at_rest=True)
            unit.fed_by(lambda: supply.on)
            relay = OutputRelay(factory, "tuer", pin=POWER, closed_at_rest=True, on=True)
            async with watched(radar_on(unit.port, power=relay)) as frames:
                await targets(frames)
                unit.silent = True
                unit.see(Echo(10, 2_000, 0))
                assert await targets(frames, 20) == (Target(10, 2_000, 0),)
            assert supply.history[-2:] == [False, True]
            relay.close()


async def test_a_unit_that_hangs_for_good_is_a_fault_after_its_supply_was_cut(monkeypatch):
    monkeypatch.setattr(ld2450, "STARTS_WITHIN_S", 0.3)
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            unit = rig.ld2450(period_s=AT_ONCE_S)
            supply = rig.relay_load(POWER)
            relay = OutputRelay(factory, "tuer", pin=POWER, on=True)
            async with watched(radar_on(unit.port, power=relay)) as frames:
                await targets(frames)
                unit.silent = True  # it hangs at another supply
                with pytest.raises(DriverFault, match="no valid frame"):
                    await targets(frames, 20)
            assert supply.on
            relay.close()


async def test_a_unit_that_tells_the_very_same_places_for_ever_hangs_but_one_that_sees_nobody_does_not(monkeypatch):
    monkeypatch.setattr(ld2450, "FROZEN_REPORTS", 5)
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        async with watched(radar_on(unit.port)) as frames:
            assert await targets(frames, 12) == ()
            unit.see(Echo(10, 2_000, 0))
            with pytest.raises(DriverFault, match="the same places"):
                await targets(frames, 30)


def test_a_supply_is_cut_ever_more_rarely_while_that_does_not_help():
    cuts, moments = SupplyCuts(), []
    for minute in [*range(5_000, 5_300), 9_000, 9_001]:
        if cuts.due(minute * 60_000):
            cuts.noted(minute * 60_000)
            moments.append(minute - 5_000)
    assert moments == [0, 1, 5, 21, 81, 141, 201, 261, 4_000, 4_001]


async def test_a_unit_that_hangs_for_good_keeps_its_supply_the_next_time(monkeypatch):
    monkeypatch.setattr(ld2450, "STARTS_WITHIN_S", 0.2)
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            unit, supply, cuts = rig.ld2450(period_s=AT_ONCE_S), rig.relay_load(POWER), SupplyCuts()
            relay = OutputRelay(factory, "tuer", pin=POWER, on=True)
            unit.silent = True
            for _ in range(2):
                async with watched(radar_on(unit.port, power=relay, cuts=cuts)) as frames:
                    with pytest.raises(DriverFault, match="no valid frame"):
                        await targets(frames)
            assert supply.history.count(False) == 1
            relay.close()


async def test_a_unit_as_delivered_is_set_over_to_the_rate_for_long_wires():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        unit.see(Echo(10, 2_000, 0))
        async with watched(radar_on(unit.port, baud=115_200)) as frames:
            assert await targets(frames) == (Target(10, 2_000, 0),)
        assert unit.baud == 115_200
        unit.commands.clear()
        async with watched(radar_on(unit.port, baud=115_200)) as frames:
            await targets(frames)
        assert hilink.SET_BAUD not in unit.commands


async def test_the_wrong_rate_is_garbage_and_a_fault():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        unit.baud = 115_200
        async with watched(radar_on(unit.port)) as frames:
            with pytest.raises(DriverFault, match="no valid frame"):
                await targets(frames)


async def test_noise_between_reports_costs_no_later_one():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        async with watched(radar_on(unit.port)) as frames:
            await targets(frames)
            unit.noise(b"\xaa\xff\x03\x00\x0e\x03 plugged in \x55")
            unit.see(Echo(10, 2_000, 0))
            assert await targets(frames, 6) == (Target(10, 2_000, 0),)


async def test_a_plug_that_is_pulled_is_a_fault_at_once():
    async with a_rig() as rig:
        unit = rig.ld2450(period_s=AT_ONCE_S)
        async with watched(radar_on(unit.port)) as frames:
            await targets(frames)
            unit.unplug()
            with pytest.raises(DriverFault):
                await targets(frames, 20)
