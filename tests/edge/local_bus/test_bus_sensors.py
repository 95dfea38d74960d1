"""Sensors on a real broker in the building: told once, told why not, counted as presence; a Tasmota's relays as outputs."""

import asyncio
import contextlib

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Quality
from hallenwart_edge.bus_join import bus_sensors, local_bus, switch_of
from hallenwart_edge.check import check
from hallenwart_edge.config_file import load_config
from hallenwart_edge.errors import DriverFault
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.shelly_switch import EmulatedShellySwitch
from hallenwart_sim.devices.tasmota import EmulatedTasmota
from hallenwart_sim.devices.zigbee2mqtt import EmulatedZigbeeBridge
from support.brokers import HOST, needs_mosquitto
from support.edge_time import KeptBoard, KeptOutbox, ManualClock
from support.house_broker import house_broker
from support.rig import until

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]
CONFIG = """
[agent]
device = "nordpark-1"
site = "nordpark"
[local_bus]
host = "{host}"
port = {port}
[[bus_sensor]]
id = "fenster"
system = "zigbee2mqtt"
topic = "zigbee2mqtt/Umkleide/Fenster"
every_s = 3600
reading = [{{ field = "contact", kind = "contact" }}, {{ field = "battery", kind = "battery" }}]
[[bus_sensor]]
id = "bewegung"
hall = "nordpark"
system = "zigbee2mqtt"
topic = "zigbee2mqtt/Bewegung"
every_s = 3600
reading = [{{ field = "occupancy", kind = "presence" }}]
[[bus_sensor]]
id = "strom"
system = "shelly"
topic = "shellyplus1pm-4417939341dc"
every_s = 60
reading = [{{ field = "switch:0.apower", kind = "power" }}, {{ field = "switch:0.voltage", kind = "number", quantity = "u_v" }}]
[[bus_sensor]]
id = "keller"
system = "tasmota"
topic = "keller"
every_s = 300
reading = [{{ field = "DS18B20.Temperature", kind = "temperature" }}, {{ field = "POWER1", kind = "switch" }}]
[[output]]
id = "licht"
kind = "light"
hall = "nordpark"
tasmota = {{ topic = "keller", relay = 1 }}
[[output]]
id = "heizung"
kind = "heating"
hall = "nordpark"
tasmota = {{ topic = "keller", relay = 2 }}
"""


class House:
    """The agent's side under time by hand, and what hangs at the broker."""

    def __init__(self, broker, folder):
        account, self.clock = Account(HOST, broker.port), ManualClock()
        file = folder / "agent.toml"
        file.write_text(CONFIG.format(host=HOST, port=broker.port))
        self.broker, self.config = broker, load_config(file)
        self.bridge = EmulatedZigbeeBridge(account, clock=self.clock)
        self.window, self.motion = self.bridge.contact("Umkleide/Fenster"), self.bridge.motion("Bewegung")
        self.shelly = EmulatedShellySwitch(account, clock=self.clock, prefix="shellyplus1pm-4417939341dc")
        self.tasmota = EmulatedTasmota(account, clock=self.clock, topic="keller", relays=2)
        self.outbox, self.board = KeptOutbox(), KeptBoard()
        self.bus = local_bus(self.config, self.clock)
        self.agent = bus_sensors(
            self.config, self.bus, outbox=self.outbox, board=self.board, clock=self.clock, trusted=lambda: True
        )
        self.outputs = {output.id: switch_of(self.bus, output) for output in self.config.outputs}
        self._task = asyncio.create_task(self.bus.run())

    async def up(self):
        await until(lambda: self.bus.linked, within_s=180)
        await self.bridge.start()
        await self.shelly.plug_in()
        await self.tasmota.plug_in()

    async def end(self):
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def close(self):
        await self.end()
        await self.bridge.crash()
        await self.shelly.unplug()
        await self.tasmota.unplug()

    async def look(self):
        for watch in self.agent._watches.values():
            await watch.look()

    async def tells(self, component, quantity, x, quality=Quality.OK):
        """Wait until this is the last that is told of a quantity."""
        try:
            async with asyncio.timeout(180):
                while True:
                    await self.look()
                    told = [one for one in self.outbox.readings if (one.c, one.k) == (component, quantity)]
                    if told and (told[-1].x, told[-1].q) == (x, quality):
                        return
                    await asyncio.sleep(0.01)
        except TimeoutError:
            pytest.fail(f"{component} {quantity} is not told as {x} {quality}: {told}")

    def why(self, component):
        return [(event.kind, event.a.get("why", "")) for event in self.outbox.events if event.c == component]


@pytest.fixture
def broker(tmp_path):
    """Of this test alone: another one would still tell that the devices of the test before went off."""
    with house_broker(tmp_path / "broker") as running:
        yield running


@pytest.fixture
async def house(broker, tmp_path):
    house = House(broker, tmp_path)
    await house.up()
    yield house
    await house.close()


async def test_what_sensors_say_is_told_in_their_quantities(house):
    await house.window.tell()
    await house.tells("fenster", "open", 0)
    await house.tells("fenster", "battery_pct", 100)
    assert house.board.batteries == {"fenster": 100}
    await house.shelly.notify({"switch:0": {"id": 0, "apower": 1_840.5, "voltage": 231.0}})
    await house.tells("strom", "power_w", 1_840.5)
    await house.shelly.notify({"switch:0": {"id": 0, "apower": 0.0}})  # a part: the voltage stays
    await house.tells("strom", "power_w", 0)
    await house.tells("strom", "u_v", 231.0)
    await house.tells("keller", "temp_c", 20.6)
    await house.tells("keller", "on", 0)
    assert house.board.sensors["keller"] == Quality.OK
    assert house.outbox.events == []


