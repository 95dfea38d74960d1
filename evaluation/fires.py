"""Recorded fires, found by what their columns are called, not by what their files are called.

House fire: `TIME`, `TC<place>_1` (gas °C under the ceiling), `SM<place>_1` (smoke optical density 1/m); 0 s is ignition.
Real alarms: `test`, `alarm`, `location`, `alarm_s` in a file of its own; `test` is part of the fire's file name.
Hangar fire: `Time`, and thermocouples under the ceiling (°C) called by a letter and a number (`C1` … `E16`); 0 s is ignition.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.tracks import Sheet, Track, number, read_sheets

PLACES: Final = "ABCDE"
"""Locations of a house where, without a file of real alarms, a detector is assumed."""
SPARSE_STEP: Final = 5
"""Of the thermocouples of a hangar a sparse grid keeps every fifth."""

_PLACE: Final = re.compile(r"(TC|SM)([A-Z])_1$")
_CEILING: Final = re.compile(r"[A-Z]\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place with detectors. `real_s` are the times of the real alarms that hung there; None is a meter that is missing."""

    name: str
    temp_c: Track | None
    od_per_m: Track | None
    real_s: tuple[float, ...] = ()

    @property
    def median_real_s(self) -> float | None:
        return statistics.median(self.real_s) if self.real_s else None


@dataclass(frozen=True, slots=True)
class HouseFire:
    name: str
    places: tuple[Place, ...]

    @property
    def end_s(self) -> float:
        return max(track.end_s for place in self.places for track in (place.temp_c, place.od_per_m) if track is not None)

    @property
    def first_real_s(self) -> float | None:
        return min((t_s for place in self.places for t_s in place.real_s), default=None)

    @property
    def second_real_s(self) -> float | None:
        """When the second of the places had a real alarm."""
        firsts = sorted(min(place.real_s) for place in self.places if place.real_s)
        return firsts[1] if len(firsts) > 1 else None


@dataclass(frozen=True, slots=True)
class HangarFire:
    """Thermocouples under a ceiling, by name."""

    name: str
    temps_c: Mapping[str, Track]

    @property
    def end_s(self) -> float:
        return max(track.end_s for track in self.temps_c.values())

    @property
    def sparse(self) -> HangarFire:
        """The same fire under a grid that somebody would pay for."""
        names = list(self.temps_c)[::SPARSE_STEP]
        return HangarFire(self.name, {name: self.temps_c[name] for name in names})


@dataclass(frozen=True, slots=True)
class Fires:
    houses: tuple[HouseFire, ...]
    hangars: tuple[HangarFire, ...]


def read_fires(folder: Path) -> Fires:
    """Read all fires below `folder`."""
    sheets = list(read_sheets(folder))
    alarms = _real_alarms(sheets)
    houses, hangars = [], []
    for sheet in sheets:
        time = next((name for name in sheet.columns if name.lower() == "time"), None)
        if time is None:
            continue
        times_s = [number(cell) for cell in sheet.columns[time]]
        if places := _places(sheet, times_s, alarms.get(_test_of(sheet, alarms), {})):
            houses.append(HouseFire(sheet.name, places))
        elif ceiling := [name for name in sheet.columns if _CEILING.match(name)]:
            hangars.append(HangarFire(sheet.name, {name: sheet.track(name, times_s) for name in ceiling}))
    return Fires(tuple(houses), tuple(hangars))


def _real_alarms(sheets: Iterable[Sheet]) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        if {"test", "location", "alarm_s"} <= sheet.columns.keys():
            columns = (sheet.columns[name] for name in ("test", "location", "alarm_s"))
            for test, location, alarm_s in zip(*columns, strict=True):
                if math.isfinite(at_s := number(alarm_s)):  # one that never sounded has no time
                    found[test][location].append(at_s)
    return found


def _test_of(sheet: Sheet, tests: Iterable[str]) -> str:
    """Return the test whose name stands in the file's; the longest, so that SDC3 is not taken for SDC35."""
    return max((test for test in tests if test and test in sheet.name), key=len, default="")


def _places(sheet: Sheet, times_s: list[float], alarms: Mapping[str, list[float]]) -> tuple[Place, ...]:
    meters = {match.group(1, 2): name for name in sheet.columns if (match := _PLACE.match(name))}
    if not meters:
        return ()
    names = sorted(alarms) if alarms else sorted({place for _, place in meters if place in PLACES})

    def track(kind: str, place: str) -> Track | None:
        column = meters.get((kind, place))
        return sheet.track(column, times_s) if column else None

    return tuple(Place(name, track("TC", name), track("SM", name), tuple(alarms.get(name, ()))) for name in names)
