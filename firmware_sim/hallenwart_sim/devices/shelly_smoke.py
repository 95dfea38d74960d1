"""Shelly Plus Smoke on a real broker: sleeps, wakes when something happens and once a day, and tells it in notifications.

PREFIX/online (its will: false) · PREFIX/events/rpc: NotifyFullStatus at waking, NotifyStatus, NotifyEvent
"""

from __future__ import annotations

import json
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_sim.devices.mqtt_wire import Account, LastWill, MqttPublisher

_UNSET_S: Final = 2.46
"""What its clock says before it has heard the time."""


class EmulatedShellySmoke:
    """`clock_set` False: its stamps count from its own start. `status_topics`: it also tells the full states."""

    def __init__(
        self, account: Account, *, clock: Clock, prefix: str = "shellyplussmoke-80646fd1a0b0", status_topics: bool = False
    ) -> None:
        self.prefix, self.status_topics, self.clock_set = prefix, status_topics, True
        self.stamp_off_s = 0.0
        self.alarm = self.mute = False
        self.battery_pct = 85
        self._clock = clock
        self._mqtt = MqttPublisher(account, prefix, LastWill(f"{prefix}/online", b"false"))

    async def wake(self) -> None:
        """Connect and tell everything. Raises OSError."""
        await self._mqtt.connect()
        await self._mqtt.publish(f"{self.prefix}/online", b"true", retain=True)
        await self.notify("NotifyFullStatus", {"smoke:0": self._smoke(), "devicepower:0": self._power()})
        if self.status_topics:
            await self._mqtt.publish(f"{self.prefix}/status/smoke:0", json.dumps(self._smoke()).encode())
            await self._mqtt.publish(f"{self.prefix}/status/devicepower:0", json.dumps(self._power()).encode())

    async def sleep(self) -> None:
        """Go to sleep without a word; the broker says for it that it is not online."""
        await self._mqtt.kill()

    async def smoke(self, *, on: bool = True) -> None:
        self.alarm = on
        await self.notify("NotifyStatus", {"smoke:0": {"id": 0, "alarm": on}})
        await self.event("alarm" if on else "alarm_off")

    async def press_test(self) -> None:
        await self.event("alarm_test")

    async def drain_to(self, battery_pct: int) -> None:
        self.battery_pct = battery_pct
        await self.notify("NotifyStatus", {"devicepower:0": self._power()})

    async def event(self, name: str) -> None:
        events = [{"component": "smoke:0", "id": 0, "event": name, "ts": self._ts()}]
        await self.notify("NotifyEvent", {"events": events})

    async def notify(self, method: str, params: dict[str, Any]) -> None:
        """Tell anything, also what a head never says."""
        said = {"src": self.prefix, "dst": f"{self.prefix}/events", "method": method, "params": {"ts": self._ts(), **params}}
        await self._mqtt.publish(f"{self.prefix}/events/rpc", json.dumps(said).encode())

    async def half_a_message(self) -> None:
        await self._mqtt.publish(f"{self.prefix}/events/rpc", b'{"src":"' + self.prefix.encode() + b'","method":"Notify')

    def _ts(self) -> float:
        return self._clock.now_ms() / 1000 + self.stamp_off_s if self.clock_set else _UNSET_S

    def _smoke(self) -> dict[str, Any]:
        return {"id": 0, "alarm": self.alarm, "mute": self.mute}

    def _power(self) -> dict[str, Any]:
        return {"id": 0, "battery": {"V": round(2.0 + self.battery_pct / 100, 2), "percent": self.battery_pct}}
