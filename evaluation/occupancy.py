"""People in rooms and at doors: figures and bars."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation import occupancy_agent, occupancy_counters, occupancy_doors, occupancy_rooms
from evaluation.bars import Bar
from evaluation.occupancy_agent import AgentDrift, AgentFigures
from evaluation.occupancy_counters import CounterFigures
from evaluation.occupancy_data import read_recordings
from evaluation.occupancy_doors import DoorFigures
from evaluation.occupancy_rooms import RoomFigures


@dataclass(slots=True)
class Occupancy:
    rooms: list[RoomFigures] = field(default_factory=list)
    agents: list[AgentFigures] = field(default_factory=list)
    doors: list[DoorFigures] = field(default_factory=list)
    counters: list[CounterFigures] = field(default_factory=list)
    agent_counters: list[AgentDrift] = field(default_factory=list)

    @property
    def bars(self) -> list[Bar]:
        return [
            *_of_rooms(self.rooms),
            *_of_agents(self.agents, self.agent_counters),
            *_of_doors(self.doors),
            *_of_counters(self.counters),
        ]


async def evaluate(folder: Path, say: Callable[[str], None]) -> Occupancy:
    """Judge every recording of people below `folder`."""
    found, recordings = Occupancy(), read_recordings(folder)
    for room in recordings.rooms:
        found.rooms += occupancy_rooms.judge(room)
        say(f"{room.name}: {len(room.parts)} parts")
        if (agent := await occupancy_agent.play(room)) is not None:
            found.agents.append(agent)
            say(f"{room.name}: {agent.days:.1f} days through the agent in {agent.took_s:.0f} s")
    for door in recordings.doors:
        if (told := occupancy_doors.judge(door)) is not None:
            found.doors.append(told)
            say(f"{door.name}: {told.spotted.found} of {told.spotted.events} events")
    for counter in recordings.counters:
        if (drift := occupancy_counters.judge(counter)) is not None:
            found.counters.append(drift)
            say(f"{counter.name}: {drift.phantom_h:.1f} phantom hours, ours {drift.ours_phantom_h:.1f}")
        if (through := await occupancy_agent.play_counter(counter)) is not None:
            found.agent_counters.append(through)
            say(f"{counter.name}: {through.days:.1f} days through the agent in {through.took_s:.0f} s")
    return found


def _of_rooms(rooms: Sequence[RoomFigures]) -> list[Bar]:
    with_motion = [each for each in rooms if each.is_full and each.has_motion]
    lit = [each for each in rooms if each.is_full and each.room not in {other.room for other in with_motion}]
    return [
        _share("frei oder belegt, mit Bewegungsmeldern", "free or busy, with motion sensors", 0.98, with_motion),
        _share("frei oder belegt, Licht und CO2", "free or busy, light and CO2", 0.975, lit),
        _share("… auch ohne etwas gelernt zu haben", "… also with nothing learnt before", 0.975, lit, cold=True),
    ]


def _share(de: str, en: str, least: float, rooms: Sequence[RoomFigures], *, cold: bool = False) -> Bar:
    """The worst part counts."""
    worst = min((each.cold.right if cold else each.tried.right for each in rooms), default=math.nan)
    got = f"{100 * worst:.1f} %" if rooms else "-"
    return Bar(de, en, f">= {100 * least:g} %", got, worst >= least if rooms else None)


def _of_agents(agents: Sequence[AgentFigures], counters: Sequence[AgentDrift]) -> list[Bar]:
    worst = min((each.right for each in agents), default=math.nan)
    lost = sum(each.readings - each.stored for each in agents) + sum(each.readings - each.stored for each in counters)
    phantom = max((each.phantom for each in counters), default=math.nan)
    return [
        Bar(
            "durch den Agenten, Auszug",
            "through the agent, excerpt",
            ">= 98 %",
            f"{100 * worst:.1f} %" if agents else "-",
            worst >= 0.98 if agents else None,
        ),
        Bar(
            "Phantomstunden durch den Agenten",
            "phantom hours through the agent",
            "<= 5 %",
            f"{100 * phantom:.1f} %" if counters else "-",
            phantom <= 0.05 if counters else None,
        ),
        Bar("Messwerte verloren", "readings lost", "0", str(lost), lost == 0 if agents or counters else None),
    ]


def _of_doors(doors: Sequence[DoorFigures]) -> list[Bar]:
    labelled = [each for each in doors if each.spotted.events]
    events, found = (sum(getattr(each.spotted, name) for each in labelled) for name in ("events", "found"))
    weekly = max((each.spotted.reports_per_week + each.smaller_per_week for each in doors), default=math.nan)
    ours, others = ([each.mae[name] for each in doors] for name in ("ours", "median of six weeks"))
    covered = min((each.covered_busy for each in doors), default=math.nan)
    return [
        Bar(
            "Ereignisse aus der Vergangenheit allein gefunden",
            "events found by the past alone",
            ">= 80 %",
            f"{found} / {events}",
            found >= 0.8 * events if events else None,
        ),
        Bar(
            "Meldungen in der Woche, mehr und weniger als sonst",
            "reports a week, of more and of fewer than usual",
            "<= 5.1",
            f"{weekly:.1f}" if doors else "-",
            weekly <= 5.1 if doors else None,
        ),
        Bar(
            "Vorhersage einen Tag voraus besser als der Median von sechs Wochen",
            "forecast a day ahead better than the median of six weeks",
            ", ".join(f"< {each:.2f}" for each in others) or "-",
            ", ".join(f"{each:.2f}" for each in ours) or "-",
            all(mine < other for mine, other in zip(ours, others, strict=True)) if doors else None,
        ),
        Bar(
            "Werte im Band von 90 %, wo jemand erwartet wird",
            "values within the band of 90 %, where somebody is expected",
            ">= 85 %",
            f"{100 * covered:.1f} %" if doors else "-",
            covered >= 0.85 if doors else None,
        ),
    ]


def _of_counters(counters: Sequence[CounterFigures]) -> list[Bar]:
    worst = max((each.ours_phantom for each in counters), default=math.nan)
    empty, right = (sum(each.observer_empty[at] for each in counters) for at in (0, 1))
    return [
        Bar(
            "Phantomstunden (über null, seit einer Stunde keine Bewegung), von den Stunden des Zählers",
            "phantom hours (above zero, no motion for an hour), of the counter's hours",
            "<= 5 %",
            f"{100 * worst:.1f} %" if counters else "-",
            worst <= 0.05 if counters else None,
        ),
        Bar(
            "keine Zahl über null, wo ein Mensch niemanden sah",
            "no number above zero where an observer saw nobody",
            "alle / all",
            f"{right} / {empty}",
            right == empty if empty else None,
        ),
    ]
