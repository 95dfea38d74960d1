"""The broker inside the building: connects, hears heads and sensors, calls switches, and comes back by itself."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_edge.errors import LinkDownError, LinkRefusedError
from hallenwart_edge.local_bus import shelly, zigbee2mqtt
from hallenwart_edge.local_bus.head import HeadReport, RadioHead
from hallenwart_edge.local_bus.sensors import said
from hallenwart_edge.local_bus.sensors.said import Said
from hallenwart_edge.mqtt import Delivery, Mqtt, MqttConnection
from hallenwart_edge.reconnect import Reconnect

KEPT_REPORTS: Final = 512
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HeadSpec:
    """`system` zigbee2mqtt or shelly; `topic` its own topic, of a Shelly its prefix."""

    id: str
    system: str
    topic: str


@dataclass(frozen=True, slots=True)
class SensorTopics:
    """`system` zigbee2mqtt, shelly, tasmota or json; `topic` its own, a Shelly's prefix, a Tasmota's topic.

    `paths`: what is read. `sleeps`: that it is off the network is no word about it.
    """

    id: str
    system: str
    topic: str
    paths: tuple[str, ...] = ()
    sleeps: bool = False


class Calls(Protocol):
    """Who speaks to devices over the bus's connection and waits for answers."""

    @property
    def topics(self) -> list[str]:
        """Where answers arrive."""
        ...

    def linked(self, connection: MqttConnection | None) -> None:
        """Take the connection that lives now; None: it was lost, and no answer comes any more."""
        ...

    def hear(self, delivery: Delivery) -> None: ...


