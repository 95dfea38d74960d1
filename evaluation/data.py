"""Where the recordings lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from hallenwart_sim.recordings import DATA_VARIABLE

BESIDE: Final = Path(__file__).parents[2] / "shared" / "data"
_NEEDED: Final = f"""Keine Aufnahmen in {{folder}}. / No recordings in {{folder}}.
Gebraucht wird ein Ordner mit Tabellen (.csv oder .txt); ${DATA_VARIABLE} nennt ihn. / What is needed is a folder with tables:
  - house fires: TIME, TC<place>_1 in °C, SM<place>_1 as optical density in 1/m; 0 s is ignition
  - real alarms of these fires: test, alarm, location, alarm_s
  - hangar fires: Time and ceiling thermocouples C1 … E16 in °C
  - quiet rooms: date or timestamp, and columns with "temp" (°C) or "co2" (ppm) in their names
  - people in rooms: the same, with Occupancy (0/1) or …Occupancy_Count beside, and "pir", "light" (lx), "co2" (ppm)
  - people at doors: timestamp, in_count, out_count, is_anomaly
  - a counter that drifts: timestamp, xovis… (people), bms_occupancy… (0/1), …observer… (people)
docs/evaluation.md says where such recordings can be had."""


class NoDataError(Exception):
    """Raised when there is no folder with tables; says what would be needed."""


def data_folder(named: Path | None = None) -> Path:
    """Return the folder of the recordings: `named`, that of the environment, or the one beside the repository."""
    from_environment = os.environ.get(DATA_VARIABLE)
    folder = named or (Path(from_environment) if from_environment else BESIDE)
    if not folder.is_dir() or not any(path.suffix.lower() in (".csv", ".txt") for path in folder.rglob("*")):
        raise NoDataError(_NEEDED.format(folder=folder))
    return folder.resolve()
