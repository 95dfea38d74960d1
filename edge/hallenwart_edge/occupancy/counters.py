"""Counters of doors: whatever sees people pass, passages come out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality
from hallenwart_edge.door_ports import Condition, DoorRadar
from hallenwart_edge.door_types import Passage
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import beams
from hallenwart_edge.occupancy.beams import Beams, Settling
from hallenwart_edge.occupancy.lines import Gate, LineCounter
from hallenwart_edge.ports import Beam, BeamEdge, BeamPair

LEVELS_EVERY_S: Final = 1.0


class BeamCounter:
    """Counts by two light beams, `spacing_mm` apart."""

    def __init__(self, pair: BeamPair, clock: Clock, *, spacing_mm: int = beams.SPACING_MM) -> None:
        self._pair = pair
        self._clock = clock
        self._spacing_mm = spacing_mm
        self._beams = Beams()
        self._settling = {Beam.OUTER: Settling(), Beam.INNER: Settling()}
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
                    found = self._edge(edge)
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
        return Condition(Quality.FAULT, "blocked") if beams.blocked(self._beams, self._clock.mono_ms()) else Condition()

    def close(self) -> None:
        self._pair.close()

    def _wait_s(self) -> float:
        due_ms = self._due_ms()
        if due_ms is None:
            return LEVELS_EVERY_S
        return max(0.0, due_ms - self._clock.mono_ms()) / 1000

    def _due_ms(self) -> int | None:
        return min((each.due_ms for each in self._settling.values() if each.due_ms is not None), default=None)

    def _edge(self, edge: BeamEdge) -> Sequence[Passage]:
        """Take in an edge; what had settled before it happened counts first."""
        found = self._settled(edge.mono_ms)
        self._settling[edge.beam] = self._settling[edge.beam].edge(edge.broken, edge.mono_ms)
        return found

    def _waited(self) -> Sequence[Passage]:
        due_ms = self._due_ms()
        if due_ms is not None:  # waited for long enough, whatever the clock says
            return self._settled(max(due_ms, self._clock.mono_ms()))
        return self._looked(*self._pair.levels(), self._clock.mono_ms())

    def _looked(self, outer: bool, inner: bool, now_ms: int) -> Sequence[Passage]:
        """Take in the levels themselves when they differ twice: an edge got lost, and no door stays half open for ever."""
        differs = (outer, inner) != (self._beams.outer, self._beams.inner)
        lost, self._odd = differs and self._odd, differs
        if not lost:
            return ()
        for beam, level in ((Beam.OUTER, outer), (Beam.INNER, inner)):
            self._settling[beam] = Settling(level, level, now_ms)
        return self._beams_are(outer, inner, now_ms)

    def _settled(self, now_ms: int) -> Sequence[Passage]:
        """Let levels count that have stood long enough, in the order of their edges and from when these were."""
        found: list[Passage] = []
        while (due_ms := self._due_ms()) is not None and due_ms <= now_ms:
            beam = next(beam for beam, each in self._settling.items() if each.due_ms == due_ms)
            self._settling[beam] = replace(self._settling[beam], settled=self._settling[beam].raw)
            levels = self._settling[Beam.OUTER].settled, self._settling[Beam.INNER].settled
            found += self._beams_are(*levels, due_ms - beams.DEBOUNCE_MS)
        return found

    def _beams_are(self, outer: bool, inner: bool, now_ms: int) -> Sequence[Passage]:
        spacing_mm = self._spacing_mm
        self._beams, found = beams.step(self._beams, outer=outer, inner=inner, now_ms=now_ms, spacing_mm=spacing_mm)
        return found


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
        return Condition(Quality.SUSPECT, "more than three at once") if full else Condition()

    def close(self) -> None:
        self._radar.close()
