"""The watch of a thermometer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import heat, selftest
from hallenwart_edge.fire.plan import Profile, SensorPlan
from hallenwart_edge.fire.verdict import Verdict
from hallenwart_edge.fire.watches.watch import Telling
from hallenwart_edge.ports import Outbox, Sensor

HEAT_EVERY_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class HeatSpec:
    """`profile` says how a thermometer is judged: in a room, or under a high roof."""

    id: str
    zone: str
    profile: Profile = Profile.ROOM
    place: str = ""


class HeatWatch:
    every_s = HEAT_EVERY_S

    def __init__(self, spec: HeatSpec, sensor: Sensor, clock: Clock, outbox: Outbox) -> None:
        self.plan = SensorPlan(spec.id, spec.zone, AlarmType.HEAT, place=spec.place)
        self._sensor, self._clock = sensor, clock
        self._limits = heat.HeatLimits(profile=spec.profile)
        self._born_ms = clock.mono_ms()
        self._state = heat.Heat()
        self._telling = Telling(spec.id, "temp_c", 0.5, outbox, clock)

    async def look(self) -> None:
        try:
            samples = await self._sensor.read()
        except DriverFault:
            samples = ()
        for sample in samples:
            if sample.quantity == "temp_c":
                self._state = heat.step(self._state, sample.value, self._clock.mono_ms(), self._limits)
        self._telling.tell(self._state.value, self.verdict().word)

    def verdict(self) -> Verdict:
        return heat.verdict(self._state, self._clock.mono_ms(), self._limits, born_ms=self._born_ms)

    def rehearsed(self) -> Verdict | None:
        return selftest.of_heat(self._state, self._clock.mono_ms(), self._limits, born_ms=self._born_ms)
