"""Which spaces are taken now, and the word of each car park: from what sensors say, wherever they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.parking import rules, store
from hallenwart_backend.parking.model import CarPark, ParkState, Space, SpaceState
from hallenwart_backend.parking.rules import Heard
from hallenwart_backend.ports import Arrival, Changed, ListenerBase, Series, SeriesKey
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality, Reading
from hallenwart_contract.parking import ParkingNow, ParkingWord
from hallenwart_contract.quantities import PARKED

LOOK_EVERY_S: Final = 5.0
TELL_EVERY_MS: Final = 60_000
"""Displays are told anew at most so often."""
EDGE_EVERY_S: Final = 600
"""So often a Pi tells what stands of a sensor at its local bus."""

HeardOf = Callable[[str, str], Heard | None]
"""What is known of a sensor, by device and component; None: no more than its own words."""


class ParkingSeries(Series, Protocol):
    async def keys_of(self, quantity: str) -> list[SeriesKey]: ...


@dataclass(slots=True)
class _Now:
    """How a car park was told last. `free_since_ms`: since when some space is free, on the wall clock."""

    word: str = ParkingWord.UNKNOWN
    free_since_ms: int | None = None
    told: ParkingNow | None = None


@dataclass(slots=True)
class _Said:
    taken: bool | None
    t_ms: int


@dataclass(slots=True)
class ParkingBoard(ListenerBase):
    """A listener of readings. `told`: displays have something new; `changed`: pages are old."""

    records: Records
    series: ParkingSeries
    clock: Clock
    heard: HeardOf
    told: Callable[[], None]
    changed: Changed
    parks: Mapping[str, CarPark] = field(default_factory=dict)
    _said: dict[tuple[str, str], _Said] = field(default_factory=dict)
    _now: dict[str, _Now] = field(default_factory=dict)
    _told_ms: int | None = None

    async def load(self) -> None:
        """Take up car parks and what sensors said last; call it again when somebody changed a car park."""
        self.parks = {park.id: park for park in await self.records.read(store.all_parks)}
        sensors = {space.sensor for park in self.parks.values() for space in park.spaces if space.device}
        for sensor in sensors - self._said.keys():
            last = await self.series.latest(SeriesKey(*sensor, PARKED))
            if last is not None:
                self._take(sensor, last[1], last[0])
        self._now = {park: self._now.get(park, _Now()) for park in self.parks}
        self._work_out()

    async def sensors(self) -> list[SeriesKey]:
        """Return every series that tells whether a space is taken."""
        return sorted(await self.series.keys_of(PARKED), key=lambda key: (key.device, key.component))

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        """Take in what sensors say; what cannot be relied on is unknown."""
        mine = [reading for reading in readings if reading.k == PARKED]
        for reading in mine:
            value = None if reading.q in {Quality.FAULT, Quality.SUSPECT, Quality.STALE} else reading.x
            self._take((arrival.device, reading.c), value, reading.t_ms)
        if mine:
            self._work_out()

    def _take(self, sensor: tuple[str, str], value: float | None, t_ms: int) -> None:
        before = self._said.get(sensor)
        if before is None or t_ms >= before.t_ms:
            self._said[sensor] = _Said(None if value is None else value > 0, t_ms)

    # --- what is known now ---

    def state_of(self, park: CarPark) -> ParkState:
        """Return a car park as it is: words as they were worked out last, spaces as of now."""
        spaces = tuple(self._space(space) for space in park.spaces)
        counted = rules.count((one.space.kind, one.taken) for one in spaces if one.space.device)
        now, free = self._now.get(park.id, _Now()), rules.general(counted)
        number = None if now.word == ParkingWord.UNKNOWN else 0 if now.word == ParkingWord.FULL else free.free
        return ParkState(park, now.word, number, counted, spaces, self.clock.now_ms())

    def states(self) -> list[ParkState]:
        return [self.state_of(park) for park in self.parks.values()]

    def _space(self, space: Space) -> SpaceState:
        said = self._said.get(space.sensor) if space.device else None
        if said is None:
            return SpaceState(space, None, None)
        heard = self.heard(*space.sensor)
        fresh = rules.is_fresh(said.t_ms, heard, EDGE_EVERY_S, self.clock.now_ms())
        return SpaceState(space, said.taken if fresh else None, said.t_ms)

    def _work_out(self) -> bool:
        """Find the word of each car park; return whether one became another."""
        now_ms, moved = self.clock.now_ms(), False
        for park in self.parks.values():
            counted = rules.count((one.kind, self._space(one).taken) for one in park.spaces if one.device)
            now, general = self._now[park.id], rules.general(counted)
            now.free_since_ms = None if not general.free else now.free_since_ms if now.free_since_ms is not None else now_ms
            free_for_ms = 0 if now.free_since_ms is None else now_ms - now.free_since_ms
            word = rules.word(now.word, general, free_for_ms=free_for_ms)
            moved |= word != now.word
            now.word = word
        return moved

    async def look(self) -> None:
        """Let time do what it does: sensors fall silent, words settle, displays are told."""
        if self._work_out():
            await self.changed()
        now_ms = self.clock.mono_ms()
        if self._told_ms is not None and now_ms - self._told_ms < TELL_EVERY_MS:
            return
        old = [park for park in self.parks.values() if self._is_old(park)]
        for park in old:
            self._now[park.id].told = self._shown(park)
        if old:
            self._told_ms = now_ms
            self.told()

    def _is_old(self, park: CarPark) -> bool:
        now = self._now[park.id]
        return now.told is None or (now.told.word, now.told.name) != (now.word, park.name)

    # --- for displays: implements display.ports.ParkingSource ---

    def parking_at(self, site: str) -> list[ParkingNow]:
        """Return the public car parks of a site as displays were told them: the same until a word changes."""
        here = [park for park in self.parks.values() if park.site == site and park.public]
        return [told for park in here if (told := self._now[park.id].told) is not None]

    def _shown(self, park: CarPark) -> ParkingNow:
        state = self.state_of(park)
        disabled = state.counted.get(rules.SpaceKind.DISABLED)
        return ParkingNow(
            id=park.id,
            name=park.name,
            word=state.word,
            free=state.free,
            step_free=disabled.free if disabled is not None and disabled.known else None,
            spaces=rules.general(state.counted).spaces,
            as_of_ms=state.as_of_ms,
        )
