"""People per hall and per sections of it: the count of now, and the curve of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from hallenwart_backend.occupancy.merging import Told, part_of, speakers, summed, together
from hallenwart_backend.occupancy.rules import (
    DAY_MS,
    PEOPLE,
    SPREAD_REACH_MS,
    Curve,
    People,
    is_stale,
    known_of,
    largest_change,
    merged,
    newer,
    spread_of,
)
from hallenwart_backend.ports import Arrival, Changed, ListenerBase, Series, SeriesKey
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import PartNow
from hallenwart_contract.messages import Quality, Reading, State
from hallenwart_contract.people import place_of
from hallenwart_contract.quantities import BUSY_P, PRESENCE

_ALIVE: Final = frozenset({PEOPLE, PRESENCE, BUSY_P})


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
        self._places: dict[str, dict[tuple[int, ...], dict[str, Told]]] = {}

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
        people = self.last(hall)
        return None if people is None or is_stale(people, self._clock.now_ms()) else people

    def last(self, hall: str) -> People | None:
        """Return the newest count however old it is, None when nobody ever counted."""
        told, other = self._together(hall), self._now.get(hall)
        if told is None:
            return other
        people, now_ms = People(told.count.people, told.t_ms), self._clock.now_ms()
        return other if other is not None and is_stale(people, now_ms) and not is_stale(other, now_ms) else people

    def parts(self, hall: str) -> list[PartNow]:
        """Return what devices say of a hall and of its sections, the whole hall first; empty where none says how sure it is."""
        now_ms, places = self._clock.now_ms(), self._places.get(hall, {})
        found = [self._together(hall, sections) for sections in sorted(places, key=lambda each: (len(each), each))]
        return [part_of(told, now_ms) for told in found if told is not None]

    async def spread(self, hall: str) -> int | None:
        """Return by how much the newest count may be wrong; None when nobody counts or the counter is not to be trusted."""
        people, now = self.last(hall), self._clock.now_ms()
        if people is None:
            return None
        told = self._together(hall)
        if told is not None and told.t_ms == people.t_ms:
            return await self._told_spread(hall, told)
        curve = await self.curve(hall, from_ms=people.t_ms - SPREAD_REACH_MS, to_ms=people.t_ms)
        return spread_of(curve, people, now)

    def heard_since(self, hall: str) -> int | None:
        """Return the time of the oldest count since a day before the start, None when nobody counted yet."""
        return self._first_ms.get(hall)

    async def curve(self, hall: str, *, from_ms: int, to_ms: int) -> Curve:
        """Return (t_ms, people) of a span in order of time; None where the counter was not to be trusted."""
        told = self._places.get(hall, {}).get((), {})
        speaking = speakers(told, self._clock.now_ms())
        keys = sorted(self._counters.get(hall, ()), key=lambda key: key.device)
        heard = [key for key in keys if key.device in speaking or key.device not in told]
        curves = {key: await self._series.window(key, from_ms=from_ms, to_ms=to_ms) for key in heard}
        if len(speaking) < 2:
            return merged(curves.values())
        together = summed([curve for key, curve in curves.items() if key.device in speaking])
        return merged([together, *(curve for key, curve in curves.items() if key.device not in speaking)])

    async def on_state(self, arrival: Arrival, state: State) -> None:
        t_ms = min(state.sent_ms or arrival.received_ms, arrival.received_ms)
        counted = {count.hall for count in state.counts}
        changes = [self._learn(hall, People(count, t_ms)) for hall, count in state.people.items() if hall not in counted]
        changes.append(self._take_places(arrival.device, state, t_ms))
        await self._tell(any(changes))

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        for reading in readings:
            if reading.k in _ALIVE:
                self._refresh(arrival.device, reading)
        changes = [self._take(arrival, reading) for reading in readings if reading.k == PEOPLE]
        await self._tell(any(changes))

    def _together(self, hall: str, sections: tuple[int, ...] = ()) -> Told | None:
        return together(self._places.get(hall, {}).get(sections, {}), self._clock.now_ms())

    async def _told_spread(self, hall: str, told: Told) -> int | None:
        """Return the device's own bounds, and what may have changed since."""
        count, now_ms = told.count, self._clock.now_ms()
        if count.people is None or count.low is None or count.high is None:
            return None
        curve = await self.curve(hall, from_ms=told.t_ms - SPREAD_REACH_MS, to_ms=told.t_ms)
        since = largest_change(known_of(curve, People(count.people, told.t_ms)), max(0, now_ms - told.t_ms))
        return max(count.high - count.people, count.people - count.low) + since

    def _take_places(self, device: str, state: State, t_ms: int) -> bool:
        """Take in what a device counts now; what it does not name any more it counts no more."""
        named = {(count.hall, tuple(count.sections)): count for count in state.counts}
        before = {key: self._seen(*key) for key in [*named, *self._named()]}
        for hall, sections in self._named():
            if (hall, sections) not in named:
                self._places[hall][sections].pop(device, None)
        for (hall, sections), count in named.items():
            known = self._places.setdefault(hall, {}).setdefault(sections, {})
            if device not in known or known[device].t_ms <= t_ms or known[device].count.people != count.people:
                known[device] = Told(count, max(t_ms, known[device].t_ms) if device in known else t_ms)
            self._hear(hall, t_ms)
        return any(self._seen(*key) != told for key, told in before.items())

    def _named(self) -> list[tuple[str, tuple[int, ...]]]:
        return [(hall, sections) for hall, places in self._places.items() for sections in places]

    def _seen(self, hall: str, sections: tuple[int, ...]) -> tuple[int | None, str] | None:
        told = self._together(hall, sections)
        return None if told is None else (told.count.people, told.count.use)

    def _refresh(self, device: str, reading: Reading) -> None:
        """A reading of a place says that what the device told of it still stands."""
        hall, sections = place_of(reading.c)
        known = self._places.get(hall, {}).get(sections, {})
        if (told := known.get(device)) is not None and reading.t_ms > told.t_ms:
            known[device] = replace(told, t_ms=min(reading.t_ms, self._clock.now_ms()))

    def _take(self, arrival: Arrival, reading: Reading) -> bool:
        self._counters.setdefault(reading.c, set()).add(SeriesKey(arrival.device, reading.c, reading.k))
        if arrival.device in self._places.get(reading.c, {}).get((), {}):
            self._hear(reading.c, reading.t_ms)
            return False  # its snapshot says it better
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
