"""Commercial people counters on a real broker: whatever shape they tell in, persons come out, and each once."""

import asyncio
import contextlib

import pytest

from hallenwart_contract.messages import Quality
from hallenwart_edge.bus_join import bus_sensors, local_bus
from hallenwart_edge.config_file import load_config
from hallenwart_edge.door_ports import Totals
from hallenwart_edge.local_bus.sensors.kinds import Kind
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.people_counter import EmulatedBlickzahl, EmulatedZaehlwerk
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
id = "zaehler"
hall = "nordpark"
system = "json"
topic = "zaehlwerk/haupteingang/state"
every_s = 60
reading = [{{ field = "counts.in", kind = "entered" }}, {{ field = "counts.out", kind = "left" }}]
[[bus_sensor]]
id = "decke"
hall = "nordpark"
sections = [2]
system = "json"
topic = "blickzahl/halle"
every_s = 60
reading = [
  {{ field = "zones.0.people", kind = "people" }},
  {{ field = "line.enter", kind = "entered_since" }},
  {{ field = "line.exit", kind = "left_since" }},
]
"""


class House:
    def __init__(self, broker, folder):
        account, self.clock = Account(HOST, broker.port), ManualClock()
        file = folder / "agent.toml"
        file.write_text(CONFIG.format(host=HOST, port=broker.port))
        self.config = load_config(file)
        self.outbox, self.board = KeptOutbox(), KeptBoard()
        self.zaehlwerk = EmulatedZaehlwerk(account, "haupteingang", ins=65_530, outs=900, retains=True)
        self.blickzahl = EmulatedBlickzahl(account, "halle")

    async def up(self):
        """Start the agent's side, as after a restart."""
        self.bus = local_bus(self.config, self.clock)
        rest = {"outbox": self.outbox, "board": self.board, "clock": self.clock, "trusted": lambda: True}
        self.agent = bus_sensors(self.config, self.bus, **rest)
        self.task = asyncio.create_task(self.bus.run())
        await until(lambda: self.bus.linked, within_s=180)

    async def down(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    async def heard(self, condition):
        async with asyncio.timeout(180):
            while not condition():
                for watch in self.agent._watches.values():
                    await watch.look()
                await asyncio.sleep(0.01)

    def persons(self, sensor):
        """Return what passed since the last call."""
        queue, found = self.agent.counter(sensor)._queue, []
        while not queue.empty():
            passage = queue.get_nowait()
            found.append(passage.way * passage.persons)
        return found


@pytest.fixture
async def house(tmp_path):
    with house_broker(tmp_path / "house") as broker:
        house = House(broker, tmp_path)
        await house.up()
        await house.zaehlwerk.plug_in()
        await house.blickzahl.plug_in()
        yield house
        await house.down()
        await house.zaehlwerk.unplug()
        await house.blickzahl.unplug()


async def test_a_counter_that_adds_up_through_wrap_restart_jump_and_an_agent_that_was_away(house):
    counter = house.agent.counter("zaehler")
    await house.zaehlwerk.tell()
    await house.heard(lambda: counter.totals() == Totals(65_530, 900))
    assert house.persons("zaehler") == []
    await house.clock.advance(60)
    await house.zaehlwerk.walk(ins=10, outs=2)
    await house.heard(lambda: counter.totals() == Totals(4, 902))
    assert house.persons("zaehler") == [10, -2]
    await house.zaehlwerk.restart()
    await house.heard(lambda: counter.totals() == Totals(0, 0))
    await house.zaehlwerk.walk(ins=3)
    await house.heard(lambda: counter.totals() == Totals(3, 0))
    assert house.persons("zaehler") == [3]
    await house.zaehlwerk.say({"counts": {"in": 30_000, "out": 0}})
    await house.heard(lambda: counter.totals() == Totals(30_000, 0))
    assert house.persons("zaehler") == []
    assert counter.condition().reason == "jump"
    await house.zaehlwerk.say({"counts": {"in": "viele", "out": -4}})
    await house.zaehlwerk.walk(ins=30_000)
    await house.heard(lambda: counter.totals() == Totals(30_003, 0))
    assert house.persons("zaehler") == [3]
    kept = counter.totals()
    await house.down()
    await house.zaehlwerk.walk(ins=7, outs=1)  # retained: waits at the broker, and proves nothing by itself
    await house.up()
    counter = house.agent.counter("zaehler")
    counter.resume(kept, 120_000)
    await house.heard(lambda: house.agent._watches["zaehler"]._state.points[0].old)
    assert house.persons("zaehler") == []
    await house.zaehlwerk.tell()
    await house.heard(lambda: counter.totals() == Totals(30_010, 1))
    assert house.persons("zaehler") == [7, -1]
    await house.clock.advance(200)
    await house.heard(lambda: counter.condition().quality == Quality.FAULT)
    assert counter.condition().reason == "silent"


async def test_one_that_sees_everybody_and_tells_differences(house):
    await house.blickzahl.see(14, enter=2, leave=1)
    await house.heard(lambda: house.agent.value("decke", Kind.PEOPLE) == 14)
    assert house.persons("decke") == [2, -1]
    await house.blickzahl.see(14)
    await house.blickzahl.see(13, leave=1)
    await house.heard(lambda: house.agent.value("decke", Kind.PEOPLE) == 13)
    assert house.persons("decke") == [-1]
    assert [reading for reading in house.outbox.readings if reading.c in ("decke", "zaehler")] == []
    with pytest.raises(KeyError):
        house.agent.counter("fehlt")
