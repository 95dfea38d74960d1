"""One suite over every switch: a relay on mock pins and on simulated ones, a Shelly on a real broker; then each alone."""

import asyncio
import contextlib

import msgspec
import pytest
from gpiozero.pins.mock import MockFactory

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.check import check
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.drivers.output_relay import OutputRelay
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.local_bus.bus import LocalBus
from hallenwart_edge.local_bus.shelly_switch import ShellyCalls
from hallenwart_edge.mqtt import Mqtt
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.shelly_switch import EmulatedShellySwitch
from support.brokers import HOST, needs_mosquitto
from support.house_broker import house_broker
from support.rig import a_rig, pins_of, until

PIN = 5
NAME = "licht-halle"


class ShellyHouse:
    """A broker, a Shelly with two channels, and the agent's side of both."""

    def __init__(self, broker, answers_within_s=5.0):
        self.broker = broker
        self.shelly = EmulatedShellySwitch(Account(HOST, broker.port), clock=SystemClock(), channels=2)
        client = Mqtt(host=HOST, port=broker.port, client_id="hallenwart-nordpark-1")
        self.calls = ShellyCalls("hallenwart-nordpark-1", answers_within_s=answers_within_s)
        self.bus = LocalBus(client, [], clock=SystemClock(), calls=[self.calls])
        self.port = self.calls.switch(NAME, self.shelly.prefix, 0)
        self._task = asyncio.create_task(self.bus.run())

    async def up(self):
        await self.shelly.plug_in()
        await until(lambda: self.bus.linked, within_s=180)

    async def close(self):
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        await self.shelly.unplug()


