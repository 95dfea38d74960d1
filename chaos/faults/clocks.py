"""Clocks that are set while everything runs: forward, back, by years."""

from __future__ import annotations

import random
from typing import Any, Final

from chaos import signs, words
from chaos.house import set_clock
from chaos.lab import Lab, Struck
from chaos.registry import FAULTS, FaultKind, How

_SECOND, _HOUR, _YEAR = 1_000, 3_600_000, 365 * 86_400_000
_JUMPS: Final = (-10 * _YEAR, -3 * _YEAR, -_HOUR, -30 * _SECOND, 30 * _SECOND, _HOUR, 30 * _HOUR, 5 * _YEAR)
_SERVER_JUMPS: Final = (-_HOUR, -30 * _SECOND, 30 * _SECOND, 2 * _HOUR)


_TOLD_WITHIN_S: Final = 3.0
"""A heartbeat comes every second, a page shows it within another."""


def _agent(dice: random.Random) -> dict[str, Any]:
    return {"who": dice.choice(words.AGENTS), "by_ms": dice.choice(_JUMPS), "trust": dice.choice(("ntp", "held", "bad"))}


def _hits(how: How) -> frozenset[str]:
    return frozenset({f"clock {how.get('who', 'server')}", f"process {how.get('who', 'server')}"})


async def _set(lab: Lab, struck: Struck) -> None:
    lab.house.agents[str(struck.how["who"])].set_clock(int(struck.how["by_ms"]), str(struck.how["trust"]))


async def _right(lab: Lab, struck: Struck) -> None:
    lab.house.agents[str(struck.how["who"])].set_clock(0)


def _shown(lab: Lab, struck: Struck) -> bool | None:
    word = "bad" if int(struck.how["by_ms"]) < -_YEAR else str(struck.how["trust"])
    if word == "ntp":
        return None
    return lab.noticed(struck, _TOLD_WITHIN_S, shown=signs.clock_word(lab.seen_while(struck), str(struck.how["who"]), word))


async def _set_server(lab: Lab, struck: Struck) -> None:
    set_clock(lab.house.folder / "server-clock", int(struck.how["by_ms"]), "")


async def _right_server(lab: Lab, struck: Struck) -> None:
    del struck
    set_clock(lab.house.folder / "server-clock", 0, "")


def _server(dice: random.Random) -> dict[str, Any]:
    return {"by_ms": dice.choice(_SERVER_JUMPS)}


def _unseen(_lab: Lab, _struck: Struck) -> None:
    """Every page shows the server's time; whether it is right, only people can say."""


FAULTS["clock jumped"] = FaultKind("clock jumped", _set, _right, (3.0, 7.0), _hits, _shown, _agent, weight=1.2)
FAULTS["server clock jumped"] = FaultKind(
    "server clock jumped", _set_server, _right_server, (3.0, 7.0), _hits, _unseen, _server, weight=0.6
)
