"""A date that moves in the system next door, and follows here."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import Final

import httpx

from hallenwart_sim.director.acts import Act, Started
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check
from hallenwart_sim.town import neighbour, timetable
from hallenwart_sim.town.watch import mono_ms

_FOLLOWS_MS: Final = 90_000
"""The calendar is read every minute."""
_LOOK_EVERY_S: Final = 2.0


class _Looks:
    """The club looks at its dates."""

    def __init__(self, scene: Scene) -> None:
        self._session = scene.town.signed_in(neighbour.SPEAKER)

    async def aclose(self) -> None:
        await self._session.close()

    async def has(self, start_ms: int) -> bool:
        with suppress(httpx.HTTPError):  # the server may be away for a moment
            listed = await self._session.bookings(start_ms + 1)
            return any((one.title, one.start_ms, one.state) == (neighbour.TITLE, start_ms, "booked") for one in listed)
        return False


def _move(scene: Scene) -> Started:
    start_ms = scene.town.portal.move(timetable.local_date(scene.stage.clock.now_ms()))

    async def followed() -> int:
        async with aclosing(_Looks(scene)) as club:
            while True:
                if await club.has(start_ms):
                    return mono_ms()
                await asyncio.sleep(_LOOK_EVERY_S)

    check = Check("Verein: Termin ist verlegt", "Club: the date has moved", _FOLLOWS_MS, scene.now(), followed)
    return Started([check], f"das Portal nebenan verlegt „{neighbour.TITLE}“ auf {timetable.clock_text(start_ms)} Uhr")


ACTS: Final = {"led_moved": Act(lambda _: None, _move)}
