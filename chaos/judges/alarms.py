"""Every danger is an incident, and whoever must be told was."""

from __future__ import annotations

from typing import Final

from chaos.lab import Danger, Lab
from chaos.registry import JUDGES, Finding, Judge

_KINDS: Final = {"smoke": ("smoke", "heat", "panel", "call_point"), "sensor_fault": ("sensor_fault", "smoke")}


async def look(lab: Lab) -> Finding:
    wrong = [problem for danger in lab.dangers if (problem := _problem(lab, danger))]
    figures = {
        "alarms raised": len(lab.dangers),
        "alarms shown": len(lab.dangers) - len(wrong),
        "alarms missing": len(wrong),
        "letters": len(lab.house.gateway.asked),
    }
    return Finding(wrong, figures)


def _problem(lab: Lab, danger: Danger) -> str:
    marks = ", ".join("?" * len(_KINDS[danger.kind]))
    found = lab.house.records(f"SELECT id FROM incidents WHERE kind IN ({marks})", *_KINDS[danger.kind])  # noqa: S608 - marks
    if not found:
        return f"{danger.kind} of {danger.device} {danger.c} is no incident"
    shown = lab.house.watcher.latest
    if shown is None or not {row["id"] for row in found} & {one.id for one in shown.incidents}:
        return f"{danger.kind} of {danger.device} {danger.c} is not on the page"
    if not danger.told:
        return ""
    if not any(asked.path.rstrip("/") == "/kern" for asked in lab.house.gateway.asked):
        return f"nobody was told of {danger.kind} of {danger.device}"
    return "" if lab.house.siren.sounding else "it burns and the siren is silent"


JUDGES["alarms"] = Judge("alarms", look)
