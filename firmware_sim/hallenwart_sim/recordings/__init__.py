"""Recordings of real fires and of people at a real door: short excerpts lie here, full ones are used where they exist.

Sources and licences stand in the README beside the files. The folder of the full recordings is named by $HALLENWART_DATA;
without it, `../shared/data` beside the repository is tried.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

DATA_VARIABLE: Final = "HALLENWART_DATA"

_HERE: Final = Path(__file__).parent


class UnknownRecordingError(KeyError):
    """Raised for a name that is not in `names()`."""


class FireRow(NamedTuple):
    """One moment of a fire; `t_s` counts from ignition. None where the recording has no such instrument."""

    t_s: float
    od_per_m: float | None
    temp_c: float | None


class PeopleRow(NamedTuple):
    """People through a door in the half hour from `t_s` (seconds since local midnight)."""

    t_s: float
    people_in: int
    people_out: int


@dataclass(frozen=True, slots=True)
class _Fire:
    file: str
    time: str
    temp_c: str
    od_per_m: str | None = None


_FIRES: Final = {
    "nist-sdc05": _Fire("nist_smoke_alarms/NIST_Smoke_Alarms_SDC05.csv", "TIME", "TCC_1", "SMC_1"),
    "nist-sdc07": _Fire("nist_smoke_alarms/NIST_Smoke_Alarms_SDC07.csv", "TIME", "TCE_1", "SME_1"),
    "nist-sdc33": _Fire("nist_smoke_alarms/NIST_Smoke_Alarms_SDC33.csv", "TIME", "TCD_1", "SMD_1"),
    "nist-sdc38": _Fire("nist_smoke_alarms/NIST_Smoke_Alarms_SDC38.csv", "TIME", "TCE_1", "SME_1"),
    "usn-hangar-04": _Fire("usn_hangars/USN_Hawaii_ExpData_Test_04.csv", "Time", "C12"),
}
_DOOR: Final = "calit2-door"
_DOOR_FILE: Final = "calit2/calit2_weeks_01_10.csv"
_DOOR_DAY: Final = "2005-08-18"


def names() -> tuple[str, ...]:
    return (*_FIRES, _DOOR)


def load(name: str, *, excerpt: bool = False) -> Iterator[FireRow]:
    """Yield the rows of a fire, in full where the full recording exists and `excerpt` does not forbid it.

    Raises:
        UnknownRecordingError: there is no fire of that name.
    """
    if name not in _FIRES:
        raise UnknownRecordingError(f"no fire {name!r}; there are {', '.join(_FIRES)}")
    full = None if excerpt else _full(_FIRES[name].file)
    return _fire_rows(full, _FIRES[name]) if full else _fire_rows(_HERE / f"{name}.csv", _Fire("", "t_s", "temp_c", "od_per_m"))


def load_people(name: str = _DOOR, *, day: str = _DOOR_DAY, excerpt: bool = False) -> Iterator[PeopleRow]:
    """Yield one day of a door. Other days than the excerpt's need the full recording.

    Raises:
        UnknownRecordingError: there is no door of that name, or no such day.
    """
    if name != _DOOR:
        raise UnknownRecordingError(f"no door {name!r}; there is {_DOOR}")
    full = None if excerpt else _full(_DOOR_FILE)
    rows = list(_people_rows(full or _HERE / f"{_DOOR}.csv", day))
    if not rows:
        raise UnknownRecordingError(f"{name!r} has no day {day}")
    return iter(rows)


def _full(file: str) -> Path | None:
    named = os.environ.get(DATA_VARIABLE)
    folder = Path(named) if named else _HERE.joinpath(*[".."] * 4, "shared", "data")
    path = folder.resolve() / file
    return path if path.is_file() else None


def _fire_rows(path: Path, columns: _Fire) -> Iterator[FireRow]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            od_per_m = row[columns.od_per_m] if columns.od_per_m else ""
            temp_c = row[columns.temp_c]
            yield FireRow(
                float(row[columns.time]),
                float(od_per_m) if od_per_m else None,
                float(temp_c) if temp_c else None,
            )


def _people_rows(path: Path, day: str) -> Iterator[PeopleRow]:
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["timestamp"].startswith(day):
                at = datetime.fromisoformat(row["timestamp"]).replace(tzinfo=UTC)
                yield PeopleRow((at - midnight).total_seconds(), int(row["in_count"]), int(row["out_count"]))
