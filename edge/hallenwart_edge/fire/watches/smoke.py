"""The watch of an analogue obscuration head."""

from __future__ import annotations

import math
import statistics
from collections import deque
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import AlarmType
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import selftest, smoke
from hallenwart_edge.fire.plan import SensorPlan
from hallenwart_edge.fire.verdict import Reason, Verdict, Word
from hallenwart_edge.fire.watches.converter import ANALOG_EVERY_S, FULL_SCALE_CODE, SelfTest, code_of
from hallenwart_edge.fire.watches.watch import Telling
from hallenwart_edge.ports import AnalogInput, Contact, Outbox

_CODES_PER_SAMPLE: Final = 10


@dataclass(frozen=True, slots=True)
class SmokeSpec:
    """`full_scale_pct_m` %/m at code 1023, 0 %/m at `zero_code`. `fault` is the head's own fault contact, where it has one."""

    id: str
    zone: str
    full_scale_pct_m: float = 20.0
    zero_code: int = 40
    place: str = ""
    fault: Contact | None = None


class SmokeWatch:
    """An obscuration head on an analogue channel: ten codes a second, their median is one sample."""

    every_s = ANALOG_EVERY_S

    def __init__(self, spec: SmokeSpec, channel: AnalogInput, self_test: SelfTest, clock: Clock, outbox: Outbox) -> None:
        self.plan = SensorPlan(spec.id, spec.zone, AlarmType.SMOKE, place=spec.place)
        self._spec, self._channel, self._self_test, self._clock = spec, channel, self_test, clock
        self._codes: deque[int] = deque(maxlen=_CODES_PER_SAMPLE)
        self._limits = smoke.SmokeLimits()
        self._born_ms = clock.mono_ms()
        self._state = smoke.Smoke()
        self._deaf = self._says_fault = False
        self._telling = Telling(spec.id, "smoke_pct_m", 0.5, outbox, clock)

    async def look(self) -> None:
        code = await code_of(self._channel, self._self_test)
        self._deaf = code is None
        if code is None:
            self._codes.clear()
        else:
            self._codes.append(code)
        if len(self._codes) == _CODES_PER_SAMPLE:
            pct_m = self._pct_m(statistics.median(self._codes))
            self._codes.clear()
            self._state = smoke.step(self._state, pct_m, self._clock.mono_ms(), self._limits)
        self._says_fault = self._contact_says_fault()
        self._telling.tell(self._state.value, self.verdict().word)

    def verdict(self) -> Verdict:
        said = smoke.verdict(self._state, self._clock.mono_ms(), self._limits, born_ms=self._born_ms)
        if said.word is Word.FAULT and self._deaf:
            return replace(said, reason=Reason.ADC)
        if said.word is Word.OK and self._says_fault:
            return replace(said, word=Word.FAULT, reason=Reason.HEAD)
        return said

    def rehearsed(self) -> Verdict | None:
        return selftest.of_smoke(self._state, self._clock.mono_ms(), self._limits, born_ms=self._born_ms)

    def _contact_says_fault(self) -> bool:
        """Ask the head's own contact. One that cannot be asked says fault: it must not be missed."""
        try:
            return self._spec.fault is not None and self._spec.fault.active()
        except DriverFault:
            return True

    def _pct_m(self, code: float) -> float:
        pct_m = pct_m_at(code, zero_code=self._spec.zero_code, full_scale_pct_m=self._spec.full_scale_pct_m)
        return math.nan if pct_m is None else pct_m


def pct_m_at(code: float, *, zero_code: int, full_scale_pct_m: float) -> float | None:
    """Return the obscuration in %/m, None below half the zero: there the head has no supply or a wire is off."""
    if code <= zero_code // 2:
        return None
    return (code - zero_code) * full_scale_pct_m / (FULL_SCALE_CODE - zero_code)
