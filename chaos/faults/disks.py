"""Cards and disks that are full for a while."""

from __future__ import annotations

import random
from typing import Any, Final

from chaos import signs, words
from chaos.lab import Lab, Struck
from chaos.registry import FAULTS, FaultKind, How

_RESERVE_MB: Final = 4
"""What an agent keeps free for alarms and gives up when its card is full: then as much is free of the 12 there are."""
_TOLD_S: Final = 3.0
"""A heartbeat comes every second in the laboratory; it tells of the card, and of rows nobody receipts."""


def _agent(dice: random.Random) -> dict[str, Any]:
    return {"who": dice.choice(words.AGENTS)}


def _hits(how: How) -> frozenset[str]:
    return frozenset({f"disk {how.get('who', 'server')}", f"process {how.get('who', 'server')}"})


async def _fill_card(lab: Lab, struck: Struck) -> None:
    agent = lab.house.agents[str(struck.how["who"])]
    agent.card.fill(agent.process.pid)


async def _free_card(lab: Lab, struck: Struck) -> None:
    agent = lab.house.agents[str(struck.how["who"])]
    agent.card.free(agent.process.pid)


def _card_shown(lab: Lab, struck: Struck) -> bool | None:
    if not lab.house.watcher.fleet_page or not lab.house.agents[str(struck.how["who"])].card.mounted:
        return None
    who = str(struck.how["who"])
    free = signs.fleet_value(lab.seen_while(struck), who, "disk_free_mb")
    return lab.noticed(
        struck, _TOLD_S, shown=any(isinstance(one, int | float) and one <= _RESERVE_MB for one in free), witness=who
    )


async def _fill_store(lab: Lab, struck: Struck) -> None:
    del struck
    lab.house.store.fill(lab.house.server.pid)


async def _free_store(lab: Lab, struck: Struck) -> None:
    del struck
    lab.house.store.free(lab.house.server.pid)


def _store_shown(lab: Lab, struck: Struck) -> bool | None:
    """Only who is given something to store can refuse it; heartbeats and echoes come all the time, rows need not."""
    seen = lab.seen_while(struck)
    return lab.noticed(struck, _TOLD_S, shown=signs.store_down(seen) or signs.backlog(seen), witness=words.AGENTS[0])


FAULTS["card full"] = FaultKind(
    "card full", _fill_card, _free_card, (3.0, 7.0), _hits, _card_shown, _agent, needs_small_disks=True
)
FAULTS["store full"] = FaultKind(
    "store full",
    _fill_store,
    _free_store,
    (4.0, 7.0),
    _hits,
    _store_shown,
    weight=0.8,
    once=True,
    needs_small_disks=True,
    needs_files=True,
)