async def test_a_window_is_told_open_once_it_has_been_for_a_second(house):
    await house.window.tell()
    await house.tells("fenster", "open", 0)
    await house.window.change(contact=False)
    await until(lambda: house.agent._watches["fenster"]._port._heard)
    await house.look()
    await house.clock.advance(1)
    await house.tells("fenster", "open", 1)
    assert [one.x for one in house.outbox.readings if one.k == "open"] == [0, 1]


async def test_motion_counts_as_presence_of_its_hall_until_it_is_not_to_be_relied_on(house):
    presence = house.agent.presence("bewegung")
    with pytest.raises(DriverFault):
        await presence.read()
    await house.motion.change(occupancy=True)
    await house.tells("bewegung", "presence", 1)
    assert [(one.quantity, one.value) for one in await presence.read()] == [("presence", 1)]
    await house.motion.lose()
    await house.tells("bewegung", "presence", None, Quality.FAULT)
    with pytest.raises(DriverFault, match="unreachable"):
        await presence.read()
    assert house.why("bewegung") == [(EventKind.COMPONENT_FAULT, "unreachable")]
    await house.motion.lose(lost=False)
    await house.tells("bewegung", "presence", 1)
    assert house.why("bewegung")[-1] == (EventKind.COMPONENT_OK, "")


async def test_one_without_power_and_one_that_is_silent_are_told_as_such(house):
    await house.tells("keller", "temp_c", 20.6)
    await house.shelly.notify({"switch:0": {"id": 0, "apower": 5.0, "voltage": 231.0}})
    await house.tells("strom", "power_w", 5.0)
    await house.tasmota.unplug()
    await house.tells("keller", "temp_c", None, Quality.FAULT)
    assert house.why("keller") == [(EventKind.COMPONENT_FAULT, "unreachable")]
    await house.clock.advance(191)
    await house.tells("strom", "power_w", None, Quality.STALE)
    assert house.why("strom") == [(EventKind.COMPONENT_FAULT, "silent")]
    assert house.board.sensors["strom"] == Quality.STALE
    await house.tasmota.plug_in()
    await house.tells("keller", "temp_c", 20.6)


async def test_garbage_costs_one_message(house):
    await house.tells("keller", "temp_c", 20.6)
    await house.tasmota.half_a_message()
    await house.tasmota.sense({"DS18B20": {"Temperature": "hot"}})
    await house.tasmota.sense({"DS18B20": None})
    house.tasmota.temp_c = 22.0
    await house.tasmota.tell()
    await house.tells("keller", "temp_c", 22.0)
    assert house.outbox.events == []


async def test_a_broker_that_is_gone_is_the_fault_of_all_and_over_when_it_is_back(tmp_path):
    with house_broker(tmp_path / "own") as broker:
        house = House(broker, tmp_path)
        await house.up()
        await house.tells("keller", "temp_c", 20.6)
        broker.kill9()
        await until(lambda: not house.bus.linked, within_s=180)
        await house.look()
        await house.clock.advance(31)
        await house.tells("keller", "temp_c", None, Quality.FAULT)
        assert house.why("keller") == [(EventKind.COMPONENT_FAULT, "link")]
        broker.start()
        house.bus._sleep = asyncio.sleep
        await until(lambda: house.bus.linked, within_s=180)
        await house.tasmota.plug_in()
        await house.tells("keller", "temp_c", 20.6)
        await house.close()


async def test_the_relays_of_a_tasmota_are_outputs(house):
    light, heating = house.outputs["licht"], house.outputs["heizung"]
    assert await light.read() is False
    await asyncio.gather(light.switch(on=True), heating.read())
    assert house.tasmota.on == [True, False]
    await house.tasmota.press_at_the_wall(1)
    assert await light.read() is False
    assert ("POWER1", b"ON") in house.tasmota.commands


@pytest.mark.parametrize(
    ("trouble", "words"), [("sticks", "does not follow"), ("garbles", "answers nonsense"), ("hangs", "does not answer")]
)
async def test_a_tasmota_that_does_not_do_it_is_a_fault_in_words_and_heals(house, trouble, words):
    house.outputs["licht"]._calls._within_s = 0.4
    setattr(house.tasmota, trouble, True)
    with pytest.raises(DriverFault, match=words):
        await house.outputs["licht"].switch(on=True)
    setattr(house.tasmota, trouble, False)
    house.outputs["licht"]._calls._within_s = 5.0
    await house.outputs["licht"].switch(on=True)
    assert house.tasmota.on == [True, False]


async def test_check_says_what_each_said_last_and_asks_the_relays(house):
    said = []
    house.tasmota.retains = house.bridge.retains = True
    await house.window.tell()
    await house.tasmota.tell()
    await house.end()  # nobody is beside the agent at a broker under its name
    failed = await check(house.config, said.append)
    lines = {line.split(":")[0].split()[1]: line for line in said if ":" in line}
    assert "ok     fenster: open 0, battery_pct 100" in said
    assert "temp_c 20.6, on 0" in lines["keller"]
    assert "noch nichts gehört" in lines["bewegung"]
    assert "antwortet, ist aus" in lines["licht"]
    assert failed == 0
    assert [payload for _, payload in house.tasmota.commands] == [b"", b""]
