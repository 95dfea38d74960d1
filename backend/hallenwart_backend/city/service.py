"""Takes in what the city's networks and feeds tell, stores it as readings of virtual devices, and misses who falls silent."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hallenwart_backend.city import silence
from hallenwart_backend.city.incidents import CityIncidents
from hallenwart_backend.city.plan import Broker, Plan, Push, Sensor
from hallenwart_backend.city.ports import CityBroker, Hears, LastSeries
from hallenwart_backend.city.silence import Hearing
from hallenwart_backend.city.taking import Taken, Taker
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import Arrival, Changed, SeriesKey
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Reading

log = logging.getLogger(__name__)
MOST_WAITING: Final = 10_000
"""Messages that wait for the store; what comes on top is lost and counted: the city's networks keep nothing for us."""
MOST_AT_ONCE: Final = 200
RETRY_S: Final = 1.0
LOOK_EVERY_S: Final = 5.0
REPLAYED_MS: Final = 15 * 60_000
"""A figure older than this alarms nobody as new."""
_SAYS_NOTHING: Final = frozenset({"", "repeated", "simulated"})


@dataclass(slots=True)
class SourceNow:
    """How a source stands. `refused`: messages that said nothing, by the word why; `lost`: dropped while the store was away."""

    taker: Taker
    broker: Broker | None = None
    session: CityBroker | None = None
    since_ms: int = 0
    heard_ms: int | None = None
    messages: int = 0
    lost: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    away_ms: int | None = None


@dataclass(slots=True)
class SensorNow:
    """What is known of a sensor: last figures with their wall times, and since when it is missed."""

    sensor: Sensor
    hearing: Hearing
    last: dict[tuple[str, str], tuple[int, float | None]] = field(default_factory=dict)
    heard_ms: int | None = None
    silent: bool = False


