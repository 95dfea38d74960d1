"""Counters of doors: whatever sees people pass, passages come out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality
from hallenwart_edge.door_ports import Condition, DoorRadar
from hallenwart_edge.door_types import Passage
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy.beams import SPACING_MM, BeamDoor
from hallenwart_edge.occupancy.lines import Gate, LineCounter
from hallenwart_edge.ports import Beam, BeamEdge, BeamPair

LEVELS_EVERY_S: Final = 1.0


class BeamCounter:
    """Counts by two light beams, `spacing_mm` apart."""

    def __init__(self, pair: BeamPair, clock: Clock, *, spacing_mm: int = SPACING_MM) -> None:
        self._pair = pair
        self._clock = clock
        self._door = BeamDoor(spacing_mm=spacing_mm)
        self._odd = False

    async def passages(self) -> AsyncIterator[Passage]:
        """Yield passages as somebody is through. Edges are hints: the pins are looked at each second. Raises DriverFault."""
        edges = self._pair.edges()
        upcoming: asyncio.Future[BeamEdge] | None = None
        try:
            while True:
                upcoming = upcoming or asyncio.ensure_future(anext(edges))
                await asyncio.wait({upcoming}, timeout=self._wait_s())
                if upcoming.done():
                    edge, upcoming = upcoming.result(), None
                    found = self._door.edge(outer=edge.beam is Beam.OUTER, broken=edge.broken, mono_ms=edge.mono_ms)
                else:
                    found = self._waited()
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
        return Condition(Quality.FAULT, "blocked") if self._door.blocked(self._clock.mono_ms()) else Condition()

    def close(self) -> None:
        self._pair.close()

    def _wait_s(self) -> float:
        due_ms = self._door.due_ms
        return LEVELS_EVERY_S if due_ms is None else max(0.0, due_ms - self._clock.mono_ms()) / 1000

    def _waited(self) -> list[Passage]:
        due_ms, now_ms = self._door.due_ms, self._clock.mono_ms()
        if due_ms is not None:  # waited for long enough, whatever the clock says
            return self._door.settle(max(due_ms, now_ms))
        return self._looked(self._pair.levels(), now_ms)

    def _looked(self, levels: tuple[bool, bool], now_ms: int) -> list[Passage]:
        """Take in the levels themselves when they differ twice: an edge got lost, and no door stays half open for ever."""
        differs = levels != self._door.levels
        lost, self._odd = differs and self._odd, differs
        return self._door.stand(*levels, now_ms) if lost else []


class RadarCounter:
    """Counts who crosses a line before a radar."""

    def __init__(self, radar: DoorRadar, clock: Clock, gate: Gate) -> None:
        self._radar = radar
        self._clock = clock
        self._lines = LineCounter(gate)

    async def passages(self) -> AsyncIterator[Passage]:
        """Yield passages as somebody is beyond the line. Raises DriverFault."""
        async for frame in self._radar.frames():
            for passage in self._lines.step(frame):
                yield passage

    def condition(self) -> Condition:
        full = self._lines.saturated(self._clock.mono_ms())
        return Condition(Quality.SUSPECT, "more_than_three") if full else Condition()

    def close(self) -> None:
        self._radar.close()
