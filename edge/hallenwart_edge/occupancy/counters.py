"""Counters of doors: whatever sees people pass, passages come out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality
from hallenwart_edge.door_ports import Condition
from hallenwart_edge.door_types import Passage
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import rules
from hallenwart_edge.occupancy.rules import Door, Way
from hallenwart_edge.ports import Beam, BeamEdge, BeamPair

LEVELS_EVERY_S: Final = 1.0


class BeamCounter:
    """Counts by two light beams."""

    def __init__(self, pair: BeamPair, clock: Clock) -> None:
        self._pair = pair
        self._clock = clock
        self._door = Door()
        self._odd = False

    async def passages(self) -> AsyncIterator[Passage]:
        """Yield passages as somebody is through. Edges are hints: the pins are looked at each second. Raises DriverFault."""
        edges = self._pair.edges()
        upcoming: asyncio.Future[BeamEdge] | None = None
        try:
            while True:
                upcoming = upcoming or asyncio.ensure_future(anext(edges))
                await asyncio.wait({upcoming}, timeout=LEVELS_EVERY_S)
                if upcoming.done():
                    edge, upcoming = upcoming.result(), None
                    found = self._edge(edge)
                else:
                    found = self._looked(*self._pair.levels())
                for passage in found:
                    yield passage
        except StopAsyncIteration:
            return
        finally:
            if upcoming is not None:
                upcoming.cancel()
                with contextlib.suppress(asyncio.CancelledError, DriverFault, StopAsyncIteration):
                    await upcoming

    def condition(self) -> Condition:
        door, _ = rules.step(self._door, outer=self._door.outer, inner=self._door.inner, now_ms=self._clock.mono_ms())
        return Condition(Quality.FAULT, "blocked") if door.blocked else Condition()

    def close(self) -> None:
        self._pair.close()

    def _edge(self, edge: BeamEdge) -> Sequence[Passage]:
        outer = edge.broken if edge.beam is Beam.OUTER else self._door.outer
        inner = edge.broken if edge.beam is Beam.INNER else self._door.inner
        return self._beams_are(outer, inner, edge.mono_ms)

    def _looked(self, outer: bool, inner: bool) -> Sequence[Passage]:
        """Take in the levels themselves when they differ twice: an edge got lost, and no door stays half open for ever."""
        differs = (outer, inner) != (self._door.outer, self._door.inner)
        lost, self._odd = differs and self._odd, differs
        return self._beams_are(outer, inner, self._clock.mono_ms()) if lost or not differs else ()

    def _beams_are(self, outer: bool, inner: bool, now_ms: int) -> Sequence[Passage]:
        self._door, way = rules.step(self._door, outer=outer, inner=inner, now_ms=now_ms)
        return () if way is Way.NONE else (Passage(1 if way is Way.IN else -1, 1, 0.95, now_ms),)
