"""SIMULATED nuisances: what looks like a fire to a detector and is none. Nobody measured these; they are models.

There is no recording of chalk dust or fog in a sports hall that could be shipped, so each case is a source, the air that
carries it, and a detector some way off. Smoke optical density follows from the mass in the air by geometric optics:

    OD = s * c / ln 10      s = 3 Q / (2 rho d), Q about 2      (1/m; c in g/m³, d the particles' diameter)

Figures that went in are in the docstring of each case, so that whoever measures a real hall can put in better ones.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

SIMULATED: Final = "simuliert, nicht gemessen / simulated, not measured"
STEP_S: Final = 1.0

_EXTINCTION_EFFICIENCY: Final = 2.0
_LN10: Final = math.log(10)


class NuisanceRow(NamedTuple):
    """One moment at the detector. `t_s` counts from the beginning of the quiet time before."""

    t_s: float
    od_per_m: float
    temp_c: float
    pm2_5_ug_m3: float
    pm10_ug_m3: float
    humidity_pct: float


@dataclass(frozen=True, slots=True)
class Cloud:
    """Particles or droplets: diameter (µm), density (g/cm³), and the share of their mass that a dust sensor calls PM2.5."""

    diameter_um: float
    density_g_cm3: float
    fine_share: float

    def od_per_m(self, g_m3: float) -> float:
        extinction_m2_g = 3 * _EXTINCTION_EFFICIENCY / (2 * self.density_g_cm3 * self.diameter_um)
        return extinction_m2_g * g_m3 / _LN10


@dataclass(frozen=True, slots=True)
class Air:
    """What differs from a quiet room at one moment: grams in a cubic metre, kelvin, and percent relative humidity."""

    g_m3: float = 0.0
    warmer_k: float = 0.0
    moister_pct: float = 0.0


@dataclass(frozen=True, slots=True)
class Nuisance:
    """A case. `air` returns what is in the air `t_s` after its beginning, drawn with the dice of a seed."""

    name: str
    de: str
    en: str
    lasts_s: float
    cloud: Cloud | None
    air: Callable[[random.Random], Callable[[float], Air]]
    tall: bool = False
    """Whether it happens under a high roof, where thermometers are judged by the tall profile."""

    def rows(self, *, seed: int = 1, strength: float = 1.0, quiet_s: float = 600.0) -> Iterator[NuisanceRow]:
        """Yield it second by second after `quiet_s` of quiet air. `strength` scales everything it brings."""
        dice = random.Random(f"{self.name} {seed}")
        air = self.air(dice)
        for step in range(int((quiet_s + self.lasts_s) / STEP_S) + 1):
            t_s = step * STEP_S
            now = air(t_s - quiet_s) if t_s >= quiet_s else Air()
            yield self._row(t_s, now, strength, dice)

    def _row(self, t_s: float, now: Air, strength: float, dice: random.Random) -> NuisanceRow:
        g_m3 = now.g_m3 * strength
        coarse_ug_m3 = g_m3 * 1e6
        fine_share = self.cloud.fine_share if self.cloud else 0.0
        od_per_m = self.cloud.od_per_m(g_m3) if self.cloud else 0.0
        return NuisanceRow(
            t_s,
            max(0.0, od_per_m + dice.gauss(0, 0.0008)),
            20.0 + now.warmer_k * strength + dice.gauss(0, 0.06),
            max(0.0, 8 + coarse_ug_m3 * fine_share + dice.gauss(0, 1)),
            max(0.0, 12 + coarse_ug_m3 + dice.gauss(0, 2)),
            min(100.0, 45 + now.moister_pct * strength + dice.gauss(0, 0.4)),
        )


def _puff(t_s: float, at_s: float, *, rises_s: float, fades_s: float) -> float:
    """Return the share (0 to 1) of a puff let go at `at_s`: it reaches the detector, thins out and settles."""
    age_s = t_s - at_s
    if age_s <= 0:
        return 0.0
    peak_s = math.log(fades_s / rises_s) * rises_s * fades_s / (fades_s - rises_s)
    highest = math.exp(-peak_s / fades_s) - math.exp(-peak_s / rises_s)
    return (math.exp(-age_s / fades_s) - math.exp(-age_s / rises_s)) / highest


def _ramp(t_s: float, *, to_s: float) -> float:
    """Return how far (0 to 1) something got that approaches its end with the time constant `to_s`."""
    return 1 - math.exp(-max(0.0, t_s) / to_s)


def chalk(dice: random.Random) -> Callable[[float], Air]:
    """Gymnasts clap magnesia (MgCO3, 6 µm) for 20 min, 4 m below the head: 12 puffs of 5 to 40 mg/m³ that fade in 40 s."""
    claps = [(dice.uniform(0, 1_100), dice.uniform(0.005, 0.040)) for _ in range(12)]
    return lambda t_s: Air(sum(g * _puff(t_s, at_s, rises_s=6, fades_s=40) for at_s, g in claps))


def fog(dice: random.Random) -> Callable[[float], Air]:
    """A fog machine puts 100 g/min of glycol (2 µm) into 1,500 m³ for 4 min; it stays for half an hour."""
    late_s = dice.uniform(20, 60)
    return lambda t_s: Air(0.25 * _ramp(t_s - late_s, to_s=120) * math.exp(-max(0.0, t_s - 300) / 1_200))


def hair_spray(dice: random.Random) -> Callable[[float], Air]:
    """8 g of hair spray (12 µm) in a changing room, 1 m below the head, twice: 0.4 g/m³ there, settled within half a minute."""
    sprays = [(dice.uniform(5, 20), 1.0), (dice.uniform(60, 120), dice.uniform(0.5, 1.0))]
    return lambda t_s: Air(0.4 * sum(share * _puff(t_s, at_s, rises_s=3, fades_s=14) for at_s, share in sprays))


def shower(dice: random.Random) -> Callable[[float], Air]:
    """The door of a hot shower room stands open for 4 min: droplets (8 µm), 5 K warmer and moist to saturation at the head."""
    opens_s = dice.uniform(10, 30)

    def air(t_s: float) -> Air:
        came = _ramp(t_s - opens_s, to_s=70) * math.exp(-max(0.0, t_s - opens_s - 240) / 180)
        return Air(0.22 * came**2, 5.0 * came, 54 * came)

    return air


def sweeping(dice: random.Random) -> Callable[[float], Air]:
    """Mats are thrown and the floor is swept for 15 min: dust (10 µm), 20 bursts of 2 to 60 mg/m³ at the head."""
    bursts = [(dice.uniform(0, 850), dice.uniform(0.002, 0.060)) for _ in range(20)]
    return lambda t_s: Air(sum(g * _puff(t_s, at_s, rises_s=10, fades_s=60) for at_s, g in bursts))


def sun(dice: random.Random) -> Callable[[float], Air]:
    """Sun on a sheet-metal roof after clouds: the air below it warms by 14 K in 2 h, with cloud shadows of 1 to 2 K."""
    shadows = [(dice.uniform(600, 7_000), dice.uniform(1.0, 2.0)) for _ in range(6)]

    def air(t_s: float) -> Air:
        shade_k = sum(k * _puff(t_s, at_s, rises_s=120, fades_s=300) for at_s, k in shadows)
        return Air(warmer_k=14 * _ramp(t_s, to_s=4_000) - shade_k)

    return air


def heating(dice: random.Random) -> Callable[[float], Air]:
    """Warm-air heating starts in the cold morning: its jet brings the ceiling up by 7 K within 15 min, then cycles by 1.5 K."""
    cycle_s = dice.uniform(420, 540)

    def air(t_s: float) -> Air:
        cycling_k = 0.75 * math.sin(2 * math.pi * t_s / cycle_s) * _ramp(t_s - 900, to_s=300)
        return Air(warmer_k=7 * _ramp(t_s, to_s=420) + cycling_k)

    return air


def draught(dice: random.Random) -> Callable[[float], Air]:
    """In winter the hall's gate stands open for 3 min: the thermometer falls by 8 K and comes back within 6 min."""
    opens_s = dice.uniform(5, 40)
    return lambda t_s: Air(
        warmer_k=-8 * (_ramp(t_s - opens_s, to_s=60) if t_s < opens_s + 180 else 0.95 * math.exp(-(t_s - opens_s - 180) / 130))
    )


NUISANCES: Final = {
    each.name: each
    for each in (
        Nuisance("chalk", "Magnesiastaub", "magnesia dust", 1_200, Cloud(6, 2.2, 0.15), chalk),
        Nuisance("fog", "Nebelmaschine", "fog machine", 1_800, Cloud(2, 1.1, 0.7), fog),
        Nuisance("hair_spray", "Haarspray", "hair spray", 300, Cloud(12, 0.9, 0.05), hair_spray),
        Nuisance("shower", "Wasserdampf aus der Dusche", "shower steam", 900, Cloud(8, 1.0, 0.1), shower),
        Nuisance("sweeping", "Staub vom Fegen und von Matten", "dust from sweeping", 1_000, Cloud(10, 2.0, 0.1), sweeping),
        Nuisance("sun", "Sonne auf dem Dach", "sun on the roof", 7_800, None, sun, tall=True),
        Nuisance("heating", "Heizung läuft an", "heating starts", 3_600, None, heating, tall=True),
        Nuisance("draught", "Kaltluft durch das Tor", "cold draught through the gate", 900, None, draught, tall=True),
    )
}
"""All cases by name. Every row of them is simulated."""
