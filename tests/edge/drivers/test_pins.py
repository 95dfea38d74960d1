"""The pin drivers on gpiozero's own mock and on the simulator's pins; both called back from another thread, as real pins do."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from gpiozero import Device, Factory
from gpiozero.pins.mock import MockFactory, MockSPIDevice

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.drivers import beam_pair
from hallenwart_edge.drivers.beam_pair import GpioBeamPair
from hallenwart_edge.drivers.mcp3008 import Mcp3008
from hallenwart_edge.drivers.siren_relay import SirenRelay
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Beam
from support.rig import a_rig, pins_of, until

OUTER, INNER, SIREN = 17, 27, 22


@dataclass
class Bench:
    """A pin factory with the other side of its pins in hand."""

    factory: Factory
    drive: Callable[[int, bool], None]
    level: Callable[[int], bool]
    is_output: Callable[[int], bool]


def from_a_worker(drive: Callable[[int, bool], None]) -> Callable[[int, bool], None]:
    def run(pin: int, high: bool) -> None:
        worker = threading.Thread(target=drive, args=(pin, high))
        worker.start()
        worker.join()

    return run


@pytest.fixture
def mock_bench() -> Iterator[Bench]:
    factory = MockFactory()

    def drive(pin: int, high: bool) -> None:
        (factory.pin(pin).drive_high if high else factory.pin(pin).drive_low)()

    yield Bench(
        factory,
        from_a_worker(drive),
        lambda pin: bool(factory.pin(pin).state),
        lambda pin: factory.pin(pin).function == "output",
    )
    factory.reset()


@pytest.fixture
async def simulated_bench(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            yield Bench(factory, rig.pins.drive, rig.pins.level, rig.pins.is_output)


@pytest.fixture(params=["mock", "simulated"])
def bench(request) -> Bench:
    return request.getfixturevalue(f"{request.param}_bench")


async def first_edges(beams: GpioBeamPair, count: int) -> list[tuple[Beam, bool]]:
    edges = []
    async with asyncio.timeout(10):
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
    waiting_until = after_ms + 60
    while SystemClock().mono_ms() < waiting_until:  # the loop is busy, the pin is not
        pass
    edge = await following
    assert before_ms - 2 <= edge.mono_ms <= after_ms + 2
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


class BitLevelMcp3008(MockSPIDevice):
    """The chip as its data sheet draws it: start bit, single-ended, channel; then a null bit and ten bits of code."""

    def __init__(self, factory: Factory, codes: dict[int, int]) -> None:
        super().__init__(11, 10, 9, 8, pin_factory=factory)
        self.codes = codes
        self.asked: list[list[int]] = []

    def on_bit(self) -> None:
        if self.rx_bit == 12:
            bits = [int(bit) for bit in self.rx_buf]
            self.asked.append(bits)
            channel = bits[9] << 2 | bits[10] << 1 | bits[11]
            self.tx_word(0, 2)
            self.tx_word(self.codes.get(channel, 0), 10)


@pytest.mark.parametrize("code", [0, 1, 512, 1022, 1023])
async def test_the_converter_is_asked_as_its_data_sheet_says(code, monkeypatch):
    factory = MockFactory()
    monkeypatch.setattr(Device, "pin_factory", factory)  # gpiozero's bit-banged bus forgets the factory it was given
    chip = BitLevelMcp3008(factory, {5: code, 7: 512})
    converter = Mcp3008(factory)
    channel = converter.channel(5)
    assert await channel.read_code() == code
    assert chip.asked[0] == [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1]  # 01, then 1 (single-ended) 101 (channel 5)
    channel.close()
    converter.close()
    chip.close()


async def test_the_simulators_converter_answers_over_whole_words(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            converter = Mcp3008(factory)
            channels = [converter.channel(number) for number in range(7)]
            for number in range(7):
                rig.pins.adc(number).code = 100 * number + 3
            assert [await channel.read_code() for channel in channels] == [3, 103, 203, 303, 403, 503, 603]


@pytest.mark.parametrize("self_test", [0, 460, 564, 1023])
async def test_a_dead_converter_is_a_fault_of_the_converter_and_never_a_code(self_test, monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            channel = Mcp3008(factory).channel(0)
            rig.pins.adc(0).code = 512
            rig.pins.adc(7).code = self_test
            with pytest.raises(DriverFault, match="self-test") as told:
                await channel.read_code()
            assert told.value.component == "adc"
            rig.pins.adc(7).code = 512
            assert await channel.read_code() == 512
            rig.adc.dead = True
            with pytest.raises(DriverFault):
                await channel.read_code()


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
            with pytest.raises(DriverFault, match="gone"):  # a late answer must not be taken for the next
                await channel.read_code()
