"""One watch per fire sensor: reads its port, feeds its rule, sends its readings."""

from __future__ import annotations

import math
import statistics
from collections import deque
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import AlarmType, Quality, Reading
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import heat, loop, selftest, smoke
from hallenwart_edge.fire.plan import Means, Profile, SensorPlan
from hallenwart_edge.fire.verdict import OK, Verdict, Word
from hallenwart_edge.ports import AnalogInput, Outbox, Sensor

ANALOG_EVERY_S: Final = 0.1
HEAT_EVERY_S: Final = 1.0
TELL_EVERY_MS: Final = 10_000
_CODES_PER_SAMPLE: Final = 10
_SELF_TEST_CODES: Final = range(412, 613)
FULL_SCALE_CODE: Final = 1023


@dataclass(frozen=True, slots=True)
class LoopSpec:
    """`means` own or panel; `short_means` alarm or fault."""

    id: str
    zone: str
    means: str = "own"
    short_means: str = "alarm"
    place: str = ""


@dataclass(frozen=True, slots=True)
class SmokeSpec:
    """`full_scale_pct_m` %/m at code 1023, 0 %/m at `zero_code`."""

    id: str
    zone: str
    full_scale_pct_m: float = 20.0
    zero_code: int = 40
    place: str = ""


@dataclass(frozen=True, slots=True)
class HeatSpec:
    """`profile` says how a thermometer is judged: in a room, or under a high roof."""

    id: str
    zone: str
    profile: Profile = Profile.ROOM
    place: str = ""


class Watch(Protocol):
    """A sensor under watch. `verdict` also grows bad by itself when nothing comes any more."""

    plan: SensorPlan
    every_s: float

    async def look(self) -> None:
        """Read once and take the reading in. Never raises DriverFault: silence is part of the rule."""
        ...

    def verdict(self) -> Verdict: ...

    def rehearsed(self) -> Verdict | None:
        """Return what the rule says of a test value, played through a copy of it; None when it cannot be tried so."""
        ...


class Telling:
    """Sends a quantity every 10 s, or at once when it moved by `step` or its quality changed."""

    def __init__(self, component: str, quantity: str, step: float, outbox: Outbox, clock: Clock) -> None:
        self._component, self._quantity, self._step = component, quantity, step
        self._outbox, self._clock = outbox, clock
        self._last: tuple[int, float | None, str] | None = None

    def tell(self, value: float | None, word: Word) -> None:
        """Queue the value when it is due. A fault has no value."""
        faulty = word is Word.FAULT or value is None or not math.isfinite(value)
        quality = Quality.FAULT if faulty else Quality.OK
        x = None if faulty else value
        now = self._clock.mono_ms()
        if self._last is not None and not self._due(self._last, x, quality, now):
            return
        self._last = (now, x, quality)
        self._outbox.reading(Reading(c=self._component, k=self._quantity, t_ms=self._clock.now_ms(), x=x, q=quality))

    def _due(self, last: tuple[int, float | None, str], x: float | None, quality: str, now: int) -> bool:
        moved = x is not None and last[1] is not None and abs(x - last[1]) >= self._step
        return moved or quality != last[2] or now - last[0] >= TELL_EVERY_MS


class SelfTest:
    """The converter's own test: a channel tied to a mid-scale divider. A dead converter answers 0 or 1023 everywhere."""

    def __init__(self, channel: AnalogInput | None) -> None:
        self._channel = channel

    async def passed(self) -> bool:
        """Say whether the converter can be believed. Raises DriverFault."""
        return self._channel is None or await self._channel.read_code() in _SELF_TEST_CODES


class LoopWatch:
    """A supervised loop."""

    every_s = ANALOG_EVERY_S

    def __init__(self, spec: LoopSpec, channel: AnalogInput, self_test: SelfTest, clock: Clock) -> None:
        self.plan = SensorPlan(spec.id, spec.zone, _type_of(spec.means), Means(spec.means), spec.place)
        self._short_is_alarm = spec.short_means == "alarm"
        self._channel, self._self_test, self._clock = channel, self_test, clock
        self._state = loop.Loop()

    async def look(self) -> None:
        code = await _code(self._channel, self._self_test)
        self._state = loop.step(self._state, code, self._clock.mono_ms(), short_is_alarm=self._short_is_alarm)

    def verdict(self) -> Verdict:
        return self._state.verdict

    def rehearsed(self) -> Verdict | None:
        return selftest.of_loop(self._state, self._clock.mono_ms(), short_is_alarm=self._short_is_alarm)

    def contact(self) -> bool | None:
        """Say whether the contact in the loop is closed; None when the loop does not tell."""
        return loop.contact(self._state)


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
        self._telling = Telling(spec.id, "smoke_pct_m", 0.5, outbox, clock)

    async def look(self) -> None:
        code = await _code(self._channel, self._self_test)
        if code is None:
            self._codes.clear()
        else:
            self._codes.append(code)
        if len(self._codes) == _CODES_PER_SAMPLE:
            pct_m = self._pct_m(statistics.median(self._codes))
            self._codes.clear()
            self._state = smoke.step(self._state, pct_m, self._clock.mono_ms(), self._limits)
        self._telling.tell(self._state.value, self.verdict().word)

    def verdict(self) -> Verdict:
        return smoke.verdict(self._state, self._clock.mono_ms(), self._limits, born_ms=self._born_ms)

    def rehearsed(self) -> Verdict | None:
        return selftest.of_smoke(self._state, self._clock.mono_ms(), self._limits, born_ms=self._born_ms)

    def _pct_m(self, code: float) -> float:
        span = FULL_SCALE_CODE - self._spec.zero_code
        return (
            (code - self._spec.zero_code) * self._spec.full_scale_pct_m / span if code > self._spec.zero_code // 2 else math.nan
        )


class HeatWatch:
    """A thermometer."""

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


class ParticlesWatch:
    """A dust sensor: only telemetry and silence, dust is no fire."""

    every_s = HEAT_EVERY_S

    def __init__(self, spec: HeatSpec, sensor: Sensor, clock: Clock, outbox: Outbox) -> None:
        self.plan = SensorPlan(spec.id, spec.zone, AlarmType.SMOKE)
        self._sensor, self._clock, self._outbox = sensor, clock, outbox
        self._seen_ms = clock.mono_ms()
        self._tellings: dict[str, Telling] = {}

    async def look(self) -> None:
        try:
            samples = await self._sensor.read()
        except DriverFault:
            samples = ()
        if samples:
            self._seen_ms = self._clock.mono_ms()
        for sample in samples:
            telling = self._tellings.get(sample.quantity) or self._new_telling(sample.quantity)
            telling.tell(sample.value, Word.OK)

    def verdict(self) -> Verdict:
        silent = self._clock.mono_ms() - self._seen_ms > heat.HeatLimits().silent_after_ms
        return Verdict(Word.FAULT, "silent") if silent else OK

    def rehearsed(self) -> Verdict | None:
        return None

    def _new_telling(self, quantity: str) -> Telling:
        telling = self._tellings[quantity] = Telling(self.plan.id, quantity, math.inf, self._outbox, self._clock)
        return telling


async def _code(channel: AnalogInput, self_test: SelfTest) -> int | None:
    try:
        return await channel.read_code() if await self_test.passed() else None
    except DriverFault:
        return None


def _type_of(means: str) -> AlarmType:
    return AlarmType.PANEL if means == "panel" else AlarmType.SMOKE
