"""What an action of the director is made of, and the words and checks that several of them share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from hallenwart_contract.director import Received
from hallenwart_contract.live_incidents import Incident
from hallenwart_sim.director.names import Words
from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Check, Moment

QUIET_FOR_S: Final = 3.0
_LOOK_EVERY_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Started:
    """What follows an action: what is expected, its line in the log, and what goes on by itself."""

    checks: list[Check]
    line: str
    work: Coroutine[Any, Any, None] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """`blocked` says why it cannot be now, in words, None when it can."""

    blocked: Callable[[Scene], Words | None]
    start: Callable[[Scene], Started]


def told_of(scene: Scene, de: str, en: str, within_ms: int, holds: Callable[[Incident], bool], *, note: str = "") -> Check:
    """Return the check that the manager page shows an incident, from now on."""
    return Check(f"Leitstand: {de}", f"Manager page: {en}", within_ms, scene.now(), scene.incident(holds), note=note)


def over(scene: Scene, de: str, en: str, within_ms: int, holds: Callable[[Incident], bool], *, note: str = "") -> Check:
    """Return the check that no such incident has its cause any more."""
    met = partial(scene.manager.until, lambda view: not any(holds(each) and each.cleared_ms is None for each in view.incidents))
    return Check(f"Leitstand: {de}", f"Manager page: {en}", within_ms, scene.now(), met, note=note)


def phoned(scene: Scene, within_ms: int, holds: Callable[[Received], bool], *, note: str = "") -> Check:
    begin = scene.now()
    return Check("Nachricht ist am Telefon", "Message is on the phone", within_ms, begin, scene.told(begin, holds), note=note)


def stays_quiet(scene: Scene, device: str, after: Moment) -> Moment:
    """Return the moment of `after` when the siren keeps silent until three seconds later; waits for ever otherwise."""

    async def moment() -> int:
        at_ms = await after()
        await asyncio.sleep(QUIET_FOR_S)
        if scene.town.equipment.fires[device].siren.sounding:
            await asyncio.Event().wait()
        return at_ms

    return moment


def newest(scene: Scene, *kinds: str, device: str = "") -> Callable[[Incident], bool]:
    """Return what recognises an incident of these kinds that began from now on."""
    since_ms = scene.stage.clock.now_ms() - 1_000

    def holds(each: Incident) -> bool:
        return each.kind in kinds and device in {"", each.device} and each.since_ms >= since_ms and each.cleared_ms is None

    return holds


async def until(holds: Callable[[], bool]) -> None:
    while True:
        if holds():
            return
        await asyncio.sleep(_LOOK_EVERY_S)
