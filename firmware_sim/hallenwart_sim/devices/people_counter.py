"""Commercial people counters on a real broker, of two invented makers, as many are built.

Zählwerk Z1 tells what it ever counted; it begins anew when it gets power, and its memory is 16 bits wide:

    zaehlwerk/NAME/state   {"serial":"ZW-1042","counts":{"in":1203,"out":1187},"uptime_s":86400}

Blickzahl B2 hangs under the roof, sees everybody at once and tells who crossed its line since its last message:

    blickzahl/NAME         {"v":2,"zones":[{"name":"halle","people":14}],"line":{"enter":2,"exit":1}}
"""

from __future__ import annotations

import json
from typing import Any, Final

from hallenwart_sim.devices.mqtt_wire import Account, MqttPublisher

WIDTH: Final = 2**16


class EmulatedZaehlwerk:
    """`retains`: the broker keeps its last message, as the maker's default is."""

    def __init__(self, account: Account, name: str, *, ins: int = 0, outs: int = 0, retains: bool = False) -> None:
        self.topic, self.retains = f"zaehlwerk/{name}/state", retains
        self.ins, self.outs = ins, outs
        self._mqtt = MqttPublisher(account, f"zaehlwerk-{name}")

    async def plug_in(self) -> None:
        """Get power. Raises OSError."""
        await self._mqtt.connect()

    async def unplug(self) -> None:
        await self._mqtt.kill()

    async def restart(self) -> None:
        """Lose power and come back, with nothing counted."""
        self.ins = self.outs = 0
        await self.tell()

    async def walk(self, ins: int = 0, outs: int = 0) -> None:
        self.ins, self.outs = (self.ins + ins) % WIDTH, (self.outs + outs) % WIDTH
        await self.tell()

    async def tell(self) -> None:
        await self.say({"serial": "ZW-1042", "counts": {"in": self.ins, "out": self.outs}, "uptime_s": 86_400})

    async def say(self, content: Any) -> None:
        """Tell anything."""
        await self._mqtt.publish(self.topic, json.dumps(content).encode(), retain=self.retains)


class EmulatedBlickzahl:
    def __init__(self, account: Account, name: str) -> None:
        self.topic = f"blickzahl/{name}"
        self._mqtt = MqttPublisher(account, f"blickzahl-{name}")

    async def plug_in(self) -> None:
        """Get power. Raises OSError."""
        await self._mqtt.connect()

    async def unplug(self) -> None:
        await self._mqtt.kill()

    async def see(self, people: int, *, enter: int = 0, leave: int = 0) -> None:
        content = {"v": 2, "zones": [{"name": "halle", "people": people}], "line": {"enter": enter, "exit": leave}}
        await self._mqtt.publish(self.topic, json.dumps(content).encode())
