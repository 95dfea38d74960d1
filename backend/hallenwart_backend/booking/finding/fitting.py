"""Which halls are looked for, and in words why a free time fits. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hallenwart_backend.booking.finding.rules import Spot, in_named
from hallenwart_backend.booking.finding.sports import words_of
from hallenwart_backend.booking.model import Group
from hallenwart_backend.halls.facts import distance_km
from hallenwart_backend.halls.model import Hall, Site

_COURTS: Final = {"gym": 0.5, "single": 1.0, "double": 2.0, "triple": 3.0, "quad": 4.0}
COURT_M2: Final = 405
"""A court of 15 m by 27 m (DIN 18032-1)."""


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that speaks for a place (`ok`) or is to be known about it; `code` for programs, the words for people."""

    code: str
    ok: bool
    de: str
    en: str


ACCESSIBLE: Final = Match("accessible", ok=True, de="stufenfrei, mit Rollstuhl-WC", en="step-free, with accessible toilet")
CHILDREN_FIRST: Final = Match("children_first", ok=False, de="Kinder haben hier Vorrang", en="children come first here")


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for. `sections` is how many one wants; `capacity` how many people must be let in."""

    sections: int = 1
    sport: str = ""
    marking: str = ""
    accessible: bool = False
    capacity: int = 0
    site: str = ""
    hall: str = ""
    children: bool = False
    group: str = Group.CLUB


def courts_of(hall: Hall) -> float:
    """Return the size in courts of 15 m by 27 m; a hall nobody described has as many as sections."""
    if hall.facts.size in _COURTS:
        return _COURTS[hall.facts.size]
    return hall.facts.area_m2 / COURT_M2 if hall.facts.area_m2 else float(hall.sections)


def wanted_in(hall: Hall, sections: int) -> int | None:
    """Return how many sections of this hall serve who wants so many; None when it is too small."""
    if hall.sections >= sections:
        return sections
    return hall.sections if courts_of(hall) >= sections else None


def fits(hall: Hall, need: Need) -> bool:
    """Say whether a hall is one of those looked for, free or not."""
    return (
        not hall.is_room
        and need.site in {"", hall.site.id}
        and need.hall in {"", hall.id}
        and wanted_in(hall, need.sections) is not None
        and (not need.sport or hall.facts.has_sport(need.sport))
        and (not need.marking or hall.facts.has_marking(need.marking))
        and (not need.accessible or hall.facts.accessible)
        and hall.capacity >= need.capacity
    )


def open_to(spot: Spot, group: str) -> bool:
    """Say whether a group may be there then: some times are for schools only."""
    return group == Group.SCHOOL or not in_named(spot.hall, "school", spot.start_ms, spot.end_ms)


def matches_of(spot: Spot, need: Need) -> list[Match]:
    """Return why a free time fits what was looked for, and what to know about it."""
    found = []
    if need.sport:
        found.append(sport_match(spot.hall, need.sport))
    if need.marking:
        found.append(marking_match(spot, need.marking))
    if need.accessible:
        found.append(ACCESSIBLE)
    if need.capacity:
        most = spot.hall.capacity
        found.append(Match("capacity", ok=True, de=f"bis {most} Personen", en=f"up to {most} people"))
    if not need.children and in_named(spot.hall, "children", spot.start_ms, spot.end_ms):
        found.append(CHILDREN_FIRST)
    return found


def sport_match(hall: Hall, sport: str) -> Match:
    de, en = words_of(sport)
    if not (hall.facts.sports or hall.facts.markings):
        return Match("sport", ok=False, de=f"{de}: nicht bekannt", en=f"{en}: not known")
    return Match("sport", ok=True, de=f"{de} möglich", en=f"{en} possible")


def marking_match(spot: Spot, sport: str) -> Match:
    """Say whether the lines lie in the part one would take."""
    de, en = words_of(sport)
    if spot.hall.facts.has_marking(sport, spot.sections):
        return Match("marking", ok=True, de=f"Linien für {de}", en=f"lines for {en}")
    return Match("marking", ok=False, de=f"in diesem Teil keine Linien für {de}", en=f"no lines for {en} in this part")


def way_km(one: Site, other: Site) -> float | None:
    """Return the way between two sites as the crow flies; None where a position is not known."""
    if one.id == other.id:
        return 0.0
    return distance_km(one.position, other.position) if one.position and other.position else None
