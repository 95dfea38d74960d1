"""Quiet rooms: nothing burned there, so nothing may alarm. Found by their columns.

Times are `date`, `timestamp`, or `Date` and `Time` (local or with an offset). A column whose name holds "temp" is a
temperature (°C), one that holds "co2" is CO2 (ppm).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from evaluation.tracks import Sheet, Track, read_sheets

GAP_S: Final = 3_600.0
"""A longer gap than this ends a stretch: the room was not watched in between."""


@dataclass(frozen=True, slots=True)
class Room:
    """One unbroken stretch; times count from its first row."""

    name: str
    temps_c: Mapping[str, Track]
    co2_ppm: Mapping[str, Track]
    end_s: float


def read_rooms(folder: Path) -> tuple[Room, ...]:
    """Read all rooms below `folder`."""
    return tuple(room for sheet in read_sheets(folder) for room in _rooms(sheet))


def _rooms(sheet: Sheet) -> list[Room]:
    names = {kind: [name for name in sheet.columns if kind in name.lower()] for kind in ("temp", "co2")}
    texts = times_of(sheet)
    if texts is None or not (names["temp"] or names["co2"]):
        return []
    readable = [at for at, text in enumerate(texts) if math.isfinite(moment_of(text))]
    sheet = Sheet(sheet.path, {name: [cells[at] for at in readable] for name, cells in sheet.columns.items()})
    moments = [moment_of(texts[at]) for at in readable]
    stretches = _stretches(moments)
    found = []
    for number, (first, last) in enumerate(stretches, start=1):
        part = Sheet(sheet.path, {name: cells[first:last] for name, cells in sheet.columns.items()})
        times_s = [moment - moments[first] for moment in moments[first:last]]
        tracks = {kind: {name: part.track(name, times_s) for name in columns} for kind, columns in names.items()}
        name = sheet.name if len(stretches) == 1 else f"{sheet.name} ({number})"
        found.append(Room(name, tracks["temp"], tracks["co2"], times_s[-1]))
    return found


def times_of(sheet: Sheet) -> list[str] | None:
    """Return what the rows say about their time; None for a table without times."""
    columns = {name.lower(): cells for name, cells in sheet.columns.items()}
    if "date" in columns and "time" in columns:
        return [f"{date} {time}" for date, time in zip(columns["date"], columns["time"], strict=True)]
    return columns.get("date") or columns.get("timestamp")


def moment_of(text: str) -> float:
    """Return seconds since the epoch, NaN for no time. Local times are read as UTC, because only differences count here."""
    try:
        moment = datetime.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        return math.nan
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _stretches(moments: list[float]) -> list[tuple[int, int]]:
    """Return (first, after the last) of each stretch without a long gap."""
    breaks = [at for at, (earlier, later) in enumerate(itertools.pairwise(moments), start=1) if later - earlier > GAP_S]
    edges = [0, *breaks, len(moments)]
    return [(first, last) for first, last in itertools.pairwise(edges) if last - first > 1]
