"""Every fire input through the real agent, from byte, pin or radio to the rows that the backend gets, and through `check`."""

import asyncio
import contextlib
import os

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.messages import AlarmType, Phase, Severity
from hallenwart_sim.devices.co_alarm import EmulatedCoAlarm
from hallenwart_sim.devices.fire import EmulatedCallPoint
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.shelly_smoke import EmulatedShellySmoke
from hallenwart_sim.devices.zigbee2mqtt import EmulatedZigbeeBridge
from support.agents import COMMAND, AgentProcess, write_agent_toml
from support.brokers import HOST, needs_mosquitto
from support.house_broker import house_broker
from support.rig import a_rig

pytestmark = [needs_mosquitto, pytest.mark.mosquitto]

PASSWORD = "ein Wort aus der Halle"
INPUTS = """
[pins]
factory = "hallenwart-sim"
[siren]
pin = 22
[local_bus]
host = "127.0.0.1"
port = {port}
username = "hallenwart"
password_file = "{password}"
[[zone]]
id = "halle"
name = "Halle"
[[zone]]
id = "keller"
name = "Heizkeller"
[[loop]]
id = "bma"
zone = "halle"
adc_channel = 0
means = "panel"
[[loop]]
id = "bma-stoerung"
zone = "halle"
adc_channel = 1
means = "panel_fault"
[[loop]]
id = "taster"
zone = "halle"
adc_channel = 2
means = "call_point"
[[loop]]
id = "co-keller"
zone = "keller"
adc_channel = 3
means = "co"
[[smoke]]
id = "rauch"
zone = "keller"
adc_channel = 4
fault_pin = 25
[[fire_contact]]
id = "co-umkleide"
zone = "keller"
means = "co"
pin = 26
[[particles]]
id = "staub"
zone = "halle"
kind = "sps30"
port = "{sps30}"
[[co2]]
id = "luft"
zone = "halle"
port = "{co2}"
[[radio_smoke]]
id = "funk-flur"
zone = "halle"
system = "zigbee2mqtt"
topic = "zigbee2mqtt/Flur EG/Nord"
every_s = 3600
[[radio_smoke]]
id = "funk-lager"
zone = "keller"
system = "shelly"
topic = "shellyplussmoke-80646fd1a0b0"
every_s = 86400
"""


class House:
    """All inputs of a hall, calm."""

    def __init__(self, rig, broker, folder):
        self.rig, self.broker = rig, broker
        self.panel, self.panel_fault = rig.loop(0), rig.fault_loop(1)
        self.call_point, self.co_loop = EmulatedCallPoint(rig.loop(2)), rig.loop(3)
        self.co = EmulatedCoAlarm(self.co_loop, speed=10_000)
        self.smoke, self.smoke_fault, self.co_contact = rig.smoke_head(4), rig.contact(25), rig.contact(26)
        self.sps30, self.co2, self.siren = rig.sps30(), rig.mh_z19b(), rig.siren(22)
        account = Account(HOST, broker.port, "hallenwart", PASSWORD)
        self.bridge = EmulatedZigbeeBridge(account, clock=SystemClock(), retains=True, stamps=True)
        self.zigbee = self.bridge.head("Flur EG/Nord")
        self.shelly = EmulatedShellySmoke(account, clock=SystemClock())
        self.password_file = folder / "local_bus_password"
        self.password_file.write_text(f"{PASSWORD}\n")

    def toml(self):
        ports = {"port": self.broker.port, "password": self.password_file, "sps30": self.sps30.port, "co2": self.co2.port}
        return INPUTS.format(**ports)


@pytest.fixture
async def house(tmp_path):
    with house_broker(tmp_path / "house", password=PASSWORD) as broker:
        async with a_rig() as rig, contextlib.AsyncExitStack() as stack:
            house = House(rig, broker, tmp_path)
            stack.push_async_callback(house.bridge.crash)
            stack.push_async_callback(house.shelly.sleep)
            stack.callback(house.co.close)
            await house.bridge.start()
            await house.zigbee.tell()
            yield house


SOON_S = 180
"""How long a step may take on a machine that has much else to do."""


def raised(backend):
    return {(row["type"], row["c"]): row for row in backend.rows("a") if row["phase"] == Phase.RAISE}


