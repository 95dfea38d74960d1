"""Counts people of each hall from its doors' beams and shows presence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality, Reading, Scalar
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import rules
from hallenwart_edge.occupancy.rules import Door, Hall, Way
from hallenwart_edge.ports import Beam, BeamEdge, BeamPair, Board, Outbox, Sensor

LEVELS_EVERY_S: Final = 1.0
TELL_EVERY_S: Final = 60.0
_SILENT_AFTER_MS: Final = 11_000
"""Shown within three of a radar's seconds and 10 s, a request that hangs included."""


@dataclass(frozen=True, slots=True)
class AtHall:
    """A beam pair or a radar, and the hall it belongs to. `judged`: another already tells when it is at fault."""

    id: str
    hall: str
    judged: bool = False


class OccupancyAgent:
    """Keeps the counts of all halls this device looks at."""

    def __init__(
        self,
        *,
        beams: Sequence[tuple[AtHall, BeamPair]] = (),
        presences: Sequence[tuple[AtHall, Sensor]] = (),
        outbox: Outbox,
        board: Board,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._beams, self._presences = beams, presences
        self._outbox, self._board, self._clock, self._sleep = outbox, board, clock, sleep
        self._doors = {place.id: Door() for place, _ in beams}
        self._counted = {place.hall for place, _ in beams}
        self._halls = {hall: Hall() for hall in [*self._counted, *(place.hall for place, _ in presences)]}
        self._words: dict[str, str] = {}
        self._in_use: dict[str, bool] = {}

    async def run(self) -> None:
        """Count until cancelled."""
        for hall in self._counted:
            self._board.set_people(hall, self._people(hall))
        for place, _ in self._presences:
            self._board.set_seen(place.hall, place.id, None)
        async with asyncio.TaskGroup() as group:
            for place, pair in self._beams:
                group.create_task(self._edges(place, pair), name=f"occupancy {place.id}")
                group.create_task(self._levels(place, pair), name=f"occupancy levels {place.id}")
            for place, sensor in self._presences:
                group.create_task(self._presence(place, sensor), name=f"occupancy {place.id}")
            group.create_task(self._tell(), name="occupancy tell")

    async def _edges(self, place: AtHall, pair: BeamPair) -> None:
        while True:
            try:
                async for edge in pair.edges():
                    await self._edge(place, edge)
            except DriverFault as fault:
                await self._word(place.id, Quality.FAULT, fault.reason)
            await self._sleep(LEVELS_EVERY_S)

    async def _edge(self, place: AtHall, edge: BeamEdge) -> None:
        door = self._doors[place.id]
        outer = edge.broken if edge.beam is Beam.OUTER else door.outer
        inner = edge.broken if edge.beam is Beam.INNER else door.inner
        await self._beams_are(place, outer, inner, edge.mono_ms)

    async def _levels(self, place: AtHall, pair: BeamPair) -> None:
        """Look at the pins themselves now and then: an edge that got lost must not leave the door half open for ever."""
        odd = False
        while True:
            door = self._doors[place.id]
            try:
                levels = pair.levels()
            except DriverFault as fault:
                await self._word(place.id, Quality.FAULT, fault.reason)
            else:
                if (odd and levels != (door.outer, door.inner)) or levels == (door.outer, door.inner):
                    await self._beams_are(place, *levels, self._clock.mono_ms())
                odd = levels != (door.outer, door.inner)
            await self._sleep(LEVELS_EVERY_S)

    async def _beams_are(self, place: AtHall, outer: bool, inner: bool, now_ms: int) -> None:
        self._doors[place.id], way = rules.step(self._doors[place.id], outer=outer, inner=inner, now_ms=now_ms)
        await self._word(place.id, Quality.FAULT if self._doors[place.id].blocked else Quality.OK, "blocked")
        if way is not Way.NONE:
            self._halls[place.hall] = rules.passed(self._halls[place.hall], way, now_ms)
            self._show(place.hall)
            self._tell_use(place.hall)

    async def _presence(self, place: AtHall, sensor: Sensor) -> None:
        heard_ms = self._clock.mono_ms()
        while True:
            now_ms = self._clock.mono_ms()
            try:
                present = [sample.value > 0 for sample in await sensor.read() if sample.quantity == "presence"]
            except DriverFault as fault:
                if now_ms - heard_ms > _SILENT_AFTER_MS:
                    self._halls[place.hall] = rules.blind(self._halls[place.hall])
                    self._board.set_seen(place.hall, place.id, None)
                    await self._judge(place, Quality.FAULT, fault.reason)
            else:
                heard_ms = now_ms
                await self._judge(place, Quality.OK, "")
                if present:
                    await self._seen(place, any(present))
            await self._sleep(LEVELS_EVERY_S)

    async def _seen(self, place: AtHall, present: bool) -> None:
        now_ms = self._clock.mono_ms()
        self._board.set_seen(place.hall, place.id, present)
        hall = self._halls[place.hall] = rules.presence(self._halls[place.hall], present, now_ms)
        if rules.drifted(hall, now_ms):
            self._halls[place.hall] = rules.emptied(hall)
            await self._event(EventKind.COUNT_RESET, place.id, hall=place.hall, people=hall.people, why="nobody present")
            self._show(place.hall)
        self._tell_use(place.hall)

    async def _tell(self) -> None:
        while True:
            for hall in self._halls:
                self._tell_use(hall, always=True)
                if hall in self._counted:
                    self._tell_people(hall)
            await self._sleep(TELL_EVERY_S)

    def _people(self, hall: str) -> int | None:
        """Return the count; None while one of the hall's doors is blocked or its beams are dead."""
        trusted = all(self._words.get(place.id, Quality.OK) == Quality.OK for place, _ in self._beams if place.hall == hall)
        return self._halls[hall].people if trusted else None

    def _show(self, hall: str) -> None:
        self._board.set_people(hall, self._people(hall))
        self._tell_people(hall)

    def _tell_people(self, hall: str) -> None:
        people = self._people(hall)
        quality = Quality.SUSPECT if people is None else Quality.OK
        self._reading(hall, "people", float(self._halls[hall].people), quality)

    def _tell_use(self, hall: str, *, always: bool = False) -> None:
        used = rules.in_use(self._halls[hall], self._clock.mono_ms())
        if always or used != self._in_use.get(hall):
            self._in_use[hall] = used
            self._reading(hall, "presence", float(used), Quality.OK)

    def _reading(self, hall: str, quantity: str, value: float, quality: str) -> None:
        self._outbox.reading(Reading(c=hall, k=quantity, t_ms=self._clock.now_ms(), x=value, q=quality))

    async def _judge(self, place: AtHall, quality: Quality, why: str) -> None:
        if not place.judged:
            await self._word(place.id, quality, why)

    async def _word(self, component: str, quality: Quality, why: str) -> None:
        if self._words.get(component, Quality.OK) == quality:
            self._board.set_sensor(component, quality, why)
            return
        self._words[component] = quality
        self._board.set_sensor(component, quality, why)
        for place, _ in self._beams:
            if place.id == component:
                self._show(place.hall)
        if quality == Quality.FAULT:
            await self._event(EventKind.COMPONENT_FAULT, component, why=why)
        else:
            await self._event(EventKind.COMPONENT_OK, component)

    async def _event(self, kind: str, component: str, **told: Scalar) -> None:
        now_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=now_ms, mono_ms=mono_ms, c=component, a=told))
