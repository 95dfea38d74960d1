"""A house with two smoke heads on a broker of its own, heard by one bus and judged by its rules."""

import asyncio
import contextlib

import pytest

from hallenwart_edge.fire.watches.radio import RadioSpec, RadioWatch
from hallenwart_edge.local_bus.bus import HeadSpec, LocalBus
from hallenwart_edge.mqtt import Mqtt
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.shelly_smoke import EmulatedShellySmoke
from hallenwart_sim.devices.zigbee2mqtt import EmulatedZigbeeBridge
from support.brokers import HOST
from support.edge_time import KeptOutbox, ManualClock
from support.rig import until

ZIGBEE, SHELLY = "rauch-flur", "rauch-lager"
SHELLY_ID = "shellyplussmoke-80646fd1a0b0"


class House:
    """A broker, a Zigbee bridge with one head, a Shelly head, and the agent's bus with a watch for each; time by hand."""

    def __init__(self, broker, *, port=0, password="", retains=False, stamps=False):
        self.broker, self.clock, self.outbox = broker, ManualClock(), KeptOutbox()
        account = Account(HOST, broker.port, "hallenwart" if password else "", password)
        self.bridge = EmulatedZigbeeBridge(account, clock=self.clock, retains=retains, stamps=stamps)
        self.zigbee = self.bridge.head("Flur EG/Nord")
        self.shelly = EmulatedShellySmoke(account, clock=self.clock, prefix=SHELLY_ID)
        self._port, self._password = port or broker.port, password
        self._task = None
        self.start()

    def start(self):
        """Start the agent's side; it knows nothing yet."""
        user = {"username": "hallenwart", "password": self._password} if self._password else {}
        client = Mqtt(host=HOST, port=self._port, client_id="hallenwart-nordpark-1", **user)
        heads = [HeadSpec(ZIGBEE, "zigbee2mqtt", self.zigbee.topic), HeadSpec(SHELLY, "shelly", SHELLY_ID)]
        self.bus = LocalBus(client, heads, clock=self.clock)
        self.watches = {
            name: RadioWatch(RadioSpec(name, "flur", every_s), self.bus.head(name), self.clock, self.outbox)
            for name, every_s in ((ZIGBEE, 3_600), (SHELLY, 86_400))
        }
        self._task = asyncio.create_task(self.bus.run())

    async def end(self):
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def close(self):
        await self.end()
        await self.bridge.crash()
        await self.shelly.sleep()

    async def linked(self, *, so=True):
        await until(lambda: self.bus.linked is so, within_s=180)

    async def verdict(self, name, so):
        """Wait until the watch says what is wanted, and return it."""
        try:
            async with asyncio.timeout(180):
                while True:
                    await self.watches[name].look()
                    if so(said := self.watches[name].verdict()):
                        return said
                    await asyncio.sleep(0.01)
        except TimeoutError:
            pytest.fail(f"{name} still says {self.watches[name].verdict()}")

    async def says(self, name, word, reason=""):
        return await self.verdict(name, lambda said: (said.word, said.reason) == (word, reason))

    async def later(self, seconds):
        """Let time pass for the watches."""
        for _ in range(2):
            for watch in self.watches.values():
                await watch.look()
            await self.clock.advance(seconds / 2)
