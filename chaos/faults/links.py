"""What befalls the lines between agents, server and broker."""

from __future__ import annotations

import random
from typing import Any, Final

from chaos import signs, words
from chaos.lab import Lab, Struck
from chaos.proxy import DOWN, UP, Link, Weather
from chaos.registry import FAULTS, FaultKind, How

SERVER: Final = "server"
_ENDS: Final = (*words.AGENTS, SERVER)
_LONG: Final = (3.0, 9.0)
NOTICED_AFTER_S: Final = {"server": 6.0}
"""Of the server's line: two and a half echoes, and a look. Others: a keepalive and a half; Mosquitto looks every 5 s."""
_LATEST_S: Final = 8.5


def _link(lab: Lab, struck: Struck) -> Link:
    end = str(struck.how["end"])
    return lab.house.server_link if end == SERVER else lab.house.agents[end].link


def _end(dice: random.Random) -> dict[str, Any]:
    return {"end": dice.choice(_ENDS)}


def _hits(how: How) -> frozenset[str]:
    """A line, and who lives by it: what befalls the broker or that process is another's to show."""
    return frozenset({f"line {how['end']}", f"process {how['end']}", "process broker"})


async def _healed(lab: Lab, struck: Struck) -> None:
    _link(lab, struck).heal()


def _noticed(lab: Lab, struck: Struck) -> bool | None:
    seen = lab.seen_while(struck)
    end = str(struck.how["end"])
    shown = signs.broker_down(seen) if end == SERVER else signs.not_online(seen, end)
    return lab.noticed(struck, NOTICED_AFTER_S.get(end, _LATEST_S), shown=shown)


def _unseen(_lab: Lab, _struck: Struck) -> None:
    """Nothing to be seen: it is over before anybody could look, or all goes on as it should."""


# --- connections that are lost, refused, half open ---


async def _lose(lab: Lab, struck: Struck) -> None:
    _link(lab, struck).lose(reset=bool(struck.how["reset"]))


async def _refuse(lab: Lab, struck: Struck) -> None:
    link = _link(lab, struck)
    link.change(Weather(refused=True))
    link.lose()


async def _swallow(lab: Lab, struck: Struck) -> None:
    _link(lab, struck).change(Weather(swallowed=set(struck.how["ways"])))


async def _hold(lab: Lab, struck: Struck) -> None:
    _link(lab, struck).change(Weather(held=set(struck.how["ways"])))


def _lost(dice: random.Random) -> dict[str, Any]:
    return _end(dice) | {"reset": dice.random() < 0.5}


def _ways(dice: random.Random) -> dict[str, Any]:
    return _end(dice) | {"ways": dice.choice(([UP], [DOWN], [UP, DOWN]))}


FAULTS["link lost"] = FaultKind("link lost", _lose, _healed, (0.0, 0.0), _hits, _unseen, _lost, weight=1.5)
FAULTS["link refused"] = FaultKind("link refused", _refuse, _healed, _LONG, _hits, _noticed, _end)
FAULTS["link half open"] = FaultKind("link half open", _swallow, _healed, _LONG, _hits, _noticed, _ways, weight=1.5)
FAULTS["link held"] = FaultKind("link held", _hold, _healed, _LONG, _hits, _noticed, _ways)


# --- lines that are slow ---


async def _slow(lab: Lab, struck: Struck) -> None:
    _link(lab, struck).change(Weather(rate=int(struck.how["rate"])))


async def _delay(lab: Lab, struck: Struck) -> None:
    _link(lab, struck).change(Weather(delay_s=float(struck.how["delay_s"]), jitter_s=float(struck.how["jitter_s"])))


def _rate(dice: random.Random) -> dict[str, Any]:
    return _end(dice) | {"rate": dice.choice((600, 2_000, 8_000))}


def _lag(dice: random.Random) -> dict[str, Any]:
    return _end(dice) | {"delay_s": round(dice.uniform(0.05, 0.6), 2), "jitter_s": round(dice.uniform(0, 0.4), 2)}


FAULTS["link slow"] = FaultKind("link slow", _slow, _healed, (3.0, 7.0), _hits, _unseen, _rate)
FAULTS["link delayed"] = FaultKind("link delayed", _delay, _healed, (3.0, 7.0), _hits, _unseen, _lag)


# --- a network that says a command twice ---


async def _say_again(lab: Lab, struck: Struck) -> None:
    struck.kept["said"] = lab.house.agents[words.FIRST].link.say_again()


def _repeat_hits(_how: How) -> frozenset[str]:
    return frozenset({"repeat"})


FAULTS["command said again"] = FaultKind(
    "command said again", _say_again, _say_again, (1.0, 6.0), _repeat_hits, _unseen, weight=0.8
)


# --- cables in namespaces ---


async def _cut(lab: Lab, struck: Struck) -> None:
    agent = str(struck.how["end"])
    if lab.house.network is not None:
        await lab.house.network.cut(agent)
    else:
        lab.house.agents[agent].link.change(Weather(swallowed={UP, DOWN}))


async def _mended(lab: Lab, struck: Struck) -> None:
    agent = str(struck.how["end"])
    if lab.house.network is not None:
        await lab.house.network.mend(agent)
    else:
        lab.house.agents[agent].link.heal()


def _agent(dice: random.Random) -> dict[str, Any]:
    return {"end": dice.choice(words.AGENTS)}


FAULTS["cable cut"] = FaultKind("cable cut", _cut, _mended, _LONG, _hits, _noticed, _agent, weight=1.2, needs_spaces=True)
