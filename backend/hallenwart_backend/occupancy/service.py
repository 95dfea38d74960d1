"""People per hall: the count of now, and the curve of a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hallenwart_backend.occupancy.rules import (
    DAY_MS,
    PEOPLE,
    SPREAD_REACH_MS,
    Curve,
    People,
    is_stale,
    merged,
    newer,
    spread_of,
)
from hallenwart_backend.ports import Arrival, Changed, ListenerBase, Series, SeriesKey
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality, Reading, State


class FindableSeries(Series, Protocol):
    """Time series that can be asked which of them measure a quantity."""

    async def keys_of(self, quantity: str) -> list[SeriesKey]: ...


class Occupancy(ListenerBase):
    """A listener of states and telemetry. `changed` is called when a count becomes another."""

    def __init__(self, series: FindableSeries, clock: Clock, *, changed: Changed | None = None) -> None:
        self._series = series
        self._clock = clock
        self._changed = changed
        self._now: dict[str, People] = {}
        self._first_ms: dict[str, int] = {}
        self._counters: dict[str, set[SeriesKey]] = {}

    async def load(self) -> None:
        """Take up the last counts from the series; call once before listening."""
        for key in [key for key in await self._series.keys_of(PEOPLE) if key.quantity == PEOPLE]:
            self._counters.setdefault(key.component, set()).add(key)
            last = await self._series.latest(key)
            if last is not None:
                self._learn(key.component, People(_whole(last[1]), last[0]))
                day = await self._series.window(key, from_ms=last[0] - DAY_MS, to_ms=last[0])
                self._hear(key.component, *(t_ms for t_ms, _ in day[:1]))

    def now(self, hall: str) -> People | None:
        """Return the newest count with its time, None when nobody ever counted or the count is 15 min old."""
        people = self._now.get(hall)
        return None if people is None or is_stale(people, self._clock.now_ms()) else people

    def last(self, hall: str) -> People | None:
        """Return the newest count however old it is, None when nobody ever counted."""
        return self._now.get(hall)

    async def spread(self, hall: str) -> int | None:
        """Return by how much the newest count may be wrong; None when nobody counts or the counter is not to be trusted."""
        people, now = self._now.get(hall), self._clock.now_ms()
        if people is None:
            return None
        curve = await self.curve(hall, from_ms=people.t_ms - SPREAD_REACH_MS, to_ms=people.t_ms)
        return spread_of(curve, people, now)

    def heard_since(self, hall: str) -> int | None:
        """Return the time of the oldest count since a day before the start, None when nobody counted yet."""
        return self._first_ms.get(hall)

    async def curve(self, hall: str, *, from_ms: int, to_ms: int) -> Curve:
        """Return (t_ms, people) of a span in order of time; None where the counter was not to be trusted."""
        keys = sorted(self._counters.get(hall, ()), key=lambda key: key.device)
        return merged([await self._series.window(key, from_ms=from_ms, to_ms=to_ms) for key in keys])

    async def on_state(self, arrival: Arrival, state: State) -> None:
        t_ms = min(state.sent_ms or arrival.received_ms, arrival.received_ms)
        changes = [self._learn(hall, People(count, t_ms)) for hall, count in state.people.items()]
        await self._tell(any(changes))

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        changes = [self._take(arrival, reading) for reading in readings if reading.k == PEOPLE]
        await self._tell(any(changes))

    def _take(self, arrival: Arrival, reading: Reading) -> bool:
        self._counters.setdefault(reading.c, set()).add(SeriesKey(arrival.device, reading.c, reading.k))
        count = None if reading.q in (Quality.FAULT, Quality.SUSPECT) else _whole(reading.x)
        return self._learn(reading.c, People(count, reading.t_ms))

    def _learn(self, hall: str, told: People) -> bool:
        known = self._now.get(hall)
        self._hear(hall, told.t_ms)
        self._now[hall] = newer(known, told)
        return (known.count if known else None) != self._now[hall].count

    def _hear(self, hall: str, *times_ms: int) -> None:
        for t_ms in times_ms:
            self._first_ms[hall] = min(t_ms, self._first_ms.get(hall, t_ms))

    async def _tell(self, changed: bool) -> None:
        if changed and self._changed is not None:
            await self._changed()


def _whole(x: float | None) -> int | None:
    return None if x is None else max(0, round(x))
