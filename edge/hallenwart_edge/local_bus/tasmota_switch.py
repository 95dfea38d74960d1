"""Relays of Tasmota devices, spoken to over the local bus.

    cmnd/T/POWER1   ON, OFF, or nothing to ask
    stat/T/RESULT   {"POWER1":"ON"}, of a device with one relay {"POWER":"ON"}; stat/T/POWER1 says the same as a bare word

An answer carries no number: what a device says after it was asked is its answer, whoever asked. So it is asked one thing at a
time, and after switching it is asked what it is. What waited at the broker (PowerRetain) answers nothing.
Source: Tasmota's documentation (MQTT, Commands).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from hallenwart_edge.errors import DriverFault, LinkDownError
from hallenwart_edge.local_bus.fields import Fields
from hallenwart_edge.local_bus.sensors.said import FULL_TOPIC, tasmota_topic
from hallenwart_edge.mqtt import Delivery, MqttConnection

ANSWERS_WITHIN_S: Final = 3.0
_NO_BROKER: Final = "der Broker im Haus ist nicht erreichbar / the broker in the building is not reached"
_SILENT: Final = "antwortet nicht / does not answer"
_NONSENSE: Final = "antwortet Unverständliches / answers nonsense"
_STATES: Final = {"ON": True, "OFF": False}


class TasmotaCalls:
    """Asks Tasmotas over one connection. `names` are the topics of the devices that may be asked."""

    def __init__(
        self, names: Sequence[str], *, full_topic: str = FULL_TOPIC, answers_within_s: float = ANSWERS_WITHIN_S
    ) -> None:
        self._full_topic, self._within_s = full_topic, answers_within_s
        self._names = {f"{tasmota_topic(full_topic, 'stat', name)}RESULT": name for name in names}
        self._locks = {name: asyncio.Lock() for name in names}
        self._connection: MqttConnection | None = None
        self._waiting: dict[str, asyncio.Future[bool]] = {}
        self._relays: dict[str, int] = {}

    @property
    def topics(self) -> list[str]:
        """Where answers arrive."""
        return [*self._names]

    def linked(self, connection: MqttConnection | None) -> None:
        """Take the connection that lives now; None: it was lost, and no answer comes any more."""
        self._connection = connection
        if connection is None:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(LinkDownError(_NO_BROKER))

    def hear(self, delivery: Delivery) -> None:
        """Take an answer in; one of another relay, or that nobody waits for, is dropped."""
        name = self._names.get(delivery.topic, "")
        waiting = self._waiting.get(name)
        if delivery.retained or waiting is None or waiting.done():
            return
        answer, relay = Fields(delivery.payload), self._relays[name]
        said = answer.text(f"POWER{relay}") or (answer.text("POWER") if relay == 1 else None)
        if said in _STATES:
            waiting.set_result(_STATES[said])
        elif answer.nonsense or "Command" in answer:
            waiting.set_exception(ValueError(_NONSENSE))

    async def ask(self, component: str, name: str, relay: int, payload: bytes) -> bool:
        """Send to one relay and return what it says it is. Raises DriverFault with why it says nothing."""
        async with self._locks[name]:
            if self._connection is None:
                raise DriverFault(component, _NO_BROKER)
            answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            self._waiting[name], self._relays[name] = answer, relay
            topic = f"{tasmota_topic(self._full_topic, 'cmnd', name)}POWER{relay}"
            try:
                async with asyncio.timeout(self._within_s):
                    await self._connection.publish(topic, payload)
                    return await answer
            except TimeoutError as error:
                raise DriverFault(component, _SILENT) from error
            except LinkDownError as error:
                raise DriverFault(component, _NO_BROKER) from error
            except ValueError as error:
                raise DriverFault(component, _NONSENSE) from error
            finally:
                del self._waiting[name]
                if answer.done() and not answer.cancelled():
                    answer.exception()

    def switch(self, output: str, name: str, relay: int) -> TasmotaSwitchPort:
        """Return the port of one relay, counted from 1."""
        return TasmotaSwitchPort(output, name, relay, self)


class TasmotaSwitchPort:
    """One relay of a Tasmota."""

    def __init__(self, component: str, name: str, relay: int, calls: TasmotaCalls) -> None:
        self._component, self._name, self._relay, self._calls = component, name, relay, calls

    async def switch(self, *, on: bool) -> None:
        """Switch, then ask what it is."""
        await self._calls.ask(self._component, self._name, self._relay, b"ON" if on else b"OFF")
        if await self.read() is not on:
            told = "an / on" if not on else "aus / off"
            raise DriverFault(self._component, f"folgt nicht, meldet weiter {told} / does not follow, still says so")

    async def read(self) -> bool:
        return await self._calls.ask(self._component, self._name, self._relay, b"")

    def close(self) -> None:
        """The Tasmota stays as it is."""
