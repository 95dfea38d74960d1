"""A counter that drifts, beside a sensor of motion: the device's own counting and proof, minute by minute.

The counter tells a number every quarter of an hour. Its changes are played as passages in the middle of the quarter before, the
sensor as a motion sensor of the whole room: quiet from the begin of a quarter in which it saw nobody.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from evaluation.occupancy_data import Column, Part, Recording
from hallenwart_edge.occupancy import proof
from hallenwart_edge.occupancy.counting import DoorSpec, Place, Running
from hallenwart_edge.occupancy.fusion import Evidence
from hallenwart_edge.occupancy.kept import KeptPlace
from hallenwart_edge.occupancy.places import Around, Reset, WatchedPlace
from hallenwart_edge.occupancy.proof import Circumstance

MINUTE_MS: Final = 60_000
QUIET_MS: Final = 60 * MINUTE_MS
ERROR: Final = 0.05
ROOM, DOOR = Place("room"), DoorSpec("door", "room")


@dataclass(frozen=True, slots=True)
class Row:
    """What counter, device, sensor and observer said at a moment. `ours` None: not to be relied on, or not known."""

    t_ms: int
    counter: int
    ours: int | None
    motion: bool | None
    observer: int | None


@dataclass(frozen=True, slots=True)
class CounterFigures:
    """Hours: `occupied_h` the counter was above zero, `phantom_h` of them the sensor had been quiet for an hour or more.

    `ours_*` the same of the device's count, minute by minute; `withheld_h` it would have said a number, but nobody was seen.
    `person_h` are person-hours. `observer_empty`, `observer_there`: (moments at which an observer saw nobody, or somebody; at
    how many of them the count said no number above zero, or one).
    """

    room: str
    days: float
    occupied_h: float
    phantom_h: float
    ours_occupied_h: float
    ours_phantom_h: float
    withheld_h: float
    person_h: float
    ours_person_h: float
    resets: int
    observer_empty: tuple[int, int]
    observer_there: tuple[int, int]
    observer_there_counter: tuple[int, int]
    rows: Sequence[Row] = ()

    @property
    def phantom(self) -> float:
        return self.phantom_h / self.occupied_h if self.occupied_h else math.nan

    @property
    def ours_phantom(self) -> float:
        """Share of the same hours: a count that is right has fewer of its own, and would be judged the harder for it."""
        return self.ours_phantom_h / self.occupied_h if self.occupied_h else math.nan


@dataclass(slots=True)
class _Minutes:
    occupied: int = 0
    phantom: int = 0
    withheld: int = 0
    persons: int = 0
    resets: int = 0


def judge(recording: Recording) -> CounterFigures | None:
    """Return the figures of a counter; None where it says nothing."""
    part = recording.whole
    counts = next(column for name, column in part.columns.items() if "xovis" in name.lower())
    if not any(math.isfinite(x) for x in counts):
        return None
    rows, minutes = _played(part, counts)
    step_h = (part.times_ms[-1] - part.times_ms[0]) / max(1, len(part.times_ms) - 1) / 3_600_000
    quiet = quiet_since(part)
    told = [(at, x) for at, x in enumerate(counts) if math.isfinite(x)]
    occupied = [at for at, x in told if x > 0]
    phantom = [at for at in occupied if (since := quiet[at]) is not None and part.times_ms[at] - since >= QUIET_MS]
    observed = [row for row in rows if row.observer is not None]
    empty, there = ([row for row in observed if ((row.observer or 0) > 0) is is_there] for is_there in (False, True))
    return CounterFigures(
        recording.name,
        len(told) * step_h / 24,
        len(occupied) * step_h,
        len(phantom) * step_h,
        minutes.occupied / 60,
        minutes.phantom / 60,
        minutes.withheld / 60,
        sum(x for _, x in told) * step_h,
        minutes.persons / 60,
        minutes.resets,
        (len(empty), sum(not row.ours for row in empty)),
        (len(there), sum((row.ours or 0) > 0 for row in there)),
        (len(there), sum(row.counter > 0 for row in there)),
        rows,
    )


def motion_of(part: Part) -> Column:
    return next(column for name, column in part.columns.items() if "bms_occupancy" in name.lower())


def quiet_since(part: Part) -> list[int | None]:
    """Return since when the sensor had seen nobody at each row; None while it sees somebody, or says nothing."""
    found: list[int | None] = []
    since: int | None = None
    for t_ms, sees in zip(part.times_ms, motion_of(part), strict=True):
        since = None if sees > 0 or math.isnan(sees) else t_ms if since is None else since
        found.append(since)
    return found


def _played(part: Part, counts: Column) -> tuple[list[Row], _Minutes]:
    watched = WatchedPlace(ROOM, KeptPlace(count=Running()), counted=True, moved_ms=part.times_ms[0])
    observer = part.one("observer")
    quiet, motion = quiet_since(part), motion_of(part)
    minutes, rows, before = _Minutes(), [], math.nan
    for at, t_ms in enumerate(part.times_ms[:-1]):
        now, after = counts[at], counts[at + 1]
        length = min(60, round((part.times_ms[at + 1] - t_ms) / MINUTE_MS))
        if math.isfinite(now):
            if math.isnan(before) and now > 0:
                watched.walked(DOOR, round(now), ERROR, t_ms)
            _look(watched, t_ms, quiet[at], motion[at])
            seen = None if observer is None or math.isnan(observer[at]) else round(observer[at])
            ours = None if watched.sure_count is None else watched.sure_count.people
            sees = None if math.isnan(motion[at]) else motion[at] > 0
            rows.append(Row(t_ms, round(now), ours, sees, seen))
        before = now
        for minute in range(length):
            moved = minute == length // 2 and math.isfinite(now) and math.isfinite(after) and now != after
            if moved:
                watched.walked(DOOR, round(after - now), ERROR, t_ms + minute * MINUTE_MS)
            reset = _look(watched, t_ms + minute * MINUTE_MS, quiet[at], motion[at])
            if math.isfinite(now):
                _add(minutes, watched, reset, quiet[at], t_ms + minute * MINUTE_MS)
    return rows, minutes


def _look(watched: WatchedPlace, now_ms: int, quiet_since_ms: int | None, sees: float) -> Reset | None:
    evidence = Evidence(motion=None if math.isnan(sees) else sees > 0)
    night = proof.is_night(datetime.fromtimestamp(now_ms / 1_000, UTC))
    return watched.look(Around(evidence, quiet_since_ms, Circumstance(night=night)), now_ms=now_ms, wall_ms=now_ms)


def _add(minutes: _Minutes, watched: WatchedPlace, reset: Reset | None, quiet_since_ms: int | None, now_ms: int) -> None:
    minutes.resets += reset is not None
    told = watched.sure_count
    minutes.withheld += told is None and watched.count.people > 0
    if told is not None and told.people > 0:
        minutes.occupied += 1
        minutes.persons += told.people
        minutes.phantom += quiet_since_ms is not None and now_ms - quiet_since_ms >= QUIET_MS
