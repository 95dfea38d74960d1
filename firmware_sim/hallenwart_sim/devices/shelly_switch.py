"""Shelly Plus switch on a real broker: listens to JSON-RPC, switches its relay, tells every change.

PREFIX/rpc asks, SRC/rpc answers · PREFIX/online (its will: false) · PREFIX/events/rpc: NotifyStatus
"""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_sim.devices.mqtt_wire import Account, LastWill, MqttPublisher

_BAD_ID: Final = {"code": -105, "message": "Argument 'id', value 9 not found!"}
_NO_METHOD: Final = {"code": 404, "message": "No handler for it"}
_REFUSED: Final = {"code": -106, "message": "Overpower"}


class EmulatedShellySwitch:
    """`hangs`: it takes calls and answers none. `refuses`: it answers with an error. `sticks`: it says yes, its relay stays.

    `garbles`: it answers bytes that are no JSON.
    """

    def __init__(self, account: Account, *, clock: Clock, prefix: str = "shellyplus1-4417939341dc", channels: int = 1) -> None:
        self.prefix = prefix
        self.on = [False] * channels
        self.hangs = self.refuses = self.sticks = self.garbles = False
        self.calls: list[dict[str, Any]] = []
        self._clock = clock
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._mqtt = MqttPublisher(account, prefix, LastWill(f"{prefix}/online", b"false"))

    @property
    def connected(self) -> bool:
        return self._mqtt.connected

    async def plug_in(self) -> None:
        """Get power: connect and listen. Raises OSError."""
        await self._mqtt.connect()
        await self._mqtt.subscribe(f"{self.prefix}/rpc", self._hear)
        await self._mqtt.publish(f"{self.prefix}/online", b"true", retain=True)

    async def unplug(self) -> None:
        """Lose power; what hangs at it is dark."""
        await self._mqtt.kill()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for channel in range(len(self.on)):
            self._turn(channel, on=False)

    async def notify(self, parts: dict[str, Any]) -> None:
        """Tell a part of its state, as it does when something changed: what it leaves out stays."""
        params = {"ts": self._clock.now_ms() / 1000, **parts}
        said = {"src": self.prefix, "dst": f"{self.prefix}/events", "method": "NotifyStatus", "params": params}
        await self._mqtt.publish(f"{self.prefix}/events/rpc", json.dumps(said).encode())

    async def press_at_the_wall(self, channel: int = 0) -> None:
        """Switch by the button beside the door."""
        self._turn(channel, on=not self.on[channel])
        await self._tell(channel)

    async def wait(self, *, on: bool, channel: int = 0, within_s: float = 5.0) -> None:
        """Wait until it is on, or off. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while self.on[channel] is not on:
                self._changed.clear()
                await self._changed.wait()

    def _turn(self, channel: int, *, on: bool) -> None:
        self.on[channel] = on
        self._changed.set()

    def _hear(self, _topic: str, payload: bytes) -> None:
        try:
            call = json.loads(payload)
            answer_to = f"{call['src']}/rpc"
        except (ValueError, KeyError, TypeError):
            return
        self.calls.append(call)
        if not self.hangs:
            task = asyncio.get_running_loop().create_task(self._answer(call, answer_to))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, call: dict[str, Any], topic: str) -> None:
        said = {"id": call.get("id"), "src": self.prefix, "dst": call["src"], **self._carry_out(call)}
        payload = b"\xff{" if self.garbles else json.dumps(said).encode()
        try:
            await self._mqtt.publish(topic, payload)
            if call.get("method") == "Switch.Set":
                await self._tell(call["params"]["id"])
        except (ConnectionError, KeyError, IndexError):
            return

    def _carry_out(self, call: dict[str, Any]) -> dict[str, Any]:
        params = call.get("params", {})
        channel = params.get("id")
        if not isinstance(channel, int) or channel not in range(len(self.on)):
            return {"error": _BAD_ID}
        if call.get("method") == "Switch.GetStatus":
            return {"result": self._status(channel)}
        if call.get("method") != "Switch.Set":
            return {"error": _NO_METHOD}
        if self.refuses:
            return {"error": _REFUSED}
        was_on = self.on[channel]
        if not self.sticks:
            self._turn(channel, on=params.get("on") is True)
        return {"result": {"was_on": was_on}}

    async def _tell(self, channel: int) -> None:
        await self.notify({f"switch:{channel}": self._status(channel)})

    def _status(self, channel: int) -> dict[str, Any]:
        return {"id": channel, "source": "MQTT", "output": self.on[channel], "temperature": {"tC": 41.5, "tF": 106.7}}
