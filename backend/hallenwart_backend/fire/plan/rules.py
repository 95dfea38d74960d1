"""A site's plan: rooms as rectangles and points, in metres from the upper left corner. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

MOST_ROOMS: Final = 100
MOST_POINTS: Final = 300
LONGEST_M: Final = 500.0
SHORTEST_M: Final = 1.0
POINT_KINDS: Final = ("sensor", "locker", "door", "exit", "siren", "panel", "extinguisher", "assembly")
SEES: Final = ("", "smoke", "heat", "co", "button", "panel")
_ROUNDING_M: Final = 0.01


@dataclass(frozen=True, slots=True)
class Room:
    """`zone` empty: a room no sensor watches."""

    name: str
    x_m: float
    y_m: float
    w_m: float
    h_m: float
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """`c` is the component at `device` (a sensor's id, a compartment's number); `sees` what a sensor reacts to."""

    kind: str
    name: str
    x_m: float
    y_m: float
    device: str = ""
    c: str = ""
    sees: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    width_m: float
    height_m: float
    rooms: tuple[Room, ...] = ()
    points: tuple[Point, ...] = ()
    picture: str = ""
    """Media type of the picture behind it, empty without one."""
    changed_ms: int = 0

    def share(self, point: Point) -> tuple[float, float]:
        """Return where a point is, as shares of width and height."""
        return round(point.x_m / self.width_m, 4), round(point.y_m / self.height_m, 4)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in both languages."""

    code: str
    de: str
    en: str


def fault_of(plan: Plan, *, zones: Collection[str], devices: Collection[str]) -> Fault | None:
    """Return the first thing that does not fit: sizes, places outside, unknown zones and devices, a sensor drawn twice."""
    if len(plan.rooms) > MOST_ROOMS or len(plan.points) > MOST_POINTS:
        return Fault(
            "too_many",
            f"Höchstens {MOST_ROOMS} Räume und {MOST_POINTS} Punkte.",
            f"At most {MOST_ROOMS} rooms and {MOST_POINTS} points.",
        )
    if not all(SHORTEST_M <= side <= LONGEST_M for side in (plan.width_m, plan.height_m)):
        return Fault("bad_size", "Der Plan muss 1 bis 500 m breit und hoch sein.", "The plan must be 1 to 500 m wide and high.")
    return _outside(plan) or _unknown(plan, zones, devices) or _twice(plan)


def _outside(plan: Plan) -> Fault | None:
    for room in plan.rooms:
        inside = room.x_m >= 0 and room.y_m >= 0 and room.w_m > 0 and room.h_m > 0
        fits = room.x_m + room.w_m <= plan.width_m + _ROUNDING_M and room.y_m + room.h_m <= plan.height_m + _ROUNDING_M
        if not (inside and fits):
            return Fault(
                "outside", f"Der Raum „{room.name}“ liegt nicht im Plan.", f'The room "{room.name}" is not within the plan.'
            )
    for point in plan.points:
        if not (0 <= point.x_m <= plan.width_m and 0 <= point.y_m <= plan.height_m):
            return Fault("outside", f"„{point.name}“ liegt nicht im Plan.", f'"{point.name}" is not within the plan.')
    return None


def _unknown(plan: Plan, zones: Collection[str], devices: Collection[str]) -> Fault | None:
    for room in plan.rooms:
        if room.zone and room.zone not in zones:
            return Fault(
                "no_such_zone",
                f"Den Bereich „{room.zone}“ gibt es an diesem Standort nicht.",
                f'There is no zone "{room.zone}" at this site.',
            )
    for point in plan.points:
        if point.device and point.device not in devices:
            return Fault(
                "no_such_device",
                f"Das Gerät „{point.device}“ gibt es an diesem Standort nicht.",
                f'There is no device "{point.device}" at this site.',
            )
        if point.kind == "sensor" and not (point.device and point.c):
            return Fault(
                "which_sensor",
                f"Bei „{point.name}“ fehlt, welcher Melder an welchem Gerät es ist.",
                f'"{point.name}" does not say which sensor of which device it is.',
            )
    return None


def _twice(plan: Plan) -> Fault | None:
    sensors = Counter((one.device, one.c) for one in plan.points if one.kind == "sensor")
    for (_, c), count in sensors.items():
        if count > 1:
            return Fault("drawn_twice", f"Der Melder „{c}“ ist zweimal eingezeichnet.", f'The sensor "{c}" is drawn twice.')
    return None
