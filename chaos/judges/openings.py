"""No coil moves without a cause that is still alive, and none twice for one."""

from __future__ import annotations

from collections import Counter
from typing import Final

from chaos import words
from chaos.lab import Lab
from chaos.registry import JUDGES, Finding, Judge

CODE_LIVES_S: Final = 12.0
"""Whoever typed a code stands there so long, also when the locker's Pi hung meanwhile."""
DEAD_CODE_S: Final = 3.0
"""What is typed at a Pi that is down opens nothing later than this."""


async def look(lab: Lab) -> Finding:
    pulses = [(lock + 1, ns / 1e9) for lock, ns in lab.house.locker.unlocks]
    wrong = _remote(lab, [one for one in pulses if one[0] in words.REMOTE_SLOTS])
    wrong += _coded(lab, [one for one in pulses if one[0] in words.CODE_SLOTS])
    states = _states(lab)
    figures = {
        "commands asked": len(lab.orders),
        "commands sent": sum(order.answer == "sent" for order in lab.orders),
        "commands done": states["done"],
        "openings from afar": sum(one[0] in words.REMOTE_SLOTS for one in pulses),
        "codes typed": len(lab.typed),
        "openings by code": sum(one[0] in words.CODE_SLOTS for one in pulses),
        "openings late or doubled": len(wrong),
    }
    return Finding(wrong, figures)


def _remote(lab: Lab, pulses: list[tuple[int, float]]) -> list[str]:
    used: set[int] = set()
    wrong = []
    for slot, at_s in sorted(pulses, key=lambda one: one[1]):
        fitting = [
            (order.to_s, number)
            for number, order in enumerate(lab.orders)
            if number not in used and order.slot == slot and order.from_s <= at_s <= order.to_s
        ]
        if fitting:
            used.add(min(fitting)[1])
        else:
            wrong.append(f"compartment {slot} opened at {_since(lab, at_s)} without a command that lived")
    return wrong


def _coded(lab: Lab, pulses: list[tuple[int, float]]) -> list[str]:
    used: set[int] = set()
    wrong = []
    for slot, at_s in sorted(pulses, key=lambda one: one[1]):
        fitting = [
            number
            for number, typed in enumerate(lab.typed)
            if number not in used
            and typed.slot == slot
            and -1.0 <= at_s - typed.at_s <= (CODE_LIVES_S if typed.agent_lived else DEAD_CODE_S)
        ]
        if fitting:
            used.add(fitting[0])
        else:
            wrong.append(f"compartment {slot} opened at {_since(lab, at_s)} without a code that was typed just before")
    return wrong


def _since(lab: Lab, at_s: float) -> str:
    return f"{at_s - lab.began_s:.1f} s"


def _states(lab: Lab) -> Counter[str]:
    return Counter(row["state"] for row in lab.house.records("SELECT state FROM device_command WHERE op = 'open'"))


JUDGES["openings"] = Judge("openings", look)
