"""The watch of a battery smoke head on the local bus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import AlarmType, Event
from hallenwart_edge.fire import radio
from hallenwart_edge.fire.plan import SensorPlan
from hallenwart_edge.fire.verdict import Verdict, Word
from hallenwart_edge.fire.watches.watch import Telling
from hallenwart_edge.local_bus.head import HeadReport, RadioHead
from hallenwart_edge.ports import Outbox

_STEP_PCT = 1.0
_STEP_LINK = 50.0


@dataclass(frozen=True, slots=True)
class RadioSpec:
    """`every_s`: how long the head may say nothing when all is well. `trusted` says whether the own wall clock is right."""

    id: str
    zone: str
    every_s: int
    place: str = ""
    trusted: Callable[[], bool] = lambda: True


class RadioWatch:
    every_s = 0.2

    def __init__(self, spec: RadioSpec, head: RadioHead, clock: Clock, outbox: Outbox) -> None:
        self.plan = SensorPlan(spec.id, spec.zone, AlarmType.SMOKE, place=spec.place)
        self._head, self._clock, self._trusted = head, clock, spec.trusted
        self._silent_ms = radio.silent_after_ms(spec.every_s)
        self._state = radio.Radio(heard_ms=clock.mono_ms())
        self._link_quality: int | None = None
        self._outbox, self._word = outbox, Word.OK
        self._battery_telling = Telling(spec.id, "battery_pct", _STEP_PCT, outbox, clock, every_ms=3_600_000)
        self._link_telling = Telling(spec.id, "link_quality", _STEP_LINK, outbox, clock, every_ms=3_600_000)

    async def look(self) -> None:
        now_ms = self._clock.mono_ms()
        self._state = radio.hearing(self._state, self._head.out_of_hearing(), now_ms)
        moment = radio.Moment(now_ms, self._clock.now_ms() if self._trusted() else None)
        for report in self._head.reports():
            self._state = radio.step(self._state, report, moment, silent_ms=self._silent_ms)
            if report.link_quality is not None and report.alive:
                self._link_quality = report.link_quality
        word = self.verdict().word
        if word is Word.TEST and self._word is not Word.TEST:
            await self._tell_test()
        self._word = word
        if self._state.battery_pct is not None:
            self._battery_telling.tell(self._state.battery_pct, word)
        if self._link_quality is not None:
            self._link_telling.tell(self._link_quality, word)

    async def _tell_test(self) -> None:
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        tested = Event(kind=EventKind.FIRE_TESTED, t_ms=t_ms, mono_ms=mono_ms, c=self.plan.id, a={"zone": self.plan.zone})
        await self._outbox.event(tested)

    def verdict(self) -> Verdict:
        return radio.verdict(self._state, self._clock.mono_ms(), silent_ms=self._silent_ms)

    def rehearsed(self) -> Verdict | None:
        """Play a message `smoke` through a copy of the rule."""
        now = radio.Moment(self._clock.mono_ms(), None)
        smoky = HeadReport(smoke=True)
        return radio.verdict(
            radio.step(self._state, smoky, now, silent_ms=self._silent_ms), now.mono_ms, silent_ms=self._silent_ms
        )
