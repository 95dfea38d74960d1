"""Bookings that counted are there once; thin devices were receipted; nobody ended by itself; the agents are done and online."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from chaos.lab import Lab
from chaos.registry import JUDGES, Finding, Judge

_OF_THE_LIBRARY: Final = re.compile(r"KeyError: '\d+ is not registered'|OSError: \[Errno 9\] Bad file descriptor")
"""What aiomqtt lets asyncio say when a connection is lost while it still wants to write; the agent connects anew."""


async def bookings(lab: Lab) -> Finding:
    there = Counter(row["title"] for row in lab.house.records("SELECT title FROM bookings WHERE title LIKE 'Kurs %'"))
    wrong = [f"{title} is there {there[title]} times" for title in (*lab.booked, *lab.maybe_booked) if there[title] > 1]
    wrong += [
        f"{title} was confirmed and is not there" for title in set(lab.booked) - lab.forgotten_bookings if not there[title]
    ]
    return Finding(wrong, {"bookings confirmed": len(lab.booked), "bookings stored": sum(there.values())})


async def calm(lab: Lab) -> Finding:
    """All is sent, and the page says that everybody is there."""
    wrong = [
        f"{agent.name} has {waiting} rows unsent" for agent in lab.house.agents.values() if (waiting := agent.waiting()) != 0
    ]
    view = lab.house.watcher.latest
    states = {device.id: device.state for device in view.devices} if view else {}
    wrong += [f"{name} is {states.get(name, 'not shown')}" for name in lab.house.agents if states.get(name) != "online"]
    if view is not None and not view.health.broker:
        wrong.append("the page says that the broker is down")
    return Finding(wrong)


async def alive(lab: Lab) -> Finding:
    house = lab.house
    every = (*(agent.process for agent in house.agents.values()), house.server, house.broker)
    wrong = [f"{process.name} ended by itself" for process in every if process.ended_itself]
    wrong += [f"{process.name} does not run" for process in every if not process.running and not process.ended_itself]
    for process in every:
        wrong += [f"{process.name} broke: {line}" for line in _tracebacks(process.log.read_text(errors="replace"))]
    return Finding(wrong)


def _tracebacks(log: str) -> list[str]:
    """Return the last line of every traceback in a log."""
    lines = iter(log.splitlines())
    broken = (line for line in lines if line.startswith("Traceback"))
    ends = [next((end for end in lines if end and not end.startswith(" ")), line) for line in broken]
    return [end for end in ends if not _OF_THE_LIBRARY.fullmatch(end)]


async def storm(lab: Lab) -> Finding:
    wrong: list[str] = []
    figures: Counter[str] = Counter()
    restored = any(one.timed.kind == "server restored" for one in lab.struck)
    for struck in lab.struck:
        for thin in struck.kept.get("thin", []):
            query = "SELECT count(*) AS n FROM stream_row WHERE device = ? AND epoch = ?"
            there = lab.house.records(query, thin.name, thin.epoch)[0]["n"]
            figures["thin rows"] += there
            if thin.wm < thin.ROWS or there > thin.ROWS or (there < thin.ROWS and not restored):
                wrong.append(f"{thin.name}: receipted {thin.wm}, stored {there} of {thin.ROWS}")
    return Finding(wrong, dict(figures))


JUDGES["alive"] = Judge("alive", alive, last=True)
JUDGES["bookings"] = Judge("bookings", bookings)
JUDGES["calm"] = Judge("calm", calm)
JUDGES["storm"] = Judge("storm", storm)
