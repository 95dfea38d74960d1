"""How fast smoke is told: from the rule that fires to siren, both displays of the site, the manager's page and a phone.

A running demo town: the emulated head jumps over the threshold, everything after that is the product. Counted from the
alarm's own `t_ms`, which the agent takes right before it drives the siren, to the moment each thing is there: the relay's
pin at the emulated siren, the message on each WebSocket, the encrypted push at a local push service. Resolution 1 ms.

First while every device replays 100,000 readings it kept, then without.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import httpx

from benchmarks import memory
from benchmarks.backlog import ROWS, LateTown
from benchmarks.figures import empty_loop, figure, spread, title
from benchmarks.town import running_town
from hallenwart_contract.display import DisplayMode
from hallenwart_sim.director import fire
from hallenwart_sim.director.scene import FIRE_KINDS, Scene
from hallenwart_sim.town.api import SignedIn
from hallenwart_sim.town.plan import NORDPARK_1, NORDPARK_2
from hallenwart_sim.town.seed_file import CARETAKER

ALARMS: Final = 20
REPLAYED_ALARMS: Final = 10
"""At most: fewer when the backlog is through before."""
SMOKE_OD_PER_M: Final = 0.06
WITHIN_S: Final = 20.0
_FRESH_ROWS: Final = 3_000
"""What waits on three devices at any time; more than that is backlog."""
FROM_SMOKE: Final = "(for comparison) smoke jumps over the threshold -> siren; the rule wants two samples, one a second"
AIRING_S: Final = 3.0
"""The head's clean samples after the smoke is gone; a reset before them is refused and tried again."""


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    async with running_town(LateTown) as scene, _caretaker_of(scene) as caretaker:
        await _while_it_replays(scene, caretaker)
    async with running_town() as scene, _caretaker_of(scene) as caretaker:
        await _measure(scene, caretaker, "the rule fires -> ...", ALARMS, _always)
        memory.tell(scene.town)


@contextlib.asynccontextmanager
async def _caretaker_of(scene: Scene) -> AsyncIterator[SignedIn]:
    caretaker = scene.town.signed_in(CARETAKER.email)
    try:
        await _ready(scene)
        yield caretaker
    finally:
        await caretaker.close()


async def _ready(scene: Scene) -> None:
    """Wait until the devices of the site are there."""
    async with asyncio.timeout(60):
        for device in (NORDPARK_1, NORDPARK_2):
            await scene.device_state(device, "online")()


async def _always() -> bool:
    return True


async def _while_it_replays(scene: Scene, caretaker: SignedIn) -> None:
    town = scene.town
    assert isinstance(town, LateTown)  # noqa: S101 - it was started as one
    before, began = await town.backlog(), scene.town.clock.mono_ms()

    async def replays() -> bool:
        return await town.backlog() > _FRESH_ROWS

    await _measure(
        scene, caretaker, f"{ROWS:,} readings replay on each device, the rule fires -> ...", REPLAYED_ALARMS, replays
    )
    left, seconds = await town.backlog(), (scene.town.clock.mono_ms() - began) / 1_000
    figure("readings that waited", f"{before:,} at the first alarm, {left:,} after the last, {seconds:.0f} s later")


async def _measure(scene: Scene, caretaker: SignedIn, name: str, alarms: int, goes_on: Callable[[], Awaitable[bool]]) -> None:
    title(f"alarm: {name}")
    took_ms: dict[str, list[float]] = defaultdict(list)
    targets: dict[str, str] = {}
    missing: dict[str, int] = defaultdict(int)
    async with empty_loop() as late_ms:
        for number in range(alarms + 1):
            if not await goes_on():
                break
            for one in await _alarm(scene):
                targets[one.en] = f"p99 <= {one.within_ms} ms" if one.within_ms else ""
                if one.took_ms is None:
                    missing[one.en] += 1
                elif number:  # the first one warms up connections and the push service
                    took_ms[one.en].append(one.took_ms)
            await _reset(scene, caretaker)
    for check, target in targets.items():
        spread(check, took_ms[check], target, missing=missing[check])
    spread("empty loop: lateness of a 10 ms timer meanwhile", late_ms)


async def _alarm(scene: Scene) -> list[fire.Check]:
    checks = [*fire.checks(scene), fire.Check(FROM_SMOKE, FROM_SMOKE, 0, scene.now(), scene.siren(NORDPARK_1))]
    looking = [asyncio.create_task(check.run(), name=check.en) for check in checks]
    scene.town.equipment.fires[NORDPARK_1].smoke.od_per_m = SMOKE_OD_PER_M
    _, late = await asyncio.wait(looking, timeout=WITHIN_S)
    for task in late:
        task.cancel()
    await asyncio.gather(*looking, return_exceptions=True)
    return checks


async def _reset(scene: Scene, caretaker: SignedIn) -> None:
    """Air the room, resolve the incident as a caretaker does, and wait until the site is quiet."""
    fire.air_out(scene)
    await asyncio.sleep(AIRING_S)
    async with asyncio.timeout(60):
        while burning := _burning(scene):
            for incident in burning:
                await _resolve(caretaker, incident)
        for device in (NORDPARK_1, NORDPARK_2):
            await scene.displays[device].until(lambda shown: shown.mode is DisplayMode.BOARD)
        await scene.town.equipment.fires[NORDPARK_1].siren.wait(sounding=False)


def _burning(scene: Scene) -> list[str]:
    view = scene.manager.latest
    return [each.id for each in view.incidents if each.kind in FIRE_KINDS] if view else []


async def _resolve(caretaker: SignedIn, incident: str) -> None:
    try:
        await caretaker.post(f"/api/incidents/{incident}/resolve", {"note": "bench"})
    except httpx.HTTPStatusError as refused:
        if refused.response.status_code != httpx.codes.CONFLICT:
            raise
    await asyncio.sleep(0.3)  # the page's next frame tells whether it worked
