"""The figures of each recording, as they go into the report. All times in seconds from ignition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.fires import HangarFire, HouseFire, Place
from evaluation.outcome import Outcome
from evaluation.rooms import Room

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """`works`: a sensor there measures at all. `sensors_s`: when each of the place's sensors said so. None: never."""

    name: str
    works: bool
    real_s: Sequence[float]
    median_real_s: float | None
    alarm_s: float | None
    sensors_s: Mapping[str, float]
    notified_ms: float | None

    @property
    def against_real_s(self) -> float | None:
        """How much later than the median real alarm there."""
        return None if self.alarm_s is None or self.median_real_s is None else self.alarm_s - self.median_real_s


@dataclass(frozen=True, slots=True)
class HouseFigures:
    """`together_s`: when two places agreed; `pre_alarm_s`: when the first did. `faults`: (sensor, reason)."""

    name: str
    places: Sequence[PlaceFigure]
    first_real_s: float | None
    pre_alarm_s: float | None
    together_s: float | None
    faults: Sequence[tuple[str, str]]

    @property
    def first_alarm_s(self) -> float | None:
        return min((place.alarm_s for place in self.places if place.alarm_s is not None), default=None)

    @property
    def together_late_s(self) -> float | None:
        return None if self.together_s is None or self.first_real_s is None else self.together_s - self.first_real_s

    @property
    def pre_alarm_wait_s(self) -> float | None:
        """How long the first sensor's word was held back in the common zone."""
        if self.pre_alarm_s is None or self.first_alarm_s is None:
            return None
        return self.pre_alarm_s - self.first_alarm_s


@dataclass(frozen=True, slots=True)
class HangarFigures:
    name: str
    thermometers: int
    alarm_s: float | None
    sensor: str
    notified_ms: float | None
    faults: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RoomFigures:
    """`kind`: heat, or co2 where there is no thermometer. `fast`: how many times as fast as it happened it was played."""

    name: str
    kind: str
    sensors: int
    days: float
    fires: int
    faults: Sequence[tuple[str, str]]
    readings: int
    fast: float

    @property
    def sensor_days(self) -> float:
        return self.days * self.sensors


def of_house(fire: HouseFire, apart: Outcome, together: Outcome) -> HouseFigures:
    """`apart` was played with a zone for each place, `together` with one for all and the two-place rule."""
    return HouseFigures(
        name=fire.name,
        places=[_of_place(place, apart) for place in fire.places],
        first_real_s=fire.first_real_s,
        pre_alarm_s=together.pre_alarm_s("haus"),
        together_s=together.alarm_s("haus"),
        faults=_faults(apart),
    )


def _of_place(place: Place, apart: Outcome) -> PlaceFigure:
    zone = place.name.lower()
    return PlaceFigure(
        name=place.name,
        works=any(sensor.measures for sensor in apart.scene.sensors if sensor.zone == zone),
        real_s=place.real_s,
        median_real_s=place.median_real_s,
        alarm_s=apart.alarm_s(zone),
        sensors_s=apart.sensor_s(zone),
        notified_ms=apart.notified_ms(zone),
    )


def of_hangar(fire: HangarFire, outcome: Outcome) -> HangarFigures:
    joined = outcome.sensor_s("halle")
    return HangarFigures(
        name=fire.name,
        thermometers=len(fire.temps_c),
        alarm_s=outcome.alarm_s("halle"),
        sensor=min(joined, key=lambda sensor: joined[sensor], default=""),
        notified_ms=outcome.notified_ms("halle"),
        faults=_faults(outcome),
    )


def of_room(room: Room, outcome: Outcome) -> RoomFigures:
    return RoomFigures(
        name=room.name,
        kind="heat" if room.temps_c else "co2",
        sensors=len(outcome.scene.sensors),
        days=room.end_s / DAY_S,
        fires=len(outcome.fires),
        faults=_faults(outcome),
        readings=outcome.readings,
        fast=outcome.data_s / outcome.took_s,
    )


def _faults(outcome: Outcome) -> list[tuple[str, str]]:
    return sorted({(row.sensor, row.reason) for row in outcome.faults})
