"""The same fires, a little different: whether the figures hang on when a sample fell, on noise, or on one file."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from evaluation import alone
from evaluation.alone import Rule
from evaluation.bars import median, quantile
from evaluation.fires import HangarFire, HouseFire
from evaluation.scene import Kind, Scene, hangar, house
from evaluation.tracks import Track

HEAD_NOISE_PER_M: Final = 0.002
THERMOMETER_NOISE_K: Final = 0.1


@dataclass(frozen=True, slots=True)
class Disturbance:
    """`keep_every`: only every so many rows are left. `lag_s`: the sensor follows the gas with this time constant."""

    de: str
    en: str
    phase_s: float = 0.0
    noise: float = 0.0
    keep_every: int = 1
    lag_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Stood:
    """What the bars would see. Times in seconds; NaN where there is nothing to take a figure from."""

    de: str
    en: str
    places: int
    alarmed: int
    median_s: float
    nine_of_ten_s: float
    latest_s: float
    together_median_s: float
    together_latest_s: float
    before_ignition: int


@dataclass(frozen=True, slots=True)
class StoodTall:
    de: str
    en: str
    fires: int
    alarmed: int
    median_s: float
    before_ignition: int


DISTURBANCES: Final = (
    Disturbance("wie aufgezeichnet", "as recorded"),
    Disturbance("Abtastung 0,5 s versetzt", "sampled 0.5 s later", phase_s=0.5),
    Disturbance("Rauschen 0,1 K und 0,002 1/m", "noise 0.1 K and 0.002 1/m", noise=1.0),
    Disturbance("doppeltes Rauschen", "twice that noise", noise=2.0),
    Disturbance("nur jede zweite Zeile", "every second row only", keep_every=2),
    Disturbance("Fühler 10 s träge", "sensor lags by 10 s", lag_s=10.0),
)


def of_houses(fires: Sequence[HouseFire], disturbance: Disturbance) -> Stood:
    """Play all house fires, disturbed, to the rules alone."""
    late, together, places, alarmed, early = [], [], 0, 0, 0
    for fire in fires:
        said = alone.of_scene(_disturbed(house(fire), disturbance), phase_s=disturbance.phase_s)
        first = {each.place: each.at_s.get(Rule.EITHER) for each in said}
        hits = sorted(at_s for at_s in first.values() if at_s is not None)
        places, alarmed, early = places + len(first), alarmed + len(hits), early + sum(at_s < 0 for at_s in hits)
        for place in fire.places:
            at_s, real_s = first[place.name.lower()], place.median_real_s
            if at_s is not None and real_s is not None:
                late.append(at_s - real_s)
        if len(hits) > 1 and fire.first_real_s is not None:
            together.append(hits[1] - fire.first_real_s)
    return Stood(
        disturbance.de,
        disturbance.en,
        places,
        alarmed,
        median(late),
        quantile(late, 0.9),
        max(late, default=math.nan),
        median(together),
        max(together, default=math.nan),
        early,
    )


def of_hangars(fires: Sequence[HangarFire], disturbance: Disturbance) -> StoodTall:
    """Play all hangar fires, disturbed, to the heat rule alone."""
    scenes = [_disturbed(hangar(fire), disturbance) for fire in fires]
    times = [alone.first_s(each, alone.heat_s, disturbance.phase_s) for each in scenes]
    alarms = [alarm_s for alarm_s in times if alarm_s is not None]
    early = sum(alarm_s < 0 for alarm_s in alarms)
    return StoodTall(disturbance.de, disturbance.en, len(fires), len(alarms), median(alarms), early)


def without_each(fires: Sequence[HouseFire]) -> list[tuple[str, Stood]]:
    """Leave out one fire after the other: no figure may stand on a single file."""
    as_recorded = DISTURBANCES[0]
    return [(fire.name, of_houses([other for other in fires if other is not fire], as_recorded)) for fire in fires]


def _disturbed(scene: Scene, disturbance: Disturbance) -> Scene:
    sensors = []
    for sensor in scene.sensors:
        dice = random.Random(f"{scene.name} {sensor.id}")  # noqa: S311 - noise, no secret
        unit = HEAD_NOISE_PER_M if sensor.kind is Kind.SMOKE else THERMOMETER_NOISE_K
        track = sensor.track
        sensors.append(sensor if track is None else replace(sensor, track=_track(track, disturbance, unit, dice)))
    return replace(scene, sensors=sensors)


def _track(track: Track, disturbance: Disturbance, unit: float, dice: random.Random) -> Track:
    times_s, values = list(track.times_s)[:: disturbance.keep_every], list(track.values)[:: disturbance.keep_every]
    if disturbance.lag_s:
        values = _lagging(times_s, values, disturbance.lag_s)
    if disturbance.noise:
        values = [value + dice.gauss(0, unit * disturbance.noise) for value in values]
    return Track(times_s, values)


def _lagging(times_s: Sequence[float], values: Sequence[float], lag_s: float) -> list[float]:
    shown, state = [], values[0]
    for at, value in enumerate(values):
        step_s = times_s[at] - times_s[at - 1] if at else 0.0
        if math.isfinite(value):
            state = value if not math.isfinite(state) else state + (value - state) * (1 - math.exp(-step_s / lag_s))
        shown.append(state if math.isfinite(value) else math.nan)
    return shown
