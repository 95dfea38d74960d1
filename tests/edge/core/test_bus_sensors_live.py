"""The whole agent with sensors on the building's bus: telemetry, presence of a hall, faults in the snapshot."""

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.tasmota import EmulatedTasmota
from hallenwart_sim.devices.zigbee2mqtt import EmulatedZigbeeBridge
from support.agents import AgentProcess, write_agent_toml
from support.brokers import HOST, needs_mosquitto
from support.house_broker import house_broker

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]
SOON_S = 180
BUS = """
[local_bus]
host = "127.0.0.1"
port = {port}
[[bus_sensor]]
id = "fenster"
system = "zigbee2mqtt"
topic = "zigbee2mqtt/Fenster"
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
id = "keller"
system = "tasmota"
topic = "keller"
every_s = 300
reading = [{{ field = "DS18B20.Temperature", kind = "temperature" }}]
"""


async def test_what_hangs_at_the_bus_reaches_the_server(mosquitto, backend, tmp_path):
    with house_broker(tmp_path / "house") as broker:
        account = Account(HOST, broker.port)
        bridge = EmulatedZigbeeBridge(account, clock=SystemClock(), retains=True, stamps=True)
        window, motion = bridge.contact("Fenster"), bridge.motion("Bewegung")
        tasmota = EmulatedTasmota(account, clock=SystemClock(), topic="keller")
        await bridge.start()
        await window.tell()
        await motion.tell()
        await tasmota.plug_in()
        config = write_agent_toml(tmp_path / "agent", mosquitto, more=BUS.format(port=broker.port))

        def told(component, quantity):
            return [row["x"] for row in backend.rows("t") if (row["c"], row["k"]) == (component, quantity)]

        with AgentProcess(config):
            await backend.until(lambda: backend.states and backend.states[-1].batteries == {"fenster": 100}, within_s=SOON_S)
            await tasmota.tell()
            await motion.change(occupancy=True)
            await backend.until(lambda: told("nordpark", "presence")[-1:] == [1], within_s=SOON_S)
            await backend.until(lambda: told("keller", "temp_c") == [20.6], within_s=SOON_S)
            await window.change(contact=False)
            await backend.until(lambda: told("fenster", "open")[-1:] == [1], within_s=SOON_S)
            await tasmota.unplug()
            await backend.until(lambda: backend.states[-1].sensors["keller"] == "fault", within_s=SOON_S)
        await bridge.stop()
