"""People who walk before emulated devices now, `speed` times as fast as people do."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hallenwart_sim.crowds import light
from hallenwart_sim.crowds.echo import Echo, Radar, View
from hallenwart_sim.crowds.people import Walker
from hallenwart_sim.devices.ld2450 import EmulatedLd2450
from hallenwart_sim.devices.pir import EmulatedPir, Pins

AS_HUNG: Final = View()
_PLAYS_P: Final = 0.05
"""How likely somebody in the hall moves before the motion sensor between two looks of the radar."""


class LiveDoor:
    """One truth for a radar and a motion sensor at a door; they see it whenever the radar looks. Needs a running loop."""

    def __init__(
        self,
        radar: EmulatedLd2450,
        pir: EmulatedPir | None = None,
        *,
        view: View = AS_HUNG,
        speed: float = 1.0,
        seed: int | str = 0,
    ) -> None:
        self.playing = False
        """Whether somebody is inside and moves about, before the motion sensor alone."""
        self._eye = Radar(view, seed=seed)
        self._pir = pir
        self._speed = speed
        self._dice = random.Random(f"live {seed}")
        self._loop = asyncio.get_running_loop()
        self._begun_s = self._loop.time()
        self._walkers: list[Walker] = []
        radar.watch(self._seen)

    def begin(self, walker: Walker) -> Walker:
        """Let one walk from now on; return him with the times of this door."""
        late_ms = self._now_ms() - walker.begins_ms
        walker = replace(walker, path=tuple(replace(each, t_ms=each.t_ms + late_ms) for each in walker.path))
        self._walkers.append(walker)
        return walker

    async def until(self, t_ms: float) -> None:
        """Wait until it is `t_ms` at this door."""
        await asyncio.sleep(max(0.0, t_ms - self._now_ms()) / 1000 / self._speed)

    async def walk_all(self, walkers: Sequence[Walker]) -> None:
        """Let a scene play from now on, each at his own moment of it; returns when the last is out of sight."""
        late_ms = self._now_ms() - min(walker.begins_ms for walker in walkers)
        for walker in sorted(walkers, key=lambda each: each.begins_ms):
            await self.until(walker.begins_ms + late_ms)
            self.begin(walker)
        await self.until(max(walker.ends_ms for walker in walkers) + late_ms)

    def _now_ms(self) -> float:
        return (self._loop.time() - self._begun_s) * 1000 * self._speed

    def _seen(self) -> list[Echo]:
        now_ms = self._now_ms()
        self._walkers = [each for each in self._walkers if each.ends_ms >= now_ms]
        inside = any((here := each.at(now_ms)) is not None and here.s_mm > 0 for each in self._walkers)
        if self._pir is not None and (inside or (self.playing and self._dice.random() < _PLAYS_P)):
            self._pir.see_motion()
        return self._eye.look(self._walkers, now_ms)


async def break_beams(walkers: Sequence[Walker], pins: Pins, *, outer: int, inner: int, speed: float = 1.0) -> None:
    """Break two light beams as a scene has it, from now on."""
    edges, begins_ms = light.edges(walkers), min(walker.begins_ms for walker in walkers)
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    for edge in edges:
        await asyncio.sleep(begun_s + (edge.t_ms - begins_ms) / 1000 / speed - loop.time())
        pins.drive(outer, edge.outer)
        pins.drive(inner, edge.inner)
