"""A commercial people counter on the local bus as the counter of a door: whatever it adds up, passages come out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality
from hallenwart_edge.door_ports import Condition, Totals
from hallenwart_edge.door_types import Passage
from hallenwart_edge.local_bus.sensors.kinds import Kind
from hallenwart_edge.local_bus.sensors.mapping import Field, value_of
from hallenwart_edge.local_bus.sensors.said import Said
from hallenwart_edge.totals import Total, step

JUMP_SHOWN_MS: Final = 10 * 60_000
Way = Literal[-1, 1]
_WAYS: Final[Mapping[Kind, Way]] = {Kind.ENTERED: 1, Kind.ENTERED_SINCE: 1, Kind.LEFT: -1, Kind.LEFT_SINCE: -1}
_TOTALS: Final = frozenset({Kind.ENTERED, Kind.LEFT})
COUNTING: Final = frozenset({*_WAYS, Kind.PEOPLE})


@dataclass(frozen=True, slots=True)
class CounterSpec:
    """`error`: the share of persons it gets wrong. `most_per_min`: more than this cannot pass."""

    fields: tuple[Field, ...]
    error: float = 0.05
    most_per_min: int = 60

    @property
    def remembers(self) -> bool:
        """Whether it adds up by itself, also while nobody listens."""
        return all(field.kind in _TOTALS for field in self.fields)


class BusCounter:
    """The DoorCounter port. `word` says how the sensor itself is."""

    def __init__(self, spec: CounterSpec, clock: Clock, word: Callable[[], tuple[Quality, str]]) -> None:
        self._spec, self._clock, self._word = spec, clock, word
        self._queue: asyncio.Queue[Passage] = asyncio.Queue()
        self._totals: dict[Way, Total] = {}
        self._jumped_ms: int | None = None

    def take(self, said: Said) -> None:
        """Take in a message. Only what came just now counts: what waited at the broker proves nothing."""
        if said.age_ms != 0 or not said.alive:
            return
        now_ms = self._clock.mono_ms()
        for field in self._spec.fields:
            value = value_of(said.content, field)
            if isinstance(value, float):
                self._passed(_WAYS[field.kind], self._persons(field.kind, round(value), now_ms), now_ms)

    async def passages(self) -> AsyncIterator[Passage]:
        while True:
            yield await self._queue.get()

    def condition(self) -> Condition:
        """Say how it is. Silence is a fault: nobody knows who passes."""
        quality, reason = self._word()
        if reason:
            return Condition(Quality.FAULT, reason)
        if self._jumped_ms is not None and self._clock.mono_ms() - self._jumped_ms < JUMP_SHOWN_MS:
            return Condition(Quality.SUSPECT, "jump")
        return Condition(quality)

    def totals(self) -> Totals:
        """Return what it said last, to be kept over a restart."""
        return Totals(self._value(1), self._value(-1))

    def resume(self, totals: Totals, lasted_ms: int | None) -> None:
        """Go on from what was kept; `lasted_ms`: for how long nobody listened, None: nobody knows."""
        at_ms = None if lasted_ms is None else self._clock.mono_ms() - lasted_ms
        self._totals = {1: Total(totals.ins, at_ms), -1: Total(totals.outs, at_ms)}

    @property
    def remembers(self) -> bool:
        return self._spec.remembers

    def close(self) -> None:
        """There is nothing to give back."""

    def _value(self, way: Way) -> int | None:
        return self._totals.get(way, Total()).value

    def _persons(self, kind: Kind, value: int, now_ms: int) -> int:
        most = self._spec.most_per_min
        if kind not in _TOTALS:
            before = Total(0, now_ms - 60_000)
            found = step(before, value, now_ms, most_per_min=most)
        else:
            found = step(self._totals.get(_WAYS[kind], Total()), value, now_ms, most_per_min=most)
            self._totals[_WAYS[kind]] = replace(found.total, at_ms=now_ms)
        if found.jumped:
            self._jumped_ms = now_ms
        return found.persons

    def _passed(self, way: Way, persons: int, now_ms: int) -> None:
        if persons:
            self._queue.put_nowait(Passage(way, persons, 1 - self._spec.error, now_ms))
