"""What is played to an agent: its sensors with what they measured, and how its zones are set up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evaluation.fires import HangarFire, HouseFire
from evaluation.rooms import Room
from evaluation.tracks import Track

LEAD_S: Final = 120.0
"""How long the agent watches the quiet room before the recording begins."""
HANGAR_LEAD_S: Final = 60.0
MANY: Final = 20
MANY_RHYTHM_S: Final = 2.0
"""More thermometers than this are looked at every other second, which is slower than in a hall."""
ZERO_AT_MOST_PER_M: Final = 0.05
"""A head that shows more than this (optical density 1/m) in the clean air before the fire does not pass commissioning."""
QUIET_RHYTHM_S: Final = 20.0
AIR_RHYTHM_S: Final = 25.0


class Kind(StrEnum):
    SMOKE = "smoke"
    HEAT = "heat"
    CO2 = "co2"


@dataclass(frozen=True, slots=True)
class Sensor:
    """`track` is what it measures: optical density in 1/m, °C or ppm; None is a meter that is not there."""

    id: str
    zone: str
    place: str
    kind: Kind
    track: Track | None

    @property
    def measures(self) -> bool:
        """Whether there is a meter that could be commissioned: it gives numbers, and a head is near zero in clean air."""
        if self.track is None or not self.track.alive:
            return False
        return self.kind is not Kind.SMOKE or self.track.first <= ZERO_AT_MOST_PER_M

    def at(self, t_s: float) -> float:
        """Return what the device shows, NaN for nothing.

        A head is zeroed in clean air, so the meter's first value is taken off, and it cannot show less than clean air.
        """
        if self.track is None:
            return math.nan
        value = self.track.at(t_s)
        return max(0.0, value - max(0.0, self.track.first)) if self.kind is Kind.SMOKE else value


@dataclass(frozen=True, slots=True)
class Scene:
    """One agent's afternoon. Times count from the recording's zero; the agent begins `lead_s` earlier.

    `dependency` and `profile` are those of the zones. `rhythm_s`: how seldom sensors are looked at; 0: as often as in a hall.
    """

    name: str
    sensors: Sequence[Sensor]
    end_s: float
    dependency: str = "none"
    profile: str = "room"
    lead_s: float = LEAD_S
    rhythm_s: float = 0.0

    @property
    def zones(self) -> dict[str, str]:
        """Names by id."""
        return {sensor.zone: zone_name(sensor.zone) for sensor in self.sensors}


def zone_name(zone: str) -> str:
    return f"Ort {zone.upper()}"


def house(fire: HouseFire, *, together: bool = False) -> Scene:
    """Every place has a head and a thermometer. Each place is a zone of its own, or `together` all are one with rule B."""
    sensors = []
    for place in fire.places:
        name = place.name.lower()
        zone = "haus" if together else name
        sensors.append(Sensor(f"smoke-{name}", zone, name, Kind.SMOKE, place.od_per_m))
        sensors.append(Sensor(f"heat-{name}", zone, name, Kind.HEAT, place.temp_c))
    return Scene(fire.name, sensors, fire.end_s, dependency="B" if together else "none")


def hangar(fire: HangarFire) -> Scene:
    """Thermometers under a tall roof, one zone."""
    sensors = [Sensor(f"heat-{name.lower()}", "halle", name.lower(), Kind.HEAT, track) for name, track in fire.temps_c.items()]
    rhythm_s = MANY_RHYTHM_S if len(sensors) > MANY else 0.0
    return Scene(f"{fire.name} ({len(sensors)})", sensors, fire.end_s, profile="tall", lead_s=HANGAR_LEAD_S, rhythm_s=rhythm_s)


def quiet_room(room: Room) -> Scene:
    """A room in which nothing burned; looked at seldom, so that weeks pass in minutes.

    Its CO2 is played where there is no thermometer: an MH-Z19B answers over its serial line, which takes longer.
    """
    if not room.temps_c:
        airs = [
            Sensor(f"co2-{at}", "raum", f"place-{at}", Kind.CO2, track) for at, track in enumerate(room.co2_ppm.values(), 1)
        ]
        return Scene(room.name, airs, room.end_s, rhythm_s=AIR_RHYTHM_S)
    sensors = [
        Sensor(f"heat-{number}", "raum", f"place-{number}", Kind.HEAT, track)
        for number, track in enumerate(room.temps_c.values(), start=1)
    ]
    return Scene(room.name, sensors, room.end_s, rhythm_s=QUIET_RHYTHM_S)
