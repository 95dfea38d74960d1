"""Says of every counter and sensor how it is, and what an outage of a door means for the places behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality, Scalar
from hallenwart_edge.door_ports import Condition
from hallenwart_edge.occupancy import counting, health, watching
from hallenwart_edge.occupancy.counting import Place
from hallenwart_edge.occupancy.health import Idle
from hallenwart_edge.occupancy.places import WatchedPlace
from hallenwart_edge.occupancy.surroundings import CountingSettings
from hallenwart_edge.occupancy.watching import WatchedDoor, WatchedEye
from hallenwart_edge.ports import Board, Outbox


class Judge:
    """`elsewhere`: who already tells how a component is; it is told why that is suspected, empty: it is not."""

    def __init__(
        self,
        doors: Sequence[WatchedDoor],
        eyes: Sequence[WatchedEye],
        places: Sequence[WatchedPlace],
        settings: CountingSettings,
        *,
        elsewhere: Mapping[str, Callable[[str], None]],
        outbox: Outbox,
        board: Board,
        clock: Clock,
    ) -> None:
        self._doors, self._eyes, self._places, self._settings = doors, eyes, places, settings
        self._elsewhere, self._outbox, self._board, self._clock = elsewhere, outbox, board, clock
        self._idle: dict[str, Idle] = {}
        self._words: dict[str, Condition] = {}
        self.moved: set[str] = set()
        """Halls through whose doors somebody passed since the last look."""

    async def look(self, now_ms: int) -> None:
        for hall in {door.spec.hall for door in self._doors}:
            self._follow(hall, now_ms)
        self.moved.clear()
        for door in self._doors:
            nobody = not door.peer and health.counts_nobody(self._idle[door.spec.hall], now_ms)
            uneven = any(health.unbalanced(each.kept.closings) for each in self._of(Place(door.spec.hall)))
            door.word = door.judged(now_ms, idle=nobody, unbalanced=uneven)
            if not door.peer:
                await self._word(door.spec.id, door.word)
            self._outage(door, now_ms)
        for eye in self._eyes:
            if not eye.peer:
                counted = any(each.counted for each in self._of(Place(eye.spec.hall, eye.spec.sections)))
                eye.lies = health.suspicion(eye.sight, now_ms, counted=counted)
                await self._word(eye.spec.id, eye.word)

    async def event(self, kind: str, component: str, **told: Scalar) -> None:
        now_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=now_ms, mono_ms=mono_ms, c=component, a=told))

    def _of(self, place: Place) -> list[WatchedPlace]:
        return [each for each in self._places if each.place == place]

    def _follow(self, hall: str, now_ms: int) -> None:
        out = self._settings.keys_out(hall)
        seen = any(eye.believed for eye in self._eyes if eye.spec.hall == hall)
        idle, key_out = self._idle.get(hall, Idle()), None if out is None else out > 0
        self._idle[hall] = health.idle(idle, key_out=key_out, seen=seen, moved=hall in self.moved, now_ms=now_ms)

    def _outage(self, door: WatchedDoor, now_ms: int) -> None:
        """Whoever passes a door that counts nobody is missed."""
        if not door.trusted:
            door.down_ms = now_ms if door.down_ms is None else door.down_ms
        elif door.down_ms is not None:
            lasted_ms, door.down_ms = now_ms - door.down_ms, None
            for place in self._places:
                if counting.effect(door.spec, place.place) and not door.spec.remembers:
                    place.unwatched(lasted_ms)

    async def _word(self, component: str, word: Condition) -> None:
        if (doubted := self._elsewhere.get(component)) is not None:
            doubted(word.reason if word.quality is Quality.SUSPECT else "")
            return
        before = self._words.get(component, watching.FINE)
        self._words[component] = word
        self._board.set_sensor(component, word.quality, word.reason)
        if (word.quality is Quality.FAULT) is (before.quality is Quality.FAULT):
            return
        if word.quality is Quality.FAULT:
            await self.event(EventKind.COMPONENT_FAULT, component, why=word.reason)
        else:
            await self.event(EventKind.COMPONENT_OK, component)
