"""Processes that are killed or stand still, and a broker that forgets."""

from __future__ import annotations

import random
import shutil
from typing import Any, Final

from chaos import signs, words
from chaos.lab import Lab, Struck
from chaos.process import Process
from chaos.registry import FAULTS, FaultKind, How

_SERVER_S, _BROKER_S, _SILENT_S, _GONE_S = 5.0, 6.0, 8.5, 2.5
"""From when on it must be noticed: nobody answers, no echo comes, a keepalive is over (see `links`), a connection broke."""
_WHO: Final = (*words.AGENTS, "server", "broker")


def process_of(lab: Lab, who: str) -> Process:
    house = lab.house
    return {"server": house.server, "broker": house.broker}.get(who) or house.agents[who].process


def _victim(dice: random.Random) -> dict[str, Any]:
    return {"who": dice.choice(_WHO)}


def _hits(how: How) -> frozenset[str]:
    """Its process and its line. With the broker down nothing of the lines shows, with the server down nothing at all."""
    who = how["who"]
    parts = {f"process {who}", f"line {who}"}
    if who == "broker":
        parts |= {f"line {end}" for end in (*words.AGENTS, "server")} | {f"process {agent}" for agent in words.AGENTS}
    return frozenset(parts)


def _noticed(lab: Lab, struck: Struck) -> bool | None:
    seen, who = lab.seen_while(struck), str(struck.how["who"])
    if who == "server":
        return lab.noticed(struck, _SERVER_S, shown=signs.nobody_answers(seen))
    shown = signs.broker_down(seen) if who == "broker" else signs.not_online(seen, who)
    frozen = struck.timed.kind == "frozen"
    return lab.noticed(struck, (_BROKER_S if who == "broker" else _SILENT_S) if frozen else _GONE_S, shown=shown)


async def _kill(lab: Lab, struck: Struck) -> None:
    await process_of(lab, str(struck.how["who"])).kill()


async def _start(lab: Lab, struck: Struck) -> None:
    await process_of(lab, str(struck.how["who"])).start()


async def _freeze(lab: Lab, struck: Struck) -> None:
    process_of(lab, str(struck.how["who"])).freeze()


async def _thaw(lab: Lab, struck: Struck) -> None:
    process_of(lab, str(struck.how["who"])).thaw()


FAULTS["killed"] = FaultKind("killed", _kill, _start, (0.3, 3.0), _hits, _noticed, _victim, weight=2.0)
FAULTS["frozen"] = FaultKind("frozen", _freeze, _thaw, (3.0, 9.0), _hits, _noticed, _victim, weight=1.5)


async def _wiped(lab: Lab, struck: Struck) -> None:
    del struck
    for path in (lab.house.folder / "broker" / "data").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    await lab.house.broker.start()


async def _stop(lab: Lab, struck: Struck) -> None:
    """End it in order, so that it saves what it has, which is then lost."""
    del struck
    await lab.house.broker.stop()


def _broker(_dice: random.Random) -> dict[str, Any]:
    return {"who": "broker"}


FAULTS["broker lost its state"] = FaultKind("broker lost its state", _stop, _wiped, (0.3, 3.0), _hits, _noticed, _broker)
