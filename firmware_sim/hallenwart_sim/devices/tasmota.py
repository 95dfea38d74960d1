"""A Tasmota with relays and a thermometer on a real broker.

tele/T/LWT, retained, Online or Offline (its will) · tele/T/SENSOR and STATE every TelePeriod · cmnd/T/POWERn asks or switches,
stat/T/RESULT and stat/T/POWERn answer. With one relay they are called POWER.
"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

from hallenwart_contract.clock import Clock
from hallenwart_sim.devices.mqtt_wire import Account, LastWill, MqttPublisher


class EmulatedTasmota:
    """`hangs`: it hears and answers nothing. `sticks`: it says yes, its relay stays. `garbles`: it answers no JSON.

    Its clock is local and names no zone; `retains`: SensorRetain is on.
    """

    def __init__(self, account: Account, *, clock: Clock, topic: str = "tasmota_4D2A10", relays: int = 1) -> None:
        self.topic, self._clock = topic, clock
        self.on = [False] * relays
        self.temp_c = 20.6
        self.hangs = self.sticks = self.garbles = self.retains = False
        self.commands: list[tuple[str, bytes]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._mqtt = MqttPublisher(account, topic, LastWill(f"tele/{topic}/LWT", b"Offline"))

    async def plug_in(self) -> None:
        """Get power: connect, say so, and listen. Raises OSError."""
        await self._mqtt.connect()
        await self._mqtt.publish(f"tele/{self.topic}/LWT", b"Online", retain=True)
        await self._mqtt.subscribe(f"cmnd/{self.topic}/#", self._hear)
        await self.tell()

    async def unplug(self) -> None:
        """Lose power; the broker says Offline for it."""
        await self._mqtt.kill()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.on = [False] * len(self.on)

    async def tell(self) -> None:
        """Tell what it does every TelePeriod."""
        powers = {self._name(relay): "ON" if on else "OFF" for relay, on in enumerate(self.on, 1)}
        wifi = {"AP": 1, "SSId": "halle", "Channel": 3, "Mode": "11n", "RSSI": 44, "Signal": -78, "LinkCount": 1}
        state = {
            "Time": self._time(),
            "Uptime": "0T00:10:11",
            "UptimeSec": 611,
            "Heap": 24,
            "MqttCount": 1,
            **powers,
            "Wifi": wifi,
        }
        await self._publish("tele", "STATE", state)
        await self.sense({"DS18B20": {"Id": "3C01F095D1F7", "Temperature": self.temp_c}, "TempUnit": "C"})

    async def sense(self, sensors: dict[str, Any]) -> None:
        """Tell anything as its sensors."""
        await self._publish("tele", "SENSOR", {"Time": self._time(), **sensors}, retain=self.retains)

    async def half_a_message(self) -> None:
        await self._mqtt.publish(f"tele/{self.topic}/SENSOR", b'{"Time":"2017-02-16T10:1')

    async def press_at_the_wall(self, relay: int = 1) -> None:
        """Switch by its own button."""
        self.on[relay - 1] = not self.on[relay - 1]
        await self._answer(relay)

    def _hear(self, topic: str, payload: bytes) -> None:
        command = topic.rpartition("/")[2].upper()
        self.commands.append((command, payload))
        number = command.removeprefix("POWER") or "1"
        if (
            self.hangs
            or not command.startswith("POWER")
            or not number.isdecimal()
            or int(number) not in range(1, len(self.on) + 1)
        ):
            return
        relay, word = int(number), payload.decode("utf-8", "replace").strip().upper()
        if word in ("ON", "OFF", "TOGGLE") and not self.sticks:
            self.on[relay - 1] = not self.on[relay - 1] if word == "TOGGLE" else word == "ON"
        task = asyncio.get_running_loop().create_task(self._answer(relay))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, relay: int) -> None:
        word = "ON" if self.on[relay - 1] else "OFF"
        try:
            if self.garbles:
                await self._mqtt.publish(f"stat/{self.topic}/RESULT", b"\xff{")
                return
            await self._publish("stat", "RESULT", {self._name(relay): word})
            await self._mqtt.publish(f"stat/{self.topic}/{self._name(relay)}", word.encode())
        except ConnectionError:
            return

    def _name(self, relay: int) -> str:
        return "POWER" if len(self.on) == 1 else f"POWER{relay}"

    async def _publish(self, prefix: str, end: str, said: dict[str, Any], *, retain: bool = False) -> None:
        payload = json.dumps(said, separators=(",", ":")).encode()
        await self._mqtt.publish(f"{prefix}/{self.topic}/{end}", payload, retain=retain)

    def _time(self) -> str:
        return datetime.fromtimestamp(self._clock.now_ms() / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S")
