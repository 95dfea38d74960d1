"""How fast a hall display shows what is so, measured where people look: the second frame of a real Chromium after the change.

A booking made and cancelled in a demo town → its line on the display of another Pi, counted from the click that makes it. Then
a building's panel closes its contact, with broker and server dead: from the alarm's own time, which the agent takes right
before it drives the siren, to the evacuation screen of the same Pi and of the site's other one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import product
from typing import Final

import httpx

from benchmarks.display_house import House, display_house
from benchmarks.figures import empty_loop, figure, spread, title
from benchmarks.pixels import Screen, screens
from benchmarks.town import running_town
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.town.plan import SUED_1

BOOKINGS: Final = 12
FIRES: Final = 12
WITHIN_S: Final = 20.0
_QUARTER_MS: Final = 15 * 60_000
_NAME: Final = "Messung"
_LOOKED_AT: Final = 4 * 12
_CANCELLED: Final = "fällt aus"


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    await _fires()
    async with running_town(people=False) as scene:
        await _bookings(scene)


async def _bookings(scene: Scene) -> None:
    title("display: booking -> line drawn on the display of a Pi that is told by the broker")
    made_ms: list[float] = []
    gone_ms: list[float] = []
    url = f"{scene.town.screens_url(SUED_1)}/display/"
    async with screens(url, only=_NAME) as (screen,), empty_loop() as late_ms:
        await scene.device_state(SUED_1, "online")()
        body = await _free(scene)
        for number in range(BOOKINGS + 1):
            took = await _booked_and_cancelled(scene, screen, body, number)
            if number:  # the first one warms up connections
                made_ms.append(took[0])
                gone_ms.append(took[1])
        spread("booked -> line drawn", made_ms, "p99 <= 1000 ms")
        spread("cancelled -> mark drawn", gone_ms, "p99 <= 1000 ms")
        await _floors([screen], late_ms)


async def _booked_and_cancelled(scene: Scene, screen: Screen, body: dict[str, object], number: int) -> tuple[float, float]:
    """Book and cancel once."""
    name, made = f"{_NAME} {number:03}", {"id": ""}

    async def make() -> None:
        made.update((await scene.office.post("/api/bookings", {**body, "title": name})).json())

    async def cancel() -> None:
        await scene.office.delete(f"/api/bookings/{made['id']}")

    return await _took(make, screen.says(name)), await _took(cancel, screen.says(name, _CANCELLED))


async def _took(act: Callable[[], Awaitable[None]], drawn: Awaitable[float]) -> float:
    seen = asyncio.ensure_future(drawn)
    await asyncio.sleep(0.2)  # the page is looking
    began_ms = time.time() * 1_000
    await act()
    async with asyncio.timeout(WITHIN_S):
        return await seen - began_ms


async def _free(scene: Scene) -> dict[str, object]:
    """Return a time of the hall that can be booked today, soon, so that its line is among those that are shown."""
    soon_ms = (scene.town.clock.now_ms() // _QUARTER_MS + 1) * _QUARTER_MS
    for quarter, section in product(range(_LOOKED_AT), (1, 2)):
        start_ms = soon_ms + quarter * _QUARTER_MS
        body = {"hall": "sued", "sections": [section], "start_ms": start_ms, "end_ms": start_ms + 2 * _QUARTER_MS}
        try:
            made = (await scene.office.post("/api/bookings", {**body, "title": "Probe"})).json()
        except httpx.HTTPStatusError:
            continue
        await scene.office.delete(f"/api/bookings/{made['id']}")
        return body
    raise RuntimeError("the hall is full today")


async def _fires() -> None:
    title("display: the rule fires -> evacuation screen drawn, broker and server dead")
    took_ms: list[list[float]] = [[], []]
    async with display_house() as house, screens(*house.pages) as pages, empty_loop() as late_ms:
        before = [await each.picture() for each in pages]
        for number in range(FIRES + 1):
            drawn = await _fire(house, pages)
            if number:
                for took, at_ms in zip(took_ms, drawn, strict=True):
                    took.append(at_ms)
            else:
                same = [await page.picture() == picture for page, picture in zip(pages, before, strict=True)]
                figure("pictures taken over the protocol that did not change", str(sum(same)), "0")
            await house.quiet()
            async with asyncio.timeout(WITHIN_S):
                await asyncio.gather(*(page.alarmed(is_so=False) for page in pages))
        spread("rule -> screen of the same Pi", took_ms[0], "p99 <= 300 ms")
        spread("rule -> screen of the other Pi", took_ms[1], "p99 <= 500 ms")
        await _floors(pages, late_ms)


async def _fire(house: House, pages: tuple[Screen, ...]) -> list[float]:
    looking = asyncio.gather(*(page.alarmed(is_so=True) for page in pages))
    await asyncio.sleep(0.2)  # the pages are looking
    house.burn()
    async with asyncio.timeout(WITHIN_S):
        drawn = await looking
    since_ms = await house.alarm_ms()
    return [at_ms - since_ms for at_ms in drawn]


async def _floors(pages: list[Screen] | tuple[Screen, ...], late_ms: list[float]) -> None:
    spread("empty page: two frames while nothing changes", [each for page in pages for each in await page.nothing()])
    spread("empty loop: lateness of a 10 ms timer meanwhile", late_ms)
