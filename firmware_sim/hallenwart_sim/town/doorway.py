"""The doors of halls: people walk through, one after the other, and what hangs there sees them."""

from __future__ import annotations

import asyncio
import random
from typing import Final, Protocol

from hallenwart_sim.crowds.live import LiveDoor
from hallenwart_sim.crowds.people import Walker, adult, walked
from hallenwart_sim.devices.door import EmulatedBeamPair
from hallenwart_sim.devices.ld2410 import EmulatedLd2410
from hallenwart_sim.devices.ld2450 import EmulatedLd2450
from hallenwart_sim.devices.pir import EmulatedPir

_PLAYING_CM: Final = 420
_GAP_S: Final = 0.4
_OUTSIDE_MM, _INSIDE_MM = -1_400.0, 1_300.0
_HURRYING_M_S: Final = 1.8
_BESIDE_MM: Final = 450.0
"""Each keeps to the other side of the door than the one before: nobody hides another."""


class Doorway(Protocol):
    """Counts the truth: how many really are inside."""

    hall: str
    inside: int

    async def walk_in(self) -> None: ...

    async def walk_out(self) -> None: ...


class BeamDoorway:
    """Two light beams at the door; where there is a radar, it sees who is inside."""

    def __init__(self, hall: str, beams: EmulatedBeamPair, radar: EmulatedLd2410 | None = None) -> None:
        self.hall = hall
        self.inside = 0
        self._beams, self._radar = beams, radar
        self._narrow = asyncio.Lock()

    async def walk_in(self) -> None:
        async with self._narrow:
            await self._beams.person_in()
            await asyncio.sleep(_GAP_S)
            self._now(self.inside + 1)

    async def walk_out(self) -> None:
        async with self._narrow:
            await self._beams.person_out()
            await asyncio.sleep(_GAP_S)
            self._now(max(0, self.inside - 1))

    def _now(self, inside: int) -> None:
        self.inside = inside
        if self._radar is not None:
            if inside:
                self._radar.see_moving(_PLAYING_CM)
            else:
                self._radar.see_nobody()


class RadarDoorway:
    """A radar that looks at the door from inside, and a motion sensor in the hall."""

    def __init__(self, hall: str, radar: EmulatedLd2450, pir: EmulatedPir) -> None:
        self.hall = hall
        self.inside = 0
        self._door = LiveDoor(radar, pir, seed=hall)
        self._dice = random.Random(hall)
        self._narrow = asyncio.Lock()
        self._beside_mm = _BESIDE_MM

    async def walk_in(self) -> None:
        await self._walk(1)

    async def walk_out(self) -> None:
        await self._walk(-1)

    async def _walk(self, way: int) -> None:
        """Return when somebody is through the door; he walks on out of sight."""
        async with self._narrow:
            walker = self._door.begin(self._somebody(way))
            await self._door.until(walker.crossings()[0][1])
            self.inside = max(0, self.inside + way)
            self._door.playing = self.inside > 0

    def _somebody(self, way: int) -> Walker:
        self._beside_mm = -self._beside_mm
        path = [_OUTSIDE_MM, _INSIDE_MM]
        return walked(
            adult(self._dice),
            self._dice,
            begins_ms=0,
            s_mm=path if way > 0 else path[::-1],
            x_mm=self._beside_mm,
            speed_m_s=_HURRYING_M_S,
            slant=0.0,
        )
