import asyncio
import threading

import pytest
from gpiozero import Device, Factory
from gpiozero.pins.mock import MockFactory, MockSPIDevice

from hallenwart_edge.drivers.mcp3008 import Mcp3008
from hallenwart_edge.errors import DriverFault
from support.rig import a_rig, pins_of


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


async def test_a_closed_converter_is_a_fault(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            converter = Mcp3008(factory)
            channel = converter.channel(0)
            converter.close()
            with pytest.raises(DriverFault, match="adc"):
                await channel.read_code()


async def test_a_converter_is_read_while_all_other_threads_are_busy(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            converter = Mcp3008(factory)
            channel = converter.channel(0)
            free = threading.Event()
            busy = [asyncio.create_task(asyncio.to_thread(free.wait, 20)) for _ in range(64)]
            try:
                async with asyncio.timeout(180):
                    await channel.read_code()
            finally:
                free.set()
                await asyncio.gather(*busy)
            converter.close()


async def test_a_closed_channel_is_a_fault(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            converter = Mcp3008(factory)
            channel = converter.channel(0)
            channel.close()
            with pytest.raises(DriverFault, match="adc"):
                await channel.read_code()
            converter.close()