class CityDesk:
    """`tell`: who hears of people counted, `changed`: pages are old."""

    def __init__(
        self,
        plan: Plan,
        sessions: Mapping[str, CityBroker],
        series: LastSeries,
        incidents: CityIncidents,
        clock: Clock,
        *,
        tell: Hears,
        changed: Changed,
    ) -> None:
        self.plan, self.problems = plan, [*plan.problems]
        self._series, self._incidents, self._clock = series, incidents, clock
        self._tell, self._changed = tell, changed
        now_ms = clock.mono_ms()
        sources: list[Broker | Push] = [*plan.brokers, *plan.pushes]
        self.sources = {one.id: self._source(one, sessions.get(one.id), now_ms) for one in sources}
        self.sensors = {one.id: SensorNow(one, Hearing(now_ms)) for one in plan.sensors}
        self._waiting: deque[Taken] = deque()
        self._wake = asyncio.Event()
        for name, session in sessions.items():
            session.deliver = self._deliverer(name)

    def _source(self, source: Broker | Push, session: CityBroker | None, now_ms: int) -> SourceNow:
        broker = source if isinstance(source, Broker) else None
        mine = [sensor for sensor in self.plan.sensors if sensor.source == source.id]
        return SourceNow(Taker(broker.system if broker else None, mine), broker, session, now_ms)

    async def load(self) -> None:
        """Take up what was known before the restart: a sensor that fell silent then is missed now."""
        now_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        for one in self.sensors.values():
            latest = await self._series.latest_of(one.sensor.device)
            one.last = {(key.component, key.quantity): point for key, point in latest.items()}
            if one.last:
                one.heard_ms = max(t_ms for t_ms, _ in one.last.values())
                one.hearing = Hearing(mono_ms - max(0, now_ms - one.heard_ms))

    # --- what comes in ---

    def _deliverer(self, source: str) -> Callable[[str, bytes, bool], None]:
        def deliver(topic: str, payload: bytes, waited: bool) -> None:
            now = self.sources[source]
            taken = now.taker.take(topic, payload, self._clock.now_ms(), waited=waited)
            self._note(now, taken)
            if not isinstance(taken, str):
                self._queue(now, taken)

        return deliver

    async def push(self, source: str, items: Sequence[Any]) -> tuple[int, list[str]]:
        """Store what another program pushed; return how many figures are stored, and why the rest is not.

        Raises StoreUnavailableError: nothing was stored, it may be pushed again.
        """
        now, taken, refused = self.sources[source], list[Taken](), list[str]()
        for number, item in enumerate(items, 1):
            found = now.taker.push(item, self._clock.now_ms())
            self._note(now, found)
            if isinstance(found, str):
                refused.append(f"{number}: {found}")
            else:
                taken += found
                refused += [f"{number}: {quantity}" for one in found for quantity in one.wrong]
        await self._store(taken)
        return sum(len(one.figures) for one in taken), refused

    def _note(self, now: SourceNow, taken: list[Taken] | str) -> None:
        now.heard_ms, now.messages = self._clock.now_ms(), now.messages + 1
        if isinstance(taken, str):
            if taken:
                now.refused[taken] += 1
            if taken not in _SAYS_NOTHING:
                log.debug("city: a message says nothing: %s", taken)
        else:
            now.refused.update(f"figure:{quantity}" for one in taken for quantity in one.wrong)

    def _queue(self, now: SourceNow, taken: list[Taken]) -> None:
        for one in taken:
            if len(self._waiting) >= MOST_WAITING:
                now.lost += 1
            else:
                self._waiting.append(one)
        self._wake.set()

    async def run(self) -> None:
        """Store what comes in until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                some = [self._waiting[at] for at in range(min(MOST_AT_ONCE, len(self._waiting)))]
                try:
                    await self._store(some)
                except StoreUnavailableError as error:
                    log.warning("city: %s", error)
                    await asyncio.sleep(RETRY_S)
                    continue
                for _ in some:
                    self._waiting.popleft()

    async def _store(self, taken: Sequence[Taken]) -> None:
        """Store figures, then tell who waits for them. What waited at a broker bears no time of its own and is not stored."""
        fresh = [one for one in taken if not one.waited]
        points = [
            (SeriesKey(one.sensor.device, figure.component, figure.quantity), one.at_ms, value)
            for one in fresh
            for figure, value in one.figures
        ]
        if points:
            await self._series.append(points)
        for one in fresh:
            await self._hear(one)
        if fresh:
            await self._changed()

    async def _hear(self, taken: Taken) -> None:
        now, received_ms = self.sensors[taken.sensor.id], self._clock.now_ms()
        replayed = received_ms - taken.at_ms > REPLAYED_MS
        if now.heard_ms is None or taken.at_ms >= now.heard_ms:
            now.heard_ms = taken.at_ms
        now.hearing = silence.heard(now.hearing, max(now.hearing.heard_ms, self._clock.mono_ms() - (received_ms - taken.at_ms)))
        for figure, value in taken.figures:
            before = now.last.get((figure.component, figure.quantity))
            if before is None or taken.at_ms >= before[0]:
                now.last[figure.component, figure.quantity] = (taken.at_ms, value)
                await self._incidents.figure(taken.sensor, figure, value, taken.at_ms, replayed=replayed)
        readings = [Reading(c=one.component, k=one.quantity, t_ms=taken.at_ms, x=value) for one, value in taken.figures]
        if readings:
            await self._tell.on_readings(Arrival(taken.sensor.device, received_ms, replayed), readings)

    # --- who is missed ---

    async def watch(self) -> None:
        """Look after sources and sensors until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> None:
        """Tell of a file with mistakes, of sources that are not reached and sensors that are silent; each once."""
        await self._incidents.file(self.problems)
        mono_ms = self._clock.mono_ms()
        changed = False
        for name, source in self.sources.items():
            connected = source.session is None or source.session.connected
            source.away_ms = None if connected else source.away_ms if source.away_ms is not None else mono_ms
            away = source.away_ms is not None and mono_ms - source.away_ms >= silence.SOURCE_PATIENCE_MS
            why = source.session.trouble if source.session is not None else ""
            await self._incidents.source(name, away=away, why=why)
        for one in self.sensors.values():
            before = one.silent
            session = self.sources[one.sensor.source].session
            one.hearing = silence.look(one.hearing, mono_ms, connected=session is None or session.connected)
            if one.hearing.away_ms is None:
                one.silent = silence.is_silent(one.hearing, one.sensor.every_s, mono_ms)
                await self._incidents.sensor(one.sensor, silent=one.silent, heard_ms=one.heard_ms)
            changed |= one.silent is not before
        if changed:
            await self._changed()