@pytest.fixture
async def house(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        house = ShellyHouse(broker)
        await house.up()
        yield house
        await house.close()


@pytest.fixture
async def relay(monkeypatch):
    async with a_rig() as rig:
        lamp = rig.relay_load(PIN)
        with pins_of(rig, monkeypatch) as factory:
            port = OutputRelay(factory, NAME, pin=PIN)
            yield port, lambda: lamp.on
            port.close()


@pytest.fixture
async def shelly(house):
    return house.port, lambda: house.shelly.on[0]


@pytest.fixture(
    params=["relay", pytest.param("shelly", marks=[needs_mosquitto, pytest.mark.mosquitto])],
)
def switch(request):
    return request.getfixturevalue(request.param)


async def test_a_switch_does_what_it_is_told_and_says_so(switch):
    port, burns = switch
    assert await port.read() is False
    for on in (True, True, False, False, True):
        await port.switch(on=on)
        assert await port.read() is on
        assert burns() is on


# --- relay ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("closed_at_rest", [True, False])
@pytest.mark.parametrize("active_high", [True, False])
async def test_a_relay_comes_up_as_it_was_without_a_flicker_however_it_is_wired(monkeypatch, active_high, closed_at_rest, on):
    async with a_rig() as rig:
        wiring = {"active_high": active_high, "closed_at_rest": closed_at_rest}
        lamp = rig.relay_load(PIN, **wiring)
        assert lamp.on is closed_at_rest  # the relay rests before the agent starts
        with pins_of(rig, monkeypatch) as factory:
            port = OutputRelay(factory, NAME, pin=PIN, **wiring, on=on)
            assert await port.read() is on
            assert lamp.on is on
            assert lamp.history in ([], [on])
            await port.switch(on=not on)
            assert lamp.on is not on
            port.close()
            port.close()
        await lamp.wait(on=closed_at_rest)


async def test_a_relay_whose_pin_is_gone_is_a_fault(monkeypatch):
    async with a_rig() as rig:
        with pins_of(rig, monkeypatch) as factory:
            port = OutputRelay(factory, NAME, pin=PIN)
            with pytest.raises(DriverFault, match=NAME):
                OutputRelay(factory, NAME, pin=PIN)
            rig.pins.drop_connections()
            with pytest.raises(DriverFault, match=NAME):
                await port.switch(on=True)
            with pytest.raises(DriverFault, match=NAME):
                await port.read()


@pytest.fixture
def mock_pins():
    factory = MockFactory()
    yield factory
    factory.reset()


async def test_a_pin_that_keeps_its_level_is_a_fault_and_no_light(mock_pins):
    port = OutputRelay(mock_pins, NAME, pin=PIN, active_high=True)
    stuck = mock_pins.pin(PIN)
    stuck._set_state = lambda _value: None  # shorted to ground
    with pytest.raises(DriverFault, match="stays"):
        await port.switch(on=True)
    assert await port.read() is False


# --- Shelly -----------------------------------------------------------------------------------------------------------


@needs_mosquitto
@pytest.mark.mosquitto
async def test_what_a_shelly_is_asked_is_what_its_documentation_says(house):
    await house.port.switch(on=True)
    said = [{key: call[key] for key in ("src", "method", "params")} for call in house.shelly.calls]
    assert said == [
        {"src": "hallenwart-nordpark-1", "method": "Switch.Set", "params": {"id": 0, "on": True}},
        {"src": "hallenwart-nordpark-1", "method": "Switch.GetStatus", "params": {"id": 0}},
    ]
    assert house.shelly.calls[0]["id"] != house.shelly.calls[1]["id"]


@needs_mosquitto
@pytest.mark.mosquitto
@pytest.mark.parametrize(
    ("trouble", "words"), [("refuses", "Overpower"), ("sticks", "does not follow"), ("garbles", "does not answer")]
)
async def test_a_shelly_that_does_not_do_it_is_a_fault_in_words_and_heals(house, trouble, words):
    house.calls._within_s = 0.3
    setattr(house.shelly, trouble, True)
    with pytest.raises(DriverFault, match=words):
        await house.port.switch(on=True)
    setattr(house.shelly, trouble, False)
    house.calls._within_s = 5.0
    await house.port.switch(on=True)
    assert house.shelly.on == [True, False]


@needs_mosquitto
@pytest.mark.mosquitto
async def test_a_shelly_that_hangs_or_has_no_power_does_not_answer_and_a_late_answer_is_nobodys(house):
    house.calls._within_s = 0.3
    house.shelly.hangs = True
    with pytest.raises(DriverFault, match="does not answer"):
        await house.port.read()
    house.shelly.hangs = False
    late = house.shelly.calls[-1]
    await house.shelly._answer(late, "hallenwart-nordpark-1/rpc")
    await house.shelly.unplug()
    with pytest.raises(DriverFault, match="does not answer"):
        await house.port.switch(on=True)
    await house.shelly.plug_in()
    house.calls._within_s = 5.0
    assert await house.port.read() is False


@needs_mosquitto
@pytest.mark.mosquitto
async def test_a_call_does_not_wait_for_a_broker_that_is_gone_and_works_when_it_is_back(house):
    house.shelly.hangs = True
    waiting = asyncio.create_task(house.port.read())
    await until(lambda: house.shelly.calls)
    house.broker.kill9()
    with pytest.raises(DriverFault, match="broker"):
        await waiting
    await until(lambda: not house.bus.linked, within_s=180)
    with pytest.raises(DriverFault, match="broker"):
        await house.port.switch(on=True)
    house.shelly.hangs = False
    house.broker.start()
    await house.shelly.plug_in()
    await until(lambda: house.bus.linked, within_s=180)
    await house.port.switch(on=True)
    assert house.shelly.on[0] is True


@needs_mosquitto
@pytest.mark.mosquitto
async def test_calls_to_both_channels_at_once_do_not_mix(house):
    other = house.calls.switch("licht-flur", house.shelly.prefix, 1)
    wrong = house.calls.switch("licht-dach", house.shelly.prefix, 9)
    said = await asyncio.gather(house.port.switch(on=True), other.read(), wrong.read(), return_exceptions=True)
    assert said[:2] == [None, False]
    assert isinstance(said[2], DriverFault)
    assert "not found" in said[2].reason
    assert house.shelly.on == [True, False]


async def test_check_looks_at_outputs_and_switches_nothing(monkeypatch):
    async with a_rig() as rig:
        lit, dark = rig.relay_load(PIN, closed_at_rest=True), rig.relay_load(6)
        monkeypatch.setenv(*next(iter(rig.environment.items())))
        tables = {
            "agent": {"device": "nordpark-1", "site": "nordpark"},
            "pins": {"factory": "hallenwart-sim"},
            "output": [
                {"id": "a", "kind": "light", "hall": "h", "relay": {"pin": PIN, "closed_at_rest": True}},
                {"id": "b", "kind": "heating", "hall": "h", "relay": {"pin": 6}},
            ],
        }
        said = []
        assert await check(msgspec.convert(tables, AgentConfig), said.append) == 0
        assert ["ok     a: bereit" in said[0], "ok     b: bereit" in said[1]] == [True, True]
        assert (lit.history, dark.history) == ([], [])


@needs_mosquitto
@pytest.mark.mosquitto
async def test_check_asks_a_shelly_and_names_one_that_is_silent(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        shelly = EmulatedShellySwitch(Account(HOST, broker.port), clock=SystemClock())
        await shelly.plug_in()
        outputs = [
            {"id": "a", "kind": "light", "hall": "h", "shelly": {"prefix": shelly.prefix}},
            {"id": "b", "kind": "light", "hall": "h", "shelly": {"prefix": "shellyplus1-gone"}},
        ]
        tables = {
            "agent": {"device": "nordpark-1", "site": "nordpark"},
            "local_bus": {"host": HOST, "port": broker.port},
            "output": outputs,
        }
        said = []
        assert await check(msgspec.convert(tables, AgentConfig), said.append) == 1
        assert "ok     a: antwortet, ist aus" in said[0]
        assert "FEHLER b: " in said[1]
        assert "does not answer" in said[1]
        assert [call["method"] for call in shelly.calls] == ["Switch.GetStatus"]
        await shelly.unplug()
