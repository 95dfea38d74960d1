"""One run: open the house, play the plan, mend everything, and judge."""

from __future__ import annotations

import asyncio
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from chaos import words
from chaos.building import open_house
from chaos.house import House
from chaos.lab import Lab, Struck, now_s
from chaos.plan import Plan, Timed
from chaos.registry import ACTS, FAULTS, JUDGES, Finding

UP_WITHIN_S: Final = 120.0
HEALED_WITHIN_S: Final = 60.0
"""How long judges wait for what must come true; on a quiet machine it takes two or three seconds."""
_LOOK_EVERY_S: Final = 0.4


@dataclass
class Result:
    """What a run brought: `wrong` is empty when it stood."""

    plan: Plan
    wrong: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)
    took_s: dict[str, float] = field(default_factory=dict)
    tails: str = ""

    def described(self) -> dict[str, Any]:
        return {
            **self.plan.described(),
            "wrong": self.wrong,
            "figures": self.figures,
            "notes": self.notes,
            "struck": self.faults,
            "took_s": self.took_s,
            "tails": self.tails,
        }


async def play(plan: Plan, template: Path, *, database: str = "", keep: Path | None = None) -> Result:
    """Play a plan and judge it. Never raises for what the house does: that is what is looked for."""
    result = Result(plan)
    began_s = time.monotonic()
    async with open_house(plan.seed, template, spaces=plan.spaces, small_disks=plan.small_disks, database=database) as house:
        lab = Lab(house, plan)
        try:
            await _up(lab)
            result.took_s["start"] = round(time.monotonic() - began_s, 1)
            lab.began_s = now_s()
            await _act(lab)
            await _mended(lab)
            result.took_s["plan"] = round(now_s() - lab.began_s, 1)
            healed_s = now_s()
            await _judge(lab, result)
            result.took_s["judged"] = round(now_s() - healed_s, 1)
        except Exception as error:  # noqa: BLE001 - a run that breaks is a finding of its own, told with its seed
            result.wrong.append(f"the run broke: {error!r}")
            result.tails = traceback.format_exc()
        result.notes = house.notes
        for struck in lab.struck:
            result.faults[struck.timed.kind] = result.faults.get(struck.timed.kind, 0) + 1
        if result.wrong:
            result.tails += _tails(house)
            if keep is not None:
                _keep(house, keep)
    result.took_s["all"] = round(time.monotonic() - began_s, 1)
    return result


async def _up(lab: Lab) -> None:
    """Wait until everybody is there and the locker knows its codes."""
    house = lab.house

    async def ready() -> bool:
        if await house.ask(words.ADMIN, "GET", "/api/health") is None or house.watcher.latest is None:
            return False
        view = house.watcher.latest
        states = {device.id: device.state for device in view.devices}
        current = all(locker.grants_current and locker.grants_ms for locker in view.lockers)
        return current and all(states.get(name) == "online" for name in house.agents)

    await _until(ready, UP_WITHIN_S, "the house is up")
    await house.ask(words.KERN, "GET", "/api/health")
    answer = await house.ask(words.JANA, "GET", "/api/bookings")
    for booking in answer.json()["bookings"] if answer is not None and answer.status_code == 200 else []:
        if booking["title"].startswith("Training") and booking.get("code"):
            lab.codes[booking["sections"][0]] = booking["code"]


async def _act(lab: Lab) -> None:
    """Let everything happen at its time."""
    async with asyncio.TaskGroup() as group:
        for timed in lab.plan.acts:
            group.create_task(_do(lab, timed))
        for timed in lab.plan.faults:
            group.create_task(_befall(lab, timed))


async def _do(lab: Lab, timed: Timed) -> None:
    await asyncio.sleep(timed.at_s)
    await ACTS[timed.kind].do(lab, timed.how)


async def _befall(lab: Lab, timed: Timed) -> None:
    kind, struck = FAULTS[timed.kind], Struck(timed)
    await asyncio.sleep(timed.at_s)
    struck.from_s = struck.to_s = now_s()
    lab.struck.append(struck)
    await kind.strike(lab, struck)
    await asyncio.sleep(timed.lasts_s)
    await kind.heal(lab, struck)
    struck.to_s = now_s()


async def _mended(lab: Lab) -> None:
    """Whatever a plan left broken is mended now: each fault did it itself, this is the rest."""
    for link in (lab.house.server_link, *(agent.link for agent in lab.house.agents.values())):
        link.heal()


async def _judge(lab: Lab, result: Result) -> None:
    """Ask the judges again and again until all is well or the time is up; then those who only look back."""
    waited = [judge for judge in JUDGES.values() if not judge.last]
    deadline_s = now_s() + HEALED_WITHIN_S
    while True:
        findings = [await _asked(judge.look, lab) for judge in waited]
        if now_s() > deadline_s or not any(finding.wrong for finding in findings):
            break
        await asyncio.sleep(_LOOK_EVERY_S)
    findings += [await _asked(judge.look, lab) for judge in JUDGES.values() if judge.last]
    for finding in findings:
        result.wrong += finding.wrong
        result.figures |= finding.figures
    result.figures |= dict(lab.figures)


async def _asked(look: Any, lab: Lab) -> Finding:
    try:
        finding: Finding = await look(lab)
    except Exception as error:  # noqa: BLE001 - a store that cannot be read yet may be readable soon
        return Finding([f"{look.__module__}: {error!r}"])
    return finding


async def _until(holds: Any, within_s: float, what: str) -> None:
    end_s = now_s() + within_s
    while not await holds():
        if now_s() > end_s:
            raise TimeoutError(f"not within {within_s} s: {what}")
        await asyncio.sleep(0.1)


def _tails(house: House) -> str:
    every = (*(agent.process for agent in house.agents.values()), house.server, house.broker)
    return "\n".join(f"--- {process.name}\n{process.tail(4_000)}" for process in every)


def _keep(house: House, keep: Path) -> None:
    import shutil

    keep.mkdir(parents=True, exist_ok=True)
    shutil.copytree(house.folder, keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("ballast", "reserve.bin"))
