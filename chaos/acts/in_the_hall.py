"""Smoke, broken wires and people who walk in and out."""

from __future__ import annotations

import asyncio
import random
from typing import Any, Final

from chaos import words
from chaos.lab import Danger, Lab, now_s
from chaos.registry import ACTS, ActKind, How

_OD_PER_M: Final = 0.06
_BROKEN_S: Final = 2.5


async def smoke(lab: Lab, how: How) -> None:
    """Smoke that stays until the end of the run."""
    del how
    lab.dangers.append(Danger("smoke", words.FIRST, words.SMOKE, now_s(), told=True))
    lab.house.smoke.od_per_m = _OD_PER_M


async def break_wire(lab: Lab, how: How) -> None:
    """Cut an alarm loop's wire; it stays cut until the end of the run, so that no restart can overlook it."""
    device = str(how["device"])
    c = {words.FIRST: words.LOOP, words.SECOND: words.FOYER_LOOP}[device]
    lab.dangers.append(Danger("sensor_fault", device, c, now_s(), told=False))
    lab.house.loops[device].open()
    await asyncio.sleep(_BROKEN_S)


async def walk(lab: Lab, how: How) -> None:
    del how
    async with lab.lock("door"):
        await lab.house.beams.person_in()
        await asyncio.sleep(0.3)
        await lab.house.beams.person_out()


def _device(dice: random.Random) -> dict[str, Any]:
    return {"device": dice.choice(words.AGENTS)}


ACTS["smoke"] = ActKind("smoke", smoke, (0, 1))
ACTS["wire"] = ActKind("wire", break_wire, (0, 2), _device)
ACTS["walk"] = ActKind("walk", walk, (4, 10))
