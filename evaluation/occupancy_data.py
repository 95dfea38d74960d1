"""Recordings of people, found by their columns: rooms with the truth beside, doors' counts, and a counter beside a sensor.

| | columns |
|---|---|
| room | a time; `Occupancy` or `…Occupancy_Count` (the truth); any of `…PIR…`, `…light…` (lx), `…CO2…` (ppm) |
| door | `timestamp`, `in_count`, `out_count`, `is_anomaly` (1: within a booked event) |
| counter | `timestamp`, `…xovis…` (people by a counter), `bms_occupancy…` (1: motion), `…observer…` (people by eye) |

Tables of one folder with the same columns are parts of one recording, put in order of time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.rooms import moment_of, times_of
from evaluation.tracks import Sheet, number, read_sheets

Column = Sequence[float]


@dataclass(frozen=True, slots=True)
class Part:
    """One file: columns over `times_ms` (rising; local times read as UTC). NaN: nothing written down."""

    name: str
    times_ms: Sequence[int]
    columns: dict[str, Column]

    def those(self, word: str) -> list[Column]:
        return [column for name, column in self.columns.items() if word in name.lower()]

    def one(self, word: str) -> Column | None:
        return next(iter(self.those(word)), None)


@dataclass(frozen=True, slots=True)
class Recording:
    """Parts in order of time."""

    name: str
    parts: tuple[Part, ...]

    @property
    def whole(self) -> Part:
        """All parts one after the other; of parts that overlap the later begins where the earlier ends."""
        times: list[int] = []
        columns: dict[str, list[float]] = {name: [] for name in self.parts[0].columns}
        for part in self.parts:
            kept = [at for at, t_ms in enumerate(part.times_ms) if not times or t_ms > times[-1]]
            for name, column in columns.items():
                column += [part.columns[name][at] for at in kept]
            times += [part.times_ms[at] for at in kept]
        return Part(self.name, times, dict(columns))


@dataclass(frozen=True, slots=True)
class Recordings:
    rooms: tuple[Recording, ...]
    doors: tuple[Recording, ...]
    counters: tuple[Recording, ...]


def read_recordings(folder: Path) -> Recordings:
    """Read all of them below `folder`."""
    sheets = [sheet for sheet in read_sheets(folder) if times_of(sheet) is not None]
    counters = [sheet for sheet in sheets if _has(sheet, "xovis") and _has(sheet, "bms_occupancy")]
    doors = [sheet for sheet in sheets if {"in_count", "out_count", "is_anomaly"} <= set(sheet.columns)]
    rooms = [sheet for sheet in sheets if truth_name(sheet.columns) and sheet not in counters]
    return Recordings(*(tuple(_joined(each)) for each in (rooms, doors, counters)))


def truth_name(names: Iterable[str]) -> str | None:
    return next((name for name in names if name.lower() == "occupancy" or name.lower().endswith("occupancy_count")), None)


def _has(sheet: Sheet, word: str) -> bool:
    return any(word in name.lower() for name in sheet.columns)


def _joined(sheets: Sequence[Sheet]) -> list[Recording]:
    groups: dict[tuple[Path, tuple[str, ...]], list[Part]] = {}
    for sheet in sheets:
        part = _part(sheet)
        if part.times_ms:
            alone = (sheet.path if _has(sheet, "xovis") else sheet.path.parent, tuple(sheet.columns))
            groups.setdefault(alone, []).append(part)
    ordered = [sorted(parts, key=lambda part: part.times_ms[0]) for parts in groups.values()]
    return [
        Recording(path.stem if path.is_file() else path.name, tuple(parts))
        for (path, _), parts in zip(groups, ordered, strict=True)
    ]


def _part(sheet: Sheet) -> Part:
    moments = [moment_of(text) for text in times_of(sheet) or ()]
    kept: list[int] = []
    for at, moment in enumerate(moments):
        if math.isfinite(moment) and (not kept or moment > moments[kept[-1]]):
            kept.append(at)
    numbers: Callable[[list[str]], Column] = lambda cells: [number(cells[at]) for at in kept]  # noqa: E731
    columns = {name: numbers(cells) for name, cells in sheet.columns.items()}
    return Part(sheet.name, [round(moments[at] * 1_000) for at in kept], columns)
