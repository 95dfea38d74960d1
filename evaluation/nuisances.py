"""The simulated nuisances, judged by each rule alone. A smoke head cannot tell fog from smoke; the table says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from evaluation import alone
from evaluation.scene import Kind, Scene, Sensor
from evaluation.tracks import Track
from hallenwart_sim.recordings.nuisance import NUISANCES, Nuisance, NuisanceRow

STRENGTHS: Final = (0.5, 1.0, 2.0)
SEEDS: Final = (1, 2, 3)
QUIET_S: Final = 600.0
SLOW_FROM_S: Final = 1_800.0
SLOW_RHYTHM_S: Final = 5.0
"""What lasts for hours is looked at every 5 s."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many of the seeds made each rule say fire, and what the worst of them brought."""

    name: str
    de: str
    en: str
    strength: float
    of: int
    smoke: int
    heat: int
    heat_tall: int
    fixed: int
    highest_od_per_m: float
    highest_c: float
    fastest_k_per_10_min: float
    highest_pm10_ug_m3: float


def judge_all() -> list[Judged]:
    return [judge(case, strength) for case in NUISANCES.values() for strength in STRENGTHS]


def judge(case: Nuisance, strength: float) -> Judged:
    """Play `case` with every seed to every rule."""
    plays = [list(case.rows(seed=seed, strength=strength, quiet_s=QUIET_S)) for seed in SEEDS]
    room, tall = [scene_of(case, rows) for rows in plays], [scene_of(case, rows, profile="tall") for rows in plays]
    rows = [row for each in plays for row in each]
    return Judged(
        name=case.name,
        de=case.de,
        en=case.en,
        strength=strength,
        of=len(plays),
        smoke=sum(alone.smoke_s(each.sensors[0], each) is not None for each in room),
        heat=sum(alone.heat_s(each.sensors[1], each) is not None for each in room),
        heat_tall=sum(alone.heat_s(each.sensors[1], each) is not None for each in tall),
        fixed=sum(alone.fixed_s(each.sensors[1], each) is not None for each in room),
        highest_od_per_m=max(row.od_per_m for row in rows),
        highest_c=max(row.temp_c for row in rows),
        fastest_k_per_10_min=max(_rise_k(each) for each in plays),
        highest_pm10_ug_m3=max(row.pm10_ug_m3 for row in rows),
    )


def scene_of(case: Nuisance, rows: list[NuisanceRow], *, profile: str = "room") -> Scene:
    """Return the case as one place with a head and a thermometer; zero is when it begins."""
    times_s = [row.t_s - QUIET_S for row in rows]
    sensors = [
        Sensor("smoke-1", "halle", "platz", Kind.SMOKE, Track(times_s, [row.od_per_m for row in rows])),
        Sensor("heat-1", "halle", "platz", Kind.HEAT, Track(times_s, [row.temp_c for row in rows])),
    ]
    rhythm_s = SLOW_RHYTHM_S if case.lasts_s > SLOW_FROM_S else 0.0
    return Scene(case.name, sensors, times_s[-1], profile=profile, lead_s=QUIET_S, rhythm_s=rhythm_s)


def _rise_k(rows: list[NuisanceRow]) -> float:
    """Return the greatest rise between minutes that lie at most ten apart."""
    minutes = [sum(row.temp_c for row in minute) / len(minute) for minute in _minutes(rows)]
    return max(later - min(minutes[max(0, at - 10) : at + 1]) for at, later in enumerate(minutes))


def _minutes(rows: list[NuisanceRow]) -> Iterator[list[NuisanceRow]]:
    for at in range(0, len(rows), 60):
        yield rows[at : at + 60]