async def test_each_input_is_told_as_what_it_is(mosquitto, backend, house, tmp_path):
    config = write_agent_toml(tmp_path / "agent", mosquitto, more=house.toml())

    async def told(type_, c, sev):
        await backend.until(lambda: (type_, c) in raised(backend), within_s=SOON_S)
        assert raised(backend)[type_, c]["sev"] == sev

    with AgentProcess(config, house.rig.environment):
        await backend.until(lambda: backend.states and "funk-flur" in backend.states[-1].batteries, within_s=SOON_S)
        await house.shelly.wake()
        await backend.until(lambda: backend.states[-1].batteries == {"funk-flur": 100, "funk-lager": 85}, within_s=SOON_S)
        assert backend.rows("a") == []
        house.panel_fault.fault()
        await told(AlarmType.PANEL_FAULT, "bma-stoerung", Severity.WARN)
        house.co.expose(300)
        await told(AlarmType.CO, "co-keller", Severity.CRIT)
        house.co_contact.cut()
        await told(AlarmType.CO, "co-umkleide", Severity.CRIT)
        house.smoke_fault.move(closed=False)
        await told(AlarmType.SENSOR_FAULT, "rauch", Severity.WARN)
        await house.zigbee.drain_to(15)
        await told(AlarmType.BATTERY, "funk-flur", Severity.WARN)
        await house.shelly.drain_to(2)
        await told(AlarmType.SENSOR_FAULT, "funk-lager", Severity.WARN)
        await house.zigbee.change(tamper=True)
        await told(AlarmType.TAMPER, "funk-flur", Severity.WARN)
        assert not house.siren.sounding  # none of that is a fire
        await house.shelly.smoke()
        await told(AlarmType.SMOKE, "funk-lager", Severity.CRIT)
        await backend.until(lambda: house.siren.sounding, within_s=SOON_S)
        house.call_point.press()
        await told(AlarmType.CALL_POINT, "taster", Severity.CRIT)
        house.panel_fault.normal()
        cleared = (AlarmType.PANEL_FAULT, Phase.CLEAR)
        await backend.until(lambda: cleared in [(row["type"], row["phase"]) for row in backend.rows("a")], within_s=SOON_S)


async def test_a_broker_of_the_house_that_is_killed_is_told_and_heals(mosquitto, backend, house, tmp_path):
    config = write_agent_toml(tmp_path / "agent", mosquitto, more=house.toml())
    with AgentProcess(config, house.rig.environment):
        await backend.until(lambda: backend.states and "funk-flur" in backend.states[-1].batteries, within_s=SOON_S)
        house.broker.kill9()
        lost = {(AlarmType.SENSOR_FAULT, "funk-flur"), (AlarmType.SENSOR_FAULT, "funk-lager")}
        await backend.until(lambda: lost <= raised(backend).keys(), within_s=100)
        assert {raised(backend)[key]["text"] for key in lost} == {"link"}
        house.broker.start()
        await house.bridge.start()
        await backend.until(lambda: [row["c"] for row in backend.rows("a") if row["phase"] == Phase.CLEAR], within_s=SOON_S)
        await house.zigbee.smoke()
        await backend.until(lambda: (AlarmType.SMOKE, "funk-flur") in raised(backend), within_s=SOON_S)


async def checked(config, environment):
    process = await asyncio.create_subprocess_exec(
        COMMAND, "check", "--config", str(config), stdout=asyncio.subprocess.PIPE, env={**os.environ, **environment}
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()


async def test_check_says_of_every_input_how_it_is(mosquitto, house, tmp_path):
    config = write_agent_toml(tmp_path / "agent", mosquitto, more=house.toml())
    status, told = await checked(config, house.rig.environment)
    assert status == 0, told
    for line in (
        "ok     bma: ruhig / calm (512",
        "ok     bma-stoerung: ruhig / calm (512",
        "ok     rauch: 0.00 %/m (40",
        "ok     co-umkleide: ruhig / calm",
        "ok     staub: pm1_ug_m3",
        "ok     luft: antwortet, wärmt noch auf",
        "ok     funk-flur: kein Rauch / no smoke, 100 %\n",
        "ok     funk-lager: Broker erreicht, noch nichts gehört",
    ):
        assert line in told, told
    house.panel_fault.fault()
    house.co_loop.leak()
    house.smoke_fault.move(closed=False)
    await house.bridge.crash()
    status, told = await checked(config, house.rig.environment)
    assert status == 1
    for line in (
        "ok     bma-stoerung: Kontakt offen: Störung der Anlage",
        "ok     co-keller: ABLEITUNG, Feuchte?",
        "FEHLER rauch: rauch: its fault contact says fault",
        "FEHLER funk-flur: ",
    ):
        assert line in told, told
    house.password_file.write_text("falsch")
    _, told = await checked(config, house.rig.environment)
    assert "FEHLER funk-lager: " in told
