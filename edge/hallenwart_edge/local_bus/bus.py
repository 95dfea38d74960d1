"""The broker inside the building: connects, hears smoke heads, calls switches, and comes back by itself when it was lost."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.errors import LinkDownError, LinkRefusedError
from hallenwart_edge.local_bus import shelly, zigbee2mqtt
from hallenwart_edge.local_bus.head import HeadReport, RadioHead
from hallenwart_edge.local_bus.shelly_switch import ShellyCalls, ShellySwitchPort
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


class LocalBus:
    """Hears all heads over one connection. A message that waited at the broker is told with its age, as far as it is known.

    `calls`: switches that are spoken to over the same connection.
    """

    def __init__(
        self,
        mqtt: Mqtt,
        heads: Sequence[HeadSpec],
        *,
        clock: Clock,
        zigbee_base: str = "zigbee2mqtt",
        calls: ShellyCalls | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._mqtt, self._clock, self._sleep = mqtt, clock, sleep
        self._base, self._calls = zigbee_base, calls
        self._heads = {spec.id: _Head(spec, self) for spec in heads}
        self._topics = {topic: head for head in self._heads.values() for topic in head.topics(zigbee_base)}
        self._waited: dict[str, bytes] = {}
        self._lost_ms: int | None = None
        self._reconnect = Reconnect()
        self.linked = False
        self.bridge_up = False

    def head(self, head_id: str) -> RadioHead:
        """Return the port of one head. Raises KeyError."""
        return self._heads[head_id]

    def switch(self, output: str, prefix: str, channel: int) -> ShellySwitchPort:
        """Return the port of one channel of a Shelly. Raises LookupError on a bus that calls nobody."""
        if self._calls is None:
            raise LookupError(output)
        return ShellySwitchPort(output, prefix, channel, self._calls)

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
            if self._calls is not None:
                self._calls.linked(None)
            if self.linked:
                self.linked, self._lost_ms = False, self._clock.mono_ms()
        return self._reconnect.ended(lasted_s=(self._clock.mono_ms() - began_ms) / 1000, refused=refused)

    async def _hear(self, connection: MqttConnection) -> None:
        answers = [self._calls.topic] if self._calls is not None else []
        await connection.subscribe([*self._topics, zigbee2mqtt.bridge_topic(self._base), *answers])
        self._reconnect.connected()
        if self._calls is not None:
            self._calls.linked(connection)
        self.linked, self.bridge_up = True, False  # a bridge that lives says so at once
        async for delivery in connection.deliveries():
            self.take(delivery)

    def take(self, delivery: Delivery) -> None:
        """Take one message in. Never fails, whatever it holds."""
        if delivery.topic == zigbee2mqtt.bridge_topic(self._base):
            self.bridge_up = zigbee2mqtt.online(delivery.payload) is not False
        elif self._calls is not None and delivery.topic == self._calls.topic:
            self._calls.hear(delivery.payload)
        elif (head := self._topics.get(delivery.topic)) is not None:
            self.bridge_up |= head.hear(delivery, self._age_ms(delivery))

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
        if not self._bus.linked:
            return "link"
        return "bridge" if self._spec.system == "zigbee2mqtt" and not self._bus.bridge_up else ""

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
