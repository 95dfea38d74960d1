"""The watch of an air sensor: dust or carbon dioxide. It is measured and shown beside an alarm, never one by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import air
from hallenwart_edge.fire.plan import SensorPlan
from hallenwart_edge.fire.verdict import Verdict
from hallenwart_edge.fire.watches.watch import Telling
from hallenwart_edge.ports import Outbox, Sensor


@dataclass(frozen=True, slots=True)
class AirSpec:
    """`kind` is one of `air.LIMITS`: pms5003, sps30, mh-z19b."""

    id: str
    zone: str
    kind: str = "pms5003"


class AirWatch:
    every_s = 1.0

    def __init__(self, spec: AirSpec, sensor: Sensor, clock: Clock, outbox: Outbox) -> None:
        self.plan = SensorPlan(spec.id, spec.zone, AlarmType.SMOKE, alarms=False)
        self._sensor, self._clock, self._outbox = sensor, clock, outbox
        self._limits = air.LIMITS[spec.kind]
        self._state = air.Air(seen_ms=clock.mono_ms(), good_ms=clock.mono_ms())
        self._tellings: dict[str, Telling] = {}

    async def look(self) -> None:
        try:
            samples = await self._sensor.read()
        except DriverFault:
            samples = None
        if samples is not None:
            values = {sample.quantity: sample.value for sample in samples}
            self._state = air.step(self._state, values, self._clock.mono_ms(), self._limits)
        word = self.verdict().word
        for quantity, value in self._state.values.items():
            self._telling(quantity).tell(value, word)

    def verdict(self) -> Verdict:
        return air.verdict(self._state, self._clock.mono_ms(), self._limits)

    def rehearsed(self) -> Verdict | None:
        return None

    def _telling(self, quantity: str) -> Telling:
        if quantity not in self._tellings:
            self._tellings[quantity] = Telling(self.plan.id, quantity, math.inf, self._outbox, self._clock)
        return self._tellings[quantity]
