"""What a hall offers, as the office enters it: size, sports, court lines, equipment, accessibility. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

SIZES: Final = ("gym", "single", "double", "triple", "quad", "other")
"""A gymnastics room, then halls of one to four courts of 15 m by 27 m (DIN 18032-1)."""
ACCESS: Final = ("step_free", "lift", "changing", "toilet", "hearing_loop", "parking")
_EARTH_KM: Final = 6_371.0


@dataclass(frozen=True, slots=True)
class Marking:
    """Court lines on the floor: `courts` of a sport, lying in `sections` (none: anywhere)."""

    sport: str
    courts: int = 1
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """How accessible a place is; None: nobody entered it. `changing` and `toilet` are those for wheelchair users."""

    step_free: bool | None = None
    lift: bool | None = None
    changing: bool | None = None
    toilet: bool | None = None
    hearing_loop: bool | None = None
    parking: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Lengths in metres, area in square metres; 0 where nobody entered it. `floor` is the covering, `size` one of `SIZES`."""

    size: str = "other"
    area_m2: int = 0
    length_m: float = 0
    width_m: float = 0
    height_m: float = 0
    floor: str = ""
    sports: tuple[str, ...] = ()
    markings: tuple[Marking, ...] = ()
    equipment: tuple[str, ...] = ()
    access: Access = Access()
    note: str = ""

    def has_sport(self, sport: str) -> bool:
        """Say whether a sport can be done here; a hall nobody described takes any."""
        wanted = sport.casefold()
        told = {one.casefold() for one in (*self.sports, *(line.sport for line in self.markings))}
        return wanted in told or not told

    def has_marking(self, sport: str, sections: tuple[int, ...] = ()) -> bool:
        """Say whether there are lines for a sport, within these sections if they are told."""
        wanted, cells = sport.casefold(), set(sections)
        return any(
            line.sport.casefold() == wanted and (not cells or not line.sections or cells.issuperset(line.sections))
            for line in self.markings
        )

    @property
    def accessible(self) -> bool:
        """Whether a wheelchair user gets in and finds a toilet, as far as somebody entered it."""
        return bool(self.access.step_free and self.access.toilet)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the way along a great circle between two places given as latitude and longitude in degrees."""
    lat, lon, lat_2, lon_2 = map(radians, (*one, *other))
    half = sin((lat_2 - lat) / 2) ** 2 + cos(lat) * cos(lat_2) * sin((lon_2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