class LocalBus:
    """Hears all heads and sensors over one connection. What waited at the broker is told with its age, as far as known.

    `calls`: switches that are spoken to over the same connection. `full_topic`: how Tasmotas make their topics.
    """

    def __init__(
        self,
        mqtt: Mqtt,
        heads: Sequence[HeadSpec],
        *,
        clock: Clock,
        sensors: Sequence[SensorTopics] = (),
        zigbee_base: str = "zigbee2mqtt",
        full_topic: str = said.FULL_TOPIC,
        calls: Sequence[Calls] = (),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._mqtt, self._clock, self._sleep = mqtt, clock, sleep
        self._base, self.calls = zigbee_base, tuple(calls)
        self._heads = {spec.id: _Head(spec, self) for spec in heads}
        self._sensors = {spec.id: _Sensor(spec, self, full_topic) for spec in sensors}
        self._topics: dict[str, list[_Listener]] = {}
        listeners: list[_Listener] = [*self._heads.values(), *self._sensors.values()]
        for listener in listeners:
            for topic in listener.topics(zigbee_base):
                self._topics.setdefault(topic, []).append(listener)
        self._waited: dict[str, bytes] = {}
        self._lost_ms: int | None = None
        self._reconnect = Reconnect()
        self.linked = False
        self.bridge_up = False

    def head(self, head_id: str) -> RadioHead:
        """Return the port of one head. Raises KeyError."""
        return self._heads[head_id]

    def sensor(self, sensor_id: str) -> BusSensor:
        """Return the port of one sensor. Raises KeyError."""
        return self._sensors[sensor_id]

    async def run(self) -> None:
        """Hear until cancelled."""
        while True:
            await self._sleep(await self._attempt())

    async def _attempt(self) -> float:
        """Hold one connection until it is lost; return the seconds to wait before the next."""
        began_ms, refused = self._clock.mono_ms(), False
        self._reconnect.connecting()
        try:
            async with self._mqtt.connect() as connection:
                await self._hear(connection)
        except LinkDownError as error:
            refused = isinstance(error, LinkRefusedError)
            level = logging.WARNING if self.linked or refused else logging.DEBUG
            _log.log(level, "local bus down: %s", error)
        finally:
            for calls in self.calls:
                calls.linked(None)
            if self.linked:
                self.linked, self._lost_ms = False, self._clock.mono_ms()
        return self._reconnect.ended(lasted_s=(self._clock.mono_ms() - began_ms) / 1000, refused=refused)

    async def _hear(self, connection: MqttConnection) -> None:
        answers = [topic for calls in self.calls for topic in calls.topics]
        await connection.subscribe([*dict.fromkeys([*self._topics, zigbee2mqtt.bridge_topic(self._base), *answers])])
        self._reconnect.connected()
        for calls in self.calls:
            calls.linked(connection)
        self.linked, self.bridge_up = True, False  # a bridge that lives says so at once
        async for delivery in connection.deliveries():
            self.take(delivery)

    def take(self, delivery: Delivery) -> None:
        """Take one message in. Never fails, whatever it holds."""
        if delivery.topic == zigbee2mqtt.bridge_topic(self._base):
            self.bridge_up = zigbee2mqtt.online(delivery.payload) is not False
        for calls in self.calls:
            if delivery.topic in calls.topics:
                calls.hear(delivery)
        if (listeners := self._topics.get(delivery.topic)) is not None:
            age_ms = self._age_ms(delivery)
            for listener in listeners:
                self.bridge_up |= listener.hear(delivery, age_ms)

    def out_of_hearing(self, system: str) -> str:
        """Say why nothing of this system can be heard now: `link`, `bridge`; else empty."""
        if not self.linked:
            return "link"
        return "bridge" if system == said.ZIGBEE and not self.bridge_up else ""

    def _age_ms(self, delivery: Delivery) -> int | None:
        """Say how old a message is at most.

        One that waited at the broker and is not the one that waited there last time came while nobody listened.
        """
        if not delivery.retained:
            return 0
        before = self._waited.get(delivery.topic)
        self._waited[delivery.topic] = delivery.payload
        if self._lost_ms is None or before == delivery.payload:
            return None
        return self._clock.mono_ms() - self._lost_ms


class BusSensor(Protocol):
    """A sensor on the local bus. Neither call waits or fails."""

    def heard(self) -> list[Said]:
        """Return what came since the last call, oldest first."""
        ...

    def out_of_hearing(self) -> str:
        """Say why nothing can be heard now: `link` (no broker), `bridge` (the radio's own bridge is down); else empty."""
        ...


class _Listener(Protocol):
    def topics(self, base: str) -> list[str]: ...

    def hear(self, delivery: Delivery, age_ms: int | None) -> bool: ...


class _Sensor:
    """The BusSensor port."""

    def __init__(self, spec: SensorTopics, bus: LocalBus, full_topic: str) -> None:
        self._spec, self._bus, self._full_topic = spec, bus, full_topic
        self._heard: deque[Said] = deque(maxlen=KEPT_REPORTS)

    def topics(self, _base: str) -> list[str]:
        return said.topics(self._spec.system, self._spec.topic, [*self._spec.paths], full_topic=self._full_topic)

    def heard(self) -> list[Said]:
        heard = [*self._heard]
        self._heard.clear()
        return heard

    def out_of_hearing(self) -> str:
        return self._bus.out_of_hearing(self._spec.system)

    def hear(self, delivery: Delivery, age_ms: int | None) -> bool:
        """Keep what a message says. Returns whether it came just now through the radio's bridge, which then lives."""
        end = delivery.topic.rpartition("/")[2]
        if self._spec.system == said.SHELLY:
            end = delivery.topic.removeprefix(f"{self._spec.topic}/")
        elif self._spec.system == said.ZIGBEE:
            end = delivery.topic.removeprefix(self._spec.topic).removeprefix("/")
        heard = said.read(self._spec.system, end, delivery.payload, age_ms)
        if not (self._spec.sleeps and heard.reachable is False):
            self._heard.append(heard)
        return self._spec.system == said.ZIGBEE and age_ms == 0 and not end


class _Head:
    """The RadioHead port."""

    def __init__(self, spec: HeadSpec, bus: LocalBus) -> None:
        self._spec, self._bus = spec, bus
        self._reports: deque[HeadReport] = deque(maxlen=KEPT_REPORTS)

    def topics(self, base: str) -> list[str]:
        if self._spec.system == "shelly":
            return shelly.topics(self._spec.topic)
        return zigbee2mqtt.topics(self._spec.topic, base)[:2]

    def reports(self) -> list[HeadReport]:
        reports = [*self._reports]
        self._reports.clear()
        return reports

    def out_of_hearing(self) -> str:
        return self._bus.out_of_hearing(self._spec.system)

    def hear(self, delivery: Delivery, age_ms: int | None) -> bool:
        """Keep what a message says. Returns whether it came just now through the radio's bridge, which then lives."""
        report = self._read(delivery, age_ms)
        if report is not None:
            self._reports.append(report if age_ms == 0 else replace(report, alive=False))
        return self._spec.system == "zigbee2mqtt" and age_ms == 0 and delivery.topic == self._spec.topic

    def _read(self, delivery: Delivery, age_ms: int | None) -> HeadReport | None:
        if self._spec.system == "shelly":
            return shelly.report(delivery.topic.removeprefix(f"{self._spec.topic}/"), delivery.payload, age_ms)
        if delivery.topic != self._spec.topic:
            reachable = zigbee2mqtt.online(delivery.payload)
            return HeadReport(reachable=reachable, nonsense=reachable is None, alive=False, age_ms=None)
        return zigbee2mqtt.state(delivery.payload, age_ms)
