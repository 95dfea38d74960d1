"""The pin drivers on gpiozero's own mock and on the simulator's pins; both called back from another thread, as real pins do."""

import asyncio

import pytest
from gpiozero import Factory

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.drivers import beam_pair
from hallenwart_edge.drivers.beam_pair import GpioBeamPair
from hallenwart_edge.drivers.dialler_relay import DiallerRelay
from hallenwart_edge.drivers.mcp3008 import Mcp3008
from hallenwart_edge.drivers.siren_relay import SirenRelay
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Beam
from support.pins import Bench
from support.rig import a_rig, pins_of, until

OUTER, INNER, SIREN, DIALLER = 17, 27, 22, 25


async def first_edges(beams: GpioBeamPair, count: int) -> list[tuple[Beam, bool]]:
    edges = []
    async with asyncio.timeout(180):
        async for edge in beams.edges():
            edges.append((edge.beam, edge.broken))
            if len(edges) == count:
                break
    return edges


def beams_on(factory: Factory) -> GpioBeamPair:
    return GpioBeamPair(factory, "tuer", outer_pin=OUTER, inner_pin=INNER, clock=SystemClock())


async def lit_beams_on(bench: Bench) -> GpioBeamPair:
    """Beams whose receivers came to see light after the pull-ups were on."""
    beams = beams_on(bench.factory)
    bench.drive(OUTER, False)
    bench.drive(INNER, False)
    assert await first_edges(beams, 2) == [(Beam.OUTER, False), (Beam.INNER, False)]
    assert beams.levels() == (False, False)
    return beams


async def test_a_siren_is_silent_when_it_is_opened_and_when_it_is_closed(bench: Bench):
    siren = SirenRelay(bench.factory, SIREN)
    assert bench.is_output(SIREN)
    assert bench.level(SIREN)
    siren.sound()
    assert not bench.level(SIREN)
    siren.silence()
    assert bench.level(SIREN)
    siren.close()
    siren.close()
    assert not bench.is_output(SIREN)


async def test_a_diallers_contact_is_open_when_it_is_opened_and_when_it_is_closed(bench: Bench):
    dialler = DiallerRelay(bench.factory, DIALLER, active_high=True)
    assert bench.is_output(DIALLER)
    assert not bench.level(DIALLER)
    dialler.dial()
    assert bench.level(DIALLER)
    dialler.rest()
    assert not bench.level(DIALLER)
    dialler.dial()
    dialler.close()
    dialler.close()
    assert not bench.is_output(DIALLER)


async def test_a_siren_of_a_board_that_is_active_high(bench: Bench):
    siren = SirenRelay(bench.factory, SIREN, active_high=True)
    assert not bench.level(SIREN)
    siren.sound()
    assert bench.level(SIREN)
    siren.close()


async def test_closing_a_sounding_siren_silences_it_before_the_pin_is_let_go(monkeypatch):
    async with a_rig() as rig:
        heard = rig.siren(SIREN)
        with pins_of(rig, monkeypatch) as factory:
            siren = SirenRelay(factory, SIREN)
            siren.sound()
            await heard.wait(sounding=True)
            siren.close()
            assert not heard.sounding
        assert [sounding for _, sounding in heard.history] == [True, False]


async def test_closing_writes_the_silent_level_itself(mock_bench: Bench):
    siren = SirenRelay(mock_bench.factory, SIREN)
    siren.sound()
    pin = mock_bench.factory.pin(SIREN)
    pin.clear_states()
    siren.close()
    assert pin.states[1].state


async def test_walking_in_breaks_the_outer_beam_first(bench: Bench):
    beams = await lit_beams_on(bench)
    edges = asyncio.create_task(first_edges(beams, 4))
    await asyncio.sleep(0)
    for pin, broken in ((OUTER, True), (INNER, True), (OUTER, False), (INNER, False)):
        bench.drive(pin, broken)
    assert await edges == [(Beam.OUTER, True), (Beam.INNER, True), (Beam.OUTER, False), (Beam.INNER, False)]
    beams.close()


async def test_a_cut_wire_reads_as_a_broken_beam(bench: Bench):
    beams = beams_on(bench.factory)
    assert beams.levels() == (True, True)
    beams.close()


async def test_an_edge_that_was_never_told_shows_in_the_levels(mock_bench: Bench, monkeypatch):
    monkeypatch.setattr(beam_pair, "LEVELS_EVERY_S", 0.05)
    beams = await lit_beams_on(mock_bench)
    edges = asyncio.create_task(first_edges(beams, 1))
    await asyncio.sleep(0)
    mock_bench.factory.pin(INNER).when_changed = None
    mock_bench.drive(INNER, True)
    assert await edges == [(Beam.INNER, True)]
    beams.close()


async def test_edges_carry_the_time_of_the_pin_and_not_of_the_reader(bench: Bench):
    beams = await lit_beams_on(bench)
    stream = beams.edges()
    following = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    before_ms = SystemClock().mono_ms()
    bench.drive(OUTER, True)
    after_ms = SystemClock().mono_ms()
    waiting_until = after_ms + 200
    while SystemClock().mono_ms() < waiting_until:  # the loop is busy, the pin is not
        pass
    edge = await following
    assert before_ms - 50 <= edge.mono_ms <= after_ms + 50
    await stream.aclose()
    beams.close()


@pytest.mark.parametrize("ticks", [0.0, 1.7e9])
async def test_an_edge_stamped_by_another_clock_happened_now(ticks, mock_bench: Bench):
    beams = await lit_beams_on(mock_bench)
    beams._callbacks[0](ticks, 1)
    before_ms = SystemClock().mono_ms()
    stream = beams.edges()
    assert before_ms <= (await anext(stream)).mono_ms <= SystemClock().mono_ms()
    await stream.aclose()
    beams.close()


async def test_closed_beams_are_a_fault(bench: Bench):
    beams = beams_on(bench.factory)
    beams.close()
    with pytest.raises(DriverFault):
        beams.levels()


async def test_a_pin_has_one_owner(bench: Bench):
    siren = SirenRelay(bench.factory, SIREN)
    with pytest.raises(DriverFault, match="in use"):
        SirenRelay(bench.factory, SIREN)
    siren.close()


async def test_a_lost_simulator_is_a_fault_of_every_device(monkeypatch):
    monkeypatch.setattr(beam_pair, "LEVELS_EVERY_S", 0.05)
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            siren, beams, channel = SirenRelay(factory, SIREN), beams_on(factory), Mcp3008(factory).channel(0)
            edges = asyncio.create_task(first_edges(beams, 100))
            rig.pins.drop_connections()
            await until(lambda: factory.wire.lost)
            with pytest.raises(DriverFault) as told:
                siren.sound()
            assert told.value.component == "siren"
            with pytest.raises(DriverFault):
                beams.levels()
            with pytest.raises(DriverFault):
                await edges
            with pytest.raises(DriverFault) as told:
                await channel.read_code()
            assert told.value.component == "adc"
            with pytest.raises(DriverFault):
                SirenRelay(factory, 23)
            beams.close()
            with pytest.raises(DriverFault):
                siren.close()


async def test_a_simulator_that_does_not_answer_is_a_fault_in_time(monkeypatch):
    monkeypatch.setattr("hallenwart_sim.pins.ANSWERS_WITHIN_S", 0.1)
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            channel = Mcp3008(factory).channel(0)
            rig.pins.hanging = True
            with pytest.raises(DriverFault, match="no answer"):
                await channel.read_code()
            rig.pins.hanging = False
            rig.pins.adc(7).code = 512
            assert await channel.read_code() == 0  # the simulator answers again, and so does the pin
