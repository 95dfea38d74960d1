"""How soon silence is shown, and that a dead broker is one incident: the whole server, its devices only speak or do not."""

import pytest

from hallenwart_backend.adapters.mqtt_ingest import MqttIngest
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_contract.messages import Conn
from hallenwart_contract.zones import Zone
from support import backends
from support.backends import KERN, YILMAZ, open_town
from support.fire_town import show
from support.letters import give_way, rows

DEVICES = [f"nordpark-{number}" for number in range(1, 201)]
WATCHING = DEVICES[:100]
LOOKS_EVERY_MS = 1_000
PAGE_MS = 200
SMOKE_S, OTHER_S = 45, 90
DEAD = "nordpark-7"
SEED = backends.SEED.replace(
    "device = [", "device = [" + "".join(f'{{ id = "{each}", site = "nordpark" }},' for each in DEVICES[2:])
)


class Broker:
    def __init__(self):
        self.is_ok = True


class Fleet:
    """Two hundred devices of the server `town`; nothing runs by itself, each second is a look at devices and incidents."""

    def __init__(self, town, broker):
        self.town, self.broker, self.conn, self.alive = town, broker, 1, set(DEVICES)

    async def speak(self, *, online=True):
        for name in sorted(self.alive):
            said = Conn(dev=name, online=online, boot="b", conn=self.conn, mono_ms=self.town.clock.mono_ms() + 1)
            await self.town.backend.fleet.on_conn(self.town.arrival(name), said)

    async def seconds(self, count, *, speaking=True):
        for second in range(count):
            self.town.clock.advance(LOOKS_EVERY_MS)
            if speaking and self.broker.is_ok and second % 15 == 0:
                await self.speak()
            await self.town.backend.fleet.tick()
            await self.town.backend.incidents.escalate()

    async def comes_back(self):
        """The broker tells everybody's last will, then they connect again."""
        self.broker.is_ok = True
        await self.seconds(1, speaking=False)
        await self.speak(online=False)
        self.conn += 1
        await self.seconds(1)

    async def incidents(self):
        return [(one.what.kind, one.what.device) for one in await self.town.backend.incidents.open_incidents()]

    async def told(self):
        return sorted((row.address, row.step) for row in await rows(self.town) if not row.over)


@pytest.fixture
def broker(monkeypatch):
    broker = Broker()
    monkeypatch.setattr(MqttIngest, "broker_ok", property(lambda _self: broker.is_ok))
    monkeypatch.setattr(backends, "DEVICES", {**backends.DEVICES, **dict.fromkeys(DEVICES, "nordpark")})
    return broker


async def up(town, broker):
    await give_way(town, KERN, "json://kern")
    await give_way(town, YILMAZ, "json://yilmaz")
    fleet = Fleet(town, broker)
    for name in WATCHING:
        await show(town, device=name, zones=[Zone(id="geraeteraum", sensors=["schleife"])])
    await fleet.seconds(16)
    assert await fleet.incidents() == []
    return fleet


async def test_a_silent_agent_is_shown_in_time(tmp_path, broker):
    async with open_town(tmp_path, seed=SEED) as town:
        fleet = await up(town, broker)
        await fleet.speak()
        since_ms = town.clock.mono_ms()
        shown_ms = {}
        watching, other = WATCHING[0], DEVICES[-1]
        fleet.alive -= {watching, other}
        while len(shown_ms) < 2:
            await fleet.seconds(1)
            for device in (watching, other):
                if town.backend.fleet.state_of(device) is DeviceState.OFFLINE:
                    shown_ms.setdefault(device, town.clock.mono_ms() + PAGE_MS - since_ms)
        assert shown_ms[watching] <= SMOKE_S * 1_000
        assert SMOKE_S * 1_000 < shown_ms[other] <= OTHER_S * 1_000
        assert sorted(await fleet.incidents()) == [("device_silent", watching), ("device_silent", other)]
        view = await town.backend.build_view()
        assert {device.id for device in view.devices if device.state == "offline"} == {watching, other}


async def test_a_dead_broker_is_one_incident_and_nobody_is_woken_twice(tmp_path, broker):
    async with open_town(tmp_path, seed=SEED) as town:
        fleet = await up(town, broker)
        broker.is_ok = False
        await fleet.seconds(120)
        assert await fleet.incidents() == [("broker_down", "")]
        woken = await fleet.told()
        assert woken == [("json://kern", 0)]
        fleet.alive.discard(DEAD)  # its power goes while nobody could notice
    async with open_town(tmp_path, seed=SEED, now_ms=town.clock.now_ms(), keep=True) as town:  # the server starts anew
        fleet.town = town
        await fleet.seconds(60)
        assert await fleet.incidents() == [("broker_down", "")]
        await fleet.comes_back()
        await fleet.seconds(30)
        assert await fleet.incidents() == [("broker_down", "")], "critical: a person ends it, and no device is blamed"
        assert await fleet.told() == woken
        await fleet.seconds(20)
        assert sorted(await fleet.incidents()) == [("broker_down", ""), ("device_silent", DEAD)]
        told = await fleet.told()
        assert len(told) == len(woken) + 1, "the lost device is told, once"
        for _ in range(3):  # a broker that comes and goes
            broker.is_ok = False
            await fleet.seconds(20)
            await fleet.comes_back()
            await fleet.seconds(50)
        assert sorted(await fleet.incidents()) == [("broker_down", ""), ("device_silent", DEAD)]
        assert await fleet.told() == told
