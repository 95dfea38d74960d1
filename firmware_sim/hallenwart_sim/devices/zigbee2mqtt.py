"""Zigbee2MQTT with battery smoke heads and sensors behind it, publishing to a real broker.

BASE/NAME: the whole known state of a head · BASE/NAME/availability · BASE/bridge/state, retained, with its will
"""

from __future__ import annotations

import json
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_sim.devices.mqtt_wire import Account, LastWill, MqttPublisher

_ONLINE: Final = b'{"state":"online"}'
_OFFLINE: Final = b'{"state":"offline"}'


class EmulatedZigbeeBridge:
    """The bridge process. `retains`: states of heads are kept by the broker; `stamps`: they carry `last_seen`."""

    def __init__(
        self, account: Account, *, clock: Clock, base: str = "zigbee2mqtt", retains: bool = False, stamps: bool = False
    ) -> None:
        self.base, self.retains, self.stamps, self.clock = base, retains, stamps, clock
        self.heads: dict[str, EmulatedZigbeeDevice] = {}
        self._state_topic = f"{base}/bridge/state"
        self._mqtt = MqttPublisher(account, f"{base}-bridge", LastWill(self._state_topic, _OFFLINE))

    def head(self, name: str) -> EmulatedZigbeeHead:
        """Pair a smoke head."""
        head = EmulatedZigbeeHead(self, name)
        self.heads[name] = head
        return head

    def contact(self, name: str) -> EmulatedZigbeeDevice:
        """Pair an Aqara MCCGQ11LM; its `contact` is true while it is closed."""
        return self._paired(name, {"contact": True, "battery": 100, "voltage": 3035, "temperature": 23, "linkquality": 96})

    def motion(self, name: str) -> EmulatedZigbeeDevice:
        """Pair an Aqara RTCGQ11LM, which is blind for a minute after each motion."""
        return self._paired(
            name,
            {
                "occupancy": False,
                "illuminance": 38,
                "illuminance_lux": 38,
                "device_temperature": 24,
                "battery": 97,
                "voltage": 2995,
                "power_outage_count": 3,
                "linkquality": 87,
            },
        )

    def space(self, name: str) -> EmulatedZigbeeDevice:
        """Pair a sensor in the ground; it tells `occupancy` while something stands on it."""
        return self._paired(name, {"occupancy": False, "battery": 96, "linkquality": 61})

    def _paired(self, name: str, state: dict[str, Any]) -> EmulatedZigbeeDevice:
        device = self.heads[name] = EmulatedZigbeeDevice(self, name, state)
        return device

    async def start(self) -> None:
        """Connect, and say that it is there and which heads it reaches. Raises OSError."""
        await self._mqtt.connect()
        await self.publish("bridge/state", _ONLINE, retain=True)
        for head in self.heads.values():
            await head.tell_availability()

    async def stop(self) -> None:
        """End in order: it says so itself."""
        await self.publish("bridge/state", _OFFLINE, retain=True)
        await self._mqtt.leave()

    async def crash(self) -> None:
        """Die; the broker publishes its will."""
        await self._mqtt.kill()

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        await self._mqtt.publish(f"{self.base}/{topic}", payload, retain=retain)


class EmulatedZigbeeDevice:
    """Something with a state. Every change is told at once."""

    def __init__(self, bridge: EmulatedZigbeeBridge, name: str, state: dict[str, Any]) -> None:
        self._bridge = bridge
        self.name = name
        self.reached = True
        self.state = state

    @property
    def topic(self) -> str:
        return f"{self._bridge.base}/{self.name}"

    async def change(self, **state: Any) -> None:
        """Change anything, also to what a head never says, and tell the whole state."""
        self.state |= state
        await self.tell()

    async def tell(self, *, stamp_off_ms: int = 0, retain: bool | None = None) -> None:
        """Tell the state once more; `stamp_off_ms` puts its `last_seen` wrong."""
        said = dict(self.state)
        if self._bridge.stamps:
            said["last_seen"] = self._bridge.clock.now_ms() + stamp_off_ms
        retained = self._bridge.retains if retain is None else retain
        await self._bridge.publish(self.name, json.dumps(said).encode(), retain=retained)

    async def half_a_message(self) -> None:
        """Tell the state cut off in the middle."""
        payload = json.dumps(self.state).encode()
        await self._bridge.publish(self.name, payload[: len(payload) // 2])

    async def lose(self, *, lost: bool = True) -> None:
        """Let the bridge miss it, or find it again."""
        self.reached = not lost
        await self.tell_availability()

    async def tell_availability(self) -> None:
        await self._bridge.publish(f"{self.name}/availability", _ONLINE if self.reached else _OFFLINE, retain=True)


class EmulatedZigbeeHead(EmulatedZigbeeDevice):
    """A smoke head as a Heiman HS1SA shows itself."""

    def __init__(self, bridge: EmulatedZigbeeBridge, name: str) -> None:
        well = {"smoke": False, "test": False, "tamper": False, "battery": 100, "battery_low": False}
        super().__init__(bridge, name, {**well, "fault_state": "normal", "linkquality": 120})

    async def smoke(self, *, on: bool = True) -> None:
        await self.change(smoke=on)

    async def press_test(self) -> None:
        """Press its test button: it sounds, and says both."""
        await self.change(smoke=True, test=True)

    async def release_test(self) -> None:
        await self.change(smoke=False, test=False)

    async def drain_to(self, battery_pct: int) -> None:
        """Let its battery go down; it calls it low itself from 10 % on."""
        await self.change(battery=battery_pct, battery_low=battery_pct <= 10)
