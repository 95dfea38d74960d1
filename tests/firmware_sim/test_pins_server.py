"""The pins as they are spoken on the socket, without the factory, and what gpiozero asks of a factory."""

import asyncio
import json
import socket
import threading
from contextlib import asynccontextmanager

import pytest
from gpiozero import (
    MCP3008,
    Button,
    GPIODevice,
    GPIOPinInUse,
    InputDevice,
    OutputDevice,
    PinInvalidFunction,
    PinInvalidPull,
    PinSetInput,
    SPIBadArgs,
)

from hallenwart_contract.clock import TownClock
from hallenwart_sim.pins import PinFault, Wire
from hallenwart_sim.pins_wire import Answer, Request, to_line
from hallenwart_sim.world import World
from support.rig import a_rig, pins_of, until


@asynccontextmanager
async def spoken(rig):
    reader, writer = await asyncio.open_unix_connection(rig.pins_socket)

    async def ask(**request):
        writer.write(json.dumps(request).encode() + b"\n")
        async with asyncio.timeout(180):
            return json.loads(await reader.readline())

    async def hear():
        async with asyncio.timeout(180):
            return json.loads(await reader.readline())

    yield ask, hear
    writer.close()
    await writer.wait_closed()


async def test_pulls_drivers_and_outputs_decide_the_level():
    async with a_rig() as rig, spoken(rig) as (ask, _):
        assert not (await ask(do="input", pin=17))["level"]
        assert (await ask(do="input", pin=17, pull="up"))["level"]
        rig.pins.drive(17, high=False)
        assert not (await ask(do="read", pin=17))["level"]
        rig.pins.release(17)
        assert (await ask(do="read", pin=17))["level"]
        await ask(do="output", pin=17, level=False)
        rig.pins.drive(17, high=True)  # the agent's output wins
        assert not rig.pins.level(17)
        await ask(do="write", pin=17, level=True)
        assert rig.pins.level(17)


async def test_edges_come_unasked_with_the_simulators_time():
    async with World(clock=TownClock(0, 0)) as world:
        rig = await world.add_rig("nordpark-1")
        async with spoken(rig) as (ask, hear):
            await ask(do="watch", pin=17)
            rig.pins.drive(17, high=True)
            edge = await hear()
            assert edge == {"type": "edge", "pin": 17, "level": True, "mono_ms": rig.pins.history(17)[-1].mono_ms}
            rig.pins.drive(27, high=True)  # not watched
            await ask(do="unwatch", pin=17)
            rig.pins.drive(17, high=False)
            assert (await ask(do="read", pin=17))["type"] == "answer"


async def test_a_converter_is_reached_in_words():
    async with a_rig() as rig:
        rig.pins.adc(3).code = 777
        async with spoken(rig) as (ask, _):
            assert (await ask(do="spi", words=[0x01, 0xB0, 0x00]))["words"] == [0, 3, 9]


async def test_an_agent_that_talks_nonsense_loses_its_wire_alone():
    async with a_rig() as rig:
        reader, writer = await asyncio.open_unix_connection(rig.pins_socket)
        writer.write(b"nonsense\n")
        assert await reader.read() == b""
        writer.close()
        async with spoken(rig) as (ask, _):
            assert (await ask(do="hello"))["mono_ms"] > 0


async def test_history_keeps_changes_only():
    async with a_rig() as rig:
        for high in (True, True, False, False, True):
            rig.pins.drive(5, high)
        assert [high for _, high in rig.pins.history(5)] == [True, False, True]


async def test_driving_from_many_threads_loses_nothing():
    async with a_rig() as rig, spoken(rig) as (ask, hear):
        await ask(do="watch", pin=5)

        def toggle() -> None:
            for _ in range(50):
                rig.pins.drive(5, high=not rig.pins.level(5))

        threads = [threading.Thread(target=toggle) for _ in range(4)]
        for thread in threads:
            thread.start()
        await asyncio.to_thread(lambda: [thread.join() for thread in threads])
        changes = [change.high for change in rig.pins.history(5)]
        assert [(await hear())["level"] for _ in changes] == changes


async def test_gpiozeros_devices_work_on_the_pins(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            pressed = threading.Event()
            caller = []
            button = Button(5, pin_factory=factory)
            assert not button.is_pressed
            button.when_pressed = lambda: (caller.append(threading.current_thread()), pressed.set())
            rig.pins.drive(5, high=False)
            assert await asyncio.to_thread(pressed.wait, 5)
            assert button.is_pressed
            assert caller[0] not in (threading.main_thread(), threading.current_thread())
            button.close()
            lamp = OutputDevice(6, initial_value=True, pin_factory=factory)
            assert rig.pins.level(6)
            lamp.toggle()
            assert not rig.pins.level(6)
            lamp.close()
            assert not rig.pins.is_output(6)


@pytest.mark.parametrize(("edges", "levels"), [("both", [True, False]), ("rising", [True]), ("falling", [False])])
async def test_only_the_wanted_edges_are_called_back(edges, levels, monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            told = []

            def note(ticks: float, state: int) -> None:
                told.append((ticks, bool(state)))

            device = InputDevice(5, pin_factory=factory)
            device.pin.edges = edges
            device.pin.when_changed = note
            rig.pins.drive(5, high=True)
            rig.pins.drive(5, high=False)
            await until(lambda: len(told) == len(levels))
            assert [state for _, state in told] == levels
            assert all(abs(factory.ticks_diff(factory.ticks(), ticks)) < 5 for ticks, _ in told)
            device.close()


async def test_what_a_pin_cannot_do_is_gpiozeros_error(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            device = GPIODevice(5, pin_factory=factory)
            with pytest.raises(PinSetInput):
                device.pin.state = 1
            with pytest.raises(PinInvalidFunction):
                device.pin.function = "magic"
            with pytest.raises(PinInvalidPull):
                device.pin.pull = "sideways"
            device.close()
            with pytest.raises(SPIBadArgs):
                factory.spi(port=0, device=0, colour="red")


async def test_the_pins_of_the_bus_have_no_other_use(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            first, second = MCP3008(0, pin_factory=factory), MCP3008(1, pin_factory=factory)
            with pytest.raises(GPIOPinInUse):
                OutputDevice(8, pin_factory=factory)
            first.close()
            second.close()
            OutputDevice(8, pin_factory=factory).close()


async def test_ticks_are_the_simulators(monkeypatch):
    class Ahead(TownClock):
        def mono_ms(self) -> int:
            return super().mono_ms() + 3_600_000

    async with World(clock=Ahead(0, 0)) as world:
        rig = await world.add_rig("nordpark-1")
        with pins_of(rig, monkeypatch) as factory:
            assert abs(factory.ticks() * 1000 - Ahead(0, 0).mono_ms()) < 50


def test_a_late_answer_is_not_taken_for_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("hallenwart_sim.pins.ANSWERS_WITHIN_S", 0.2)
    path = str(tmp_path / "pins")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(path)
        listening.listen()
        wire = Wire(path)
        simulator, _ = listening.accept()
        with simulator:
            with pytest.raises(PinFault, match="no answer"):
                wire.ask(Request("read", pin=4))
            simulator.sendall(to_line(Answer(0, 1, level=False)) + to_line(Answer(0, 2, level=True)))
            assert wire.ask(Request("read", pin=4)).level
            wire.close()
