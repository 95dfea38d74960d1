"""The display shows the newest plan and the alarm that stands, and never an arrow that nobody released: by its own card."""

from __future__ import annotations

from typing import Final

import msgspec

from chaos import words
from chaos.house import Agent
from chaos.lab import Lab
from chaos.registry import JUDGES, Finding, Judge
from hallenwart_contract.signed import Signed
from hallenwart_contract.view import View

_FIRE: Final = ("smoke", "evacuate")


class _Line(msgspec.Struct, frozen=True):
    """What the judge reads of a line of the log of what was shown."""

    t_ms: int
    mode: str
    plan_rev: int = 0
    way: str = ""


async def look(lab: Lab) -> Finding:
    agent = lab.house.agents[words.FIRST]
    lines, view = shown(agent), _plan(agent)
    wrong = plan_problems(lines, view, _confirmed(lab, view.until_ms if view else 0))
    wrong += alarm_problems(lines, {danger.kind for danger in lab.dangers})
    return Finding(wrong, {"pictures shown": len(lines)})


def plan_problems(lines: list[_Line], view: View | None, booked: set[str]) -> list[str]:
    """Return what is wrong with the plan that is shown last."""
    if not lines or view is None:
        return ["the display never showed a plan"]
    wrong = [f"the display shows an arrow that nobody released: {line.way}" for line in lines if line.way]
    if lines[-1].plan_rev != view.rev:
        wrong.append(f"the display shows plan {lines[-1].plan_rev}, newest is {view.rev}")
    missing = [title for title in sorted(booked) if not any(entry.title.endswith(title) for entry in view.entries)]
    return wrong + [f"{title} was confirmed and is not in the display's plan" for title in missing]


def alarm_problems(lines: list[_Line], dangers: set[str]) -> list[str]:
    """Return what is wrong with the alarm that is shown last; nothing resets one here. A faulty sensor may count as a fire."""
    mode = lines[-1].mode if lines else ""
    if "smoke" in dangers and mode not in _FIRE:
        return [f"it burns and the display shows {mode or 'nothing'}"]
    return [f"nothing burns and the display shows {mode}"] if not dangers and mode in _FIRE else []


def shown(agent: Agent) -> list[_Line]:
    """Return what the display showed, oldest first; a line that a power cut tore is passed over."""
    found = []
    for segment in sorted((agent.state / "display" / "shown").glob("*.jsonl")):
        for line in segment.read_bytes().splitlines():
            try:
                found.append(msgspec.json.decode(line, type=_Line))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue
    return found


def _plan(agent: Agent) -> View | None:
    try:
        signed = msgspec.json.decode((agent.state / "documents" / "view.json").read_bytes(), type=Signed)
        return msgspec.json.decode(signed.p, type=View)
    except (OSError, msgspec.MsgspecError):
        return None


def _confirmed(lab: Lab, until_ms: int) -> set[str]:
    """Return the bookings that were confirmed and lie within the plan."""
    rows = lab.house.records("SELECT title FROM bookings WHERE title LIKE 'Kurs %' AND start_ms < ?", until_ms)
    return (set(lab.booked) - lab.forgotten_bookings) & {row["title"] for row in rows}


JUDGES["displays"] = Judge("displays", look)
