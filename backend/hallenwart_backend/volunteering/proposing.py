"""Which help a match or event needs, as a proposal: plain rules, which people accept, change or dismiss. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from hallenwart_backend.volunteering.model import Task

MINUTE_MS: Final = 60_000
DOOR_PER: Final = 100
FIRST_AID_PER: Final = 200
FIRST_AID_FROM: Final = 50
CATERING_FROM: Final = 100
CLEANERS: Final = 2


@dataclass(frozen=True, slots=True)
class Occasion:
    """A booked match or event. `spectators` None: nobody said how many; `streamed`: a camera is wanted."""

    booking: str
    title: str
    hall: str
    start_ms: int
    end_ms: int
    sport: str = ""
    spectators: int | None = None
    streamed: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One task at an occasion: `wanted` people in one shift. `optional`: only where wanted. `why`: German, English."""

    booking: str
    task: Task
    from_ms: int
    to_ms: int
    wanted: int
    why: tuple[str, str]
    key: bool = False
    optional: bool = False


_SPANS: Final = {
    Task.DOOR: ("start", -45, "start", 30),
    Task.FIRST_AID: ("start", -30, "end", 0),
    Task.CAMERA: ("start", -45, "end", 0),
    Task.CATERING: ("start", -45, "end", 0),
    Task.CLEANING: ("end", 0, "end", 45),
    Task.KEY_SERVICE: ("start", -60, "end", 45),
}
"""From when to when each task goes: minutes before or after the start or end of the booking."""
_UNKNOWN: Final = ("Wie viele zuschauen, ist nicht bekannt.", "How many will watch is not known.")


def span_of(task: Task, start_ms: int, end_ms: int) -> tuple[int, int]:
    ends = {"start": start_ms, "end": end_ms}
    first, before, last, after = _SPANS[task]
    return ends[first] + before * MINUTE_MS, ends[last] + after * MINUTE_MS


def proposals(occasion: Occasion) -> list[Proposal]:
    """Return what an occasion needs, in the order in which the tasks begin."""
    people = occasion.spectators
    told = _UNKNOWN if people is None else (f"{people} Menschen schauen zu.", f"{people} people will watch.")
    needed: list[tuple[Task, int, tuple[str, str]]] = []
    if people is None or people > 0:
        needed.append((Task.DOOR, ceil(people / DOOR_PER) if people else 1, _with(told, "Je 100 einer.", "One for each 100.")))
    if people is not None and people >= FIRST_AID_FROM:
        needed.append((Task.FIRST_AID, ceil(people / FIRST_AID_PER), _with(told, "Je 200 einer.", "One for each 200.")))
    if occasion.streamed:
        needed.append((Task.CAMERA, 1, ("Das Spiel wird übertragen.", "The match is streamed.")))
    if people is not None and people >= CATERING_FROM:
        needed.append((Task.CATERING, 2, _with(told, "Nur wenn Sie etwas verkaufen.", "Only if you sell something.")))
    needed.append((Task.CLEANING, CLEANERS, ("Nach dem Ende aufräumen.", "Cleaning up after the end.")))
    needed.append((Task.KEY_SERVICE, 1, ("Jemand schließt auf und zu.", "Somebody opens and locks up.")))
    found = [
        Proposal(
            occasion.booking,
            task,
            *span_of(task, occasion.start_ms, occasion.end_ms),
            wanted,
            why,
            key=task is Task.KEY_SERVICE,
            optional=task is Task.CATERING,
        )
        for task, wanted, why in needed
    ]
    return sorted(found, key=lambda one: (one.from_ms, one.task))


def _with(told: tuple[str, str], de: str, en: str) -> tuple[str, str]:
    return f"{told[0]} {de}", f"{told[1]} {en}"
