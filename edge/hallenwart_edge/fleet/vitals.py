"""Numbers of the machine for the heartbeat."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

THERMAL: Final = Path("/sys/class/thermal/thermal_zone0/temp")


@dataclass(frozen=True, slots=True)
class Vitals:
    disk_free_mb: int
    temp_cpu_c: float | None


def read_vitals(state_dir: Path, thermal: Path = THERMAL) -> Vitals:
    """Read free space of the card (MB) and warmth of the processor (None where there is no sensor)."""
    disk = os.statvfs(state_dir)
    return Vitals(disk_free_mb=disk.f_bavail * disk.f_frsize // 1_000_000, temp_cpu_c=_temperature(thermal))


def _temperature(thermal: Path) -> float | None:
    try:
        return int(thermal.read_text()) / 1000
    except (OSError, ValueError):
        return None
