"""People who walk before emulated devices now, `speed` times as fast as people do."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hallenwart_sim.crowds import light
from hallenwart_sim.crowds.echo import Echo, Radar, View
from hallenwart_sim.crowds.people import Walker
from hallenwart_sim.devices.ld2450 import EmulatedLd2450
from hallenwart_sim.devices.pir import EmulatedPir, Pins

_LOOK_EVERY_MS: Final = 200
_MOVED_MM: Final = 150
AS_HUNG: Final = View()


class LiveDoor:
    """One truth for a radar and a motion sensor at a door. Its time begins when it is built. Needs a running loop."""

    def __init__(
        self,
        *,
        radar: EmulatedLd2450 | None = None,
        pir: EmulatedPir | None = None,
        view: View = AS_HUNG,
        speed: float = 1.0,
        seed: int | str = 0,
    ) -> None:
        self._eye = Radar(view, seed=seed)
        self._pir = pir
        self._speed = speed
        self._loop = asyncio.get_running_loop()
        self._begun_s = self._loop.time()
        self._walkers: list[Walker] = []
        if radar is not None:
            radar.watch(self._seen)

    def now_ms(self) -> float:
        return (self._loop.time() - self._begun_s) * 1000 * self._speed

    async def walk(self, walker: Walker) -> None:
        """Let one walk from now on; returns when he is out of sight."""
        late_ms = self.now_ms() - walker.begins_ms
        walker = replace(walker, path=tuple(replace(each, t_ms=each.t_ms + late_ms) for each in walker.path))
        self._walkers.append(walker)
        seen_mm = walker.path[0].s_mm
        try:
            while (here := walker.at(self.now_ms())) is not None:
                if here.s_mm > 0 and abs(here.s_mm - seen_mm) > _MOVED_MM:
                    seen_mm = here.s_mm
                    self.move()
                await asyncio.sleep(_LOOK_EVERY_MS / 1000 / self._speed)
        finally:
            self._walkers.remove(walker)

    async def walk_all(self, walkers: Sequence[Walker]) -> None:
        """Let a scene play from now on, each at his own moment of it."""
        begins_ms = min(walker.begins_ms for walker in walkers)

        async def one(walker: Walker) -> None:
            await asyncio.sleep((walker.begins_ms - begins_ms) / 1000 / self._speed)
            await self.walk(walker)

        async with asyncio.TaskGroup() as group:
            for number, walker in enumerate(walkers):
                group.create_task(one(walker), name=f"walker {number}")

    def move(self) -> None:
        """Let the motion sensor see somebody move."""
        if self._pir is not None:
            self._pir.see_motion()

    def _seen(self) -> list[Echo]:
        return self._eye.look(self._walkers, self.now_ms())


async def break_beams(walkers: Sequence[Walker], pins: Pins, *, outer: int, inner: int, speed: float = 1.0) -> None:
    """Break two light beams as a scene has it, from now on."""
    begins_ms = min(walker.begins_ms for walker in walkers)
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    for edge in light.edges(walkers):
        await asyncio.sleep(begun_s + (edge.t_ms - begins_ms) / 1000 / speed - loop.time())
        pins.drive(outer, edge.outer)
        pins.drive(inner, edge.inner)
