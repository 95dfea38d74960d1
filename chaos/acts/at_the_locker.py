"""Compartments opened from afar, by codes at the keypad, and by force."""

from __future__ import annotations

import asyncio
import random
from typing import Any, Final

from chaos import words
from chaos.lab import Lab, Order, Typed, now_s
from chaos.registry import ACTS, ActKind, How

TTL_S: Final = 10.0
"""The life of a command, as the server gives it."""
_LOOKS_S: Final = 0.1
_HAND_S: Final = 0.4


async def open_from_afar(lab: Lab, how: How) -> None:
    """Ask for a compartment as a caretaker's page does, and be there to push the door shut again."""
    slot = int(how["slot"])
    order = Order(slot, from_s=now_s(), to_s=0.0)
    lab.orders.append(order)
    order.to_s = order.from_s + 60
    answer = await lab.house.ask(
        words.KERN, "POST", f"/api/devices/{words.FIRST}/open", {"slot": slot, "reason": "Anruf"}, within_s=4
    )
    order.to_s = now_s() + TTL_S
    if answer is None:
        order.answer = "nobody"  # it may have been sent all the same
    elif answer.status_code == 202:
        order.id, order.answer = answer.json()["id"], "sent"
    else:
        order.answer, order.to_s = str(answer.status_code), order.from_s
    await _shut_when_open(lab, slot)


async def type_code(lab: Lab, how: How) -> None:
    slot = int(how["slot"])
    code = lab.codes.get(slot)
    if code is None:
        return
    async with lab.lock("keypad"):
        agent = lab.house.agents[words.FIRST]
        await lab.house.keypad.type(f"{code}#")
        lab.typed.append(Typed(slot, now_s(), agent.process.running))
    await _shut_when_open(lab, slot)


async def force(lab: Lab, how: How) -> None:
    """Pull a door open by force, and push it shut. Told is what an agent was there to see."""
    slot = int(how["slot"])
    lab.house.locker.pull_door(slot - 1, force=True)
    await asyncio.sleep(1.2)
    lab.house.locker.push_door(slot - 1)


async def _shut_when_open(lab: Lab, slot: int, within_s: float = 3.0) -> None:
    end_s = now_s() + within_s
    while now_s() < end_s:
        if lab.house.locker.hook_open(slot - 1):
            await asyncio.sleep(_HAND_S)
            lab.house.locker.push_door(slot - 1)
            return
        await asyncio.sleep(_LOOKS_S)


def _some(slots: tuple[int, ...]) -> Any:
    def draw(dice: random.Random) -> dict[str, Any]:
        return {"slot": dice.choice(slots)}

    return draw


ACTS["open"] = ActKind("open", open_from_afar, (3, 6), _some(words.REMOTE_SLOTS))
ACTS["code"] = ActKind("code", type_code, (2, 4), _some(words.CODE_SLOTS))
ACTS["force"] = ActKind("force", force, (0, 2), _some(words.REMOTE_SLOTS))
