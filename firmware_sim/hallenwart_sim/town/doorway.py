"""The door of a hall: people walk through its two light beams, one after the other; a radar sees who is inside."""

from __future__ import annotations

import asyncio
from typing import Final

from hallenwart_sim.devices.door import EmulatedBeamPair
from hallenwart_sim.devices.ld2410 import EmulatedLd2410

_PLAYING_CM: Final = 420
_GAP_S: Final = 0.4


class Doorway:
    """Counts the truth: how many really are inside."""

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
