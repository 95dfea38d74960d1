"""The watch of a supervised loop, whatever its contacts stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.fire import loop, selftest
from hallenwart_edge.fire.plan import Means, SensorPlan
from hallenwart_edge.fire.verdict import Verdict
from hallenwart_edge.fire.watches.converter import ANALOG_EVERY_S, SelfTest, code_of
from hallenwart_edge.ports import AnalogInput

TYPES: Final = {
    "own": AlarmType.SMOKE,
    "panel": AlarmType.PANEL,
    "call_point": AlarmType.CALL_POINT,
    "co": AlarmType.CO,
    "panel_fault": AlarmType.PANEL_FAULT,
}
"""What a contact stands for: detectors of this system, the building panel's alarm contact, buttons that people press, the
relay of a CO alarm (EN 50291), the building panel's fault contact."""


def plan_of(sensor: str, zone: str, means: str, place: str = "") -> SensorPlan:
    """Return what a contact of this meaning stands for, and whose word it is."""
    whose = {"panel": Means.PANEL, "call_point": Means.NAMED}.get(means, Means.OWN)
    return SensorPlan(sensor, zone, TYPES[means], whose, place)


@dataclass(frozen=True, slots=True)
class LoopSpec:
    """`means` is one of `TYPES`; `short_means` alarm or fault."""

    id: str
    zone: str
    means: str = "own"
    short_means: str = "alarm"
    place: str = ""


class LoopWatch:
    """A supervised loop with contacts that close on their word; those of `panel_fault` open on it."""

    every_s = ANALOG_EVERY_S

    def __init__(self, spec: LoopSpec, channel: AnalogInput, self_test: SelfTest, clock: Clock) -> None:
        self.plan = plan_of(spec.id, spec.zone, spec.means, spec.place)
        self._short_is_alarm = spec.short_means == "alarm"
        self._channel, self._self_test, self._clock = channel, self_test, clock
        self._state = loop.Loop()

    async def look(self) -> None:
        code = await code_of(self._channel, self._self_test)
        self._state = loop.step(self._state, code, self._clock.mono_ms(), short_is_alarm=self._short_is_alarm)

    def verdict(self) -> Verdict:
        if self.plan.type is AlarmType.PANEL_FAULT:
            return loop.opens_on_fault(self._state, self._clock.mono_ms())
        return self._state.verdict

    def rehearsed(self) -> Verdict | None:
        if self.plan.type is AlarmType.PANEL_FAULT:
            return None
        return selftest.of_loop(self._state, self._clock.mono_ms(), short_is_alarm=self._short_is_alarm)

    def contact(self) -> bool | None:
        """Say whether the contact in the loop is closed; None when the loop does not tell."""
        return loop.contact(self._state)
