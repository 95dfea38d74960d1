"""Tells what the sensors of the local bus measure: at once what changed, now and then what stands, and why nothing is known."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality, Reading
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.local_bus.bus import BusSensor
from hallenwart_edge.local_bus.sensors import rules
from hallenwart_edge.local_bus.sensors.kinds import MEASURES, Kind
from hallenwart_edge.local_bus.sensors.people import COUNTING, BusCounter, CounterSpec
from hallenwart_edge.local_bus.sensors.rules import Point, Watched
from hallenwart_edge.ports import Board, Outbox, Sample

LOOK_EVERY_S: Final = 0.5
TELL_EVERY_MS: Final = 10 * 60_000


@dataclass(frozen=True, slots=True)
class SensorSpec:
    """A sensor: its component's name, what it measures, and how long it says nothing when all is well.

    `counter`: it counts people at a door.
    """

    id: str
    every_s: int
    watched: tuple[Watched, ...]
    counter: CounterSpec | None = None


class BusSensorsAgent:
    """All sensors of the local bus. `trusted`: whether the wall clock is right."""

    def __init__(
        self,
        sensors: Sequence[tuple[SensorSpec, BusSensor]],
        *,
        outbox: Outbox,
        board: Board,
        clock: Clock,
        trusted: Callable[[], bool] = lambda: False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._sleep = sleep
        self._watches = {spec.id: _Watch(spec, port, outbox, board, clock, trusted) for spec, port in sensors}

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            for watch in self._watches.values():
                await watch.look()
            await self._sleep(LOOK_EVERY_S)

    def doubt(self, sensor: str, why: str) -> None:
        """Take in that others contradict a sensor, and why; empty: they do not. Raises KeyError."""
        self._watches[sensor].doubt = why

    def value(self, sensor: str, kind: Kind) -> float | None:
        """Return what a sensor says of a kind, None when that is not to be relied on. Raises KeyError."""
        return self._watches[sensor].value(kind)

    def counter(self, sensor: str) -> BusCounter:
        """Return a sensor as the counter of a door. Raises KeyError where it counts nobody."""
        found = self._watches[sensor].counter
        if found is None:
            raise KeyError(sensor)
        return found

    def presence(self, sensor: str) -> BusPresence:
        """Return a sensor as one that sees whether somebody is there. Raises KeyError."""
        return BusPresence(self._watches[sensor])


class _Watch:
    def __init__(
        self,
        spec: SensorSpec,
        port: BusSensor,
        outbox: Outbox,
        board: Board,
        clock: Clock,
        trusted: Callable[[], bool],
    ) -> None:
        self.spec, self._port, self._outbox, self._board = spec, port, outbox, board
        self._clock, self._trusted = clock, trusted
        self.counter = None if spec.counter is None else BusCounter(spec.counter, clock, self.word)
        now_ms = clock.mono_ms()
        self._state = rules.Sensor(now_ms, (Point(),) * len(spec.watched), began_ms=now_ms)
        self._silent_ms = rules.silent_ms(spec.every_s)
        self._told: dict[str, tuple[int, float | None, str]] = {}
        self._reason = self.doubt = ""

    async def look(self) -> None:
        now_ms = self._clock.mono_ms()
        self._state = rules.look(self._state, self.spec.watched, self._port.out_of_hearing(), now_ms)
        wall_ms = self._clock.now_ms() if self._trusted() else None
        for said in self._port.heard():
            self._state = rules.hear(
                self._state, said, self.spec.watched, now_ms=now_ms, wall_ms=wall_ms, silent_ms=self._silent_ms
            )
            if self.counter is not None:
                self.counter.take(said)
        self._state = rules.look(self._state, self.spec.watched, self._port.out_of_hearing(), now_ms)
        quality, reason = self.word()
        if quality is Quality.OK and self.doubt:
            self._board.set_sensor(self.spec.id, Quality.SUSPECT, self.doubt)
        else:
            self._board.set_sensor(self.spec.id, quality, reason)
        for watched, point in zip(self.spec.watched, self._state.points, strict=True):
            if watched.field.kind not in COUNTING:  # people are told per place
                self._tell(watched, point, quality, reason, now_ms)
        await self._tell_reason(reason)

    def word(self) -> tuple[Quality, str]:
        return rules.word(self._state, self._clock.mono_ms(), silent_ms=self._silent_ms)

    def value(self, kind: Kind) -> float | None:
        """Return what stands of a kind, None when that is not to be relied on."""
        if self.word()[0] is not Quality.OK:
            return None
        pairs = zip(self.spec.watched, self._state.points, strict=True)
        return next((point.value for watched, point in pairs if watched.field.kind is kind and not point.old), None)

    def _tell(self, watched: Watched, point: Point, quality: Quality, reason: str, now_ms: int) -> None:
        """A fault has no value; what waited at the broker is told as stale."""
        if point.value is None and not reason:
            return
        x = None if reason else point.value
        said = quality if reason else Quality.STALE if point.old else Quality.OK
        name = watched.field.told_as
        before = self._told.get(name)
        if (
            before is not None
            and before[2] == said
            and now_ms - before[0] < TELL_EVERY_MS
            and not _moved(before[1], x, watched)
        ):
            return
        if before is not None and reason and before[2] == said:
            return  # a fault is told once
        self._told[name] = (now_ms, x, said)
        self._outbox.reading(Reading(c=self.spec.id, k=name, t_ms=self._clock.now_ms(), x=x, q=said))
        if watched.field.kind is Kind.BATTERY and x is not None:
            self._board.set_battery(self.spec.id, round(x))

    async def _tell_reason(self, reason: str) -> None:
        if reason == self._reason:
            return
        self._reason = reason
        kind, a = (EventKind.COMPONENT_FAULT, {"why": reason}) if reason else (EventKind.COMPONENT_OK, {})
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=self.spec.id, a={**a}))


class BusPresence:
    """The Sensor port of a sensor that sees motion: a room's counting may stand on it."""

    def __init__(self, watch: _Watch) -> None:
        self._watch = watch

    async def read(self) -> tuple[Sample, ...]:
        present = self._watch.value(Kind.PRESENCE)
        if present is None:
            raise DriverFault(self._watch.spec.id, self._watch.word()[1] or "has not spoken yet")
        return (Sample("presence", present),)

    def close(self) -> None:
        """There is nothing to give back."""


def _moved(before: float | None, x: float | None, watched: Watched) -> bool:
    if before is None or x is None:
        return before is not x
    return before != x and abs(x - before) >= (watched.field.step or MEASURES[watched.field.kind].step)
