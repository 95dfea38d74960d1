"""People in places, counted at doors, and how sure that is. Pure.

A place is a hall or sections of it. A door leads into the whole hall or into sections, from outside or from other sections:

    door                       nordpark   nordpark/1   nordpark/2
    outside > 1                   +1          +1            0
    2 > 1 (a passage)              0          +1           -1
    outside > the whole hall      +1       nobody can say: sections are not counted then

Each passage is wrong with the error rate of its door. These errors are as often too many as too few, so they do not move the
count but widen it: each passage adds its error rate to the variance. Proof that nobody is there makes
the variance zero again. A count never falls below zero: whoever leaves an empty place was missed on the way in, and that is
noted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.people import SensorKind, place_id

Z_95: Final = 1.96
SURE_VARIANCE: Final = 0.05
"""Up to here the count itself is right nineteen times of twenty."""
FRESH_VARIANCE: Final = 1.0
"""A device put into service begins at zero and does not know it."""
UNWATCHED_VARIANCE: Final = 1.0
"""What an interruption of counting may hide at once, and again with each minute that it lasts."""
KEPT_FOR_MS: Final = 10 * 60_000
"""A count survives an interruption this long; after a longer one it is not known until nobody is there."""
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Place:
    """A hall, or `sections` of it in rising order; none: the whole hall."""

    hall: str
    sections: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return place_id(self.hall, self.sections)


@dataclass(frozen=True, slots=True)
class DoorSpec:
    """A counter at a door into `sections` of a hall (none: the whole hall), from outside or out of other sections.

    `remembers`: it adds up by itself, also while nobody listens.
    """

    id: str
    hall: str
    sections: tuple[int, ...] = ()
    out_of: tuple[int, ...] = ()
    remembers: bool = False
    kind: str = SensorKind.COUNTER

    @property
    def place(self) -> Place:
        return Place(self.hall, self.sections)


def effect(door: DoorSpec, place: Place) -> int | None:
    """Return what one passage in changes at a place: 1, 0 or -1; None when nobody can say."""
    if door.hall != place.hall:
        return 0
    if not place.sections:
        return 0 if door.out_of else 1
    into, out_of = _within(door.sections, place), _within(door.out_of, place) if door.out_of else False
    return None if into is None or out_of is None else int(into) - int(out_of)


def _within(sections: tuple[int, ...], place: Place) -> bool | None:
    """Say whether sections lie in a place (True) or apart from it (False); None: in part."""
    if sections and set(sections) <= set(place.sections):
        return True
    return False if sections and set(sections).isdisjoint(place.sections) else None


def is_counted(place: Place, doors: Iterable[DoorSpec]) -> bool:
    """Say whether the doors can count a place: each leads into it, out of it or past it, and one does not lead past it."""
    effects = [effect(door, place) for door in doors]
    return None not in effects and any(effects)


def places_of(doors: Sequence[DoorSpec], others: Iterable[Place] = ()) -> list[Place]:
    """Return every place that is named, and the halls they are part of: whole halls first."""
    named = {door.place for door in doors} | {Place(door.hall, door.out_of) for door in doors} | {*others}
    named |= {Place(place.hall) for place in named}
    return sorted(named, key=lambda place: (place.hall, len(place.sections), place.sections))


@dataclass(frozen=True, slots=True)
class Running:
    """A running count. `known` False: what it says means nothing. `missed`: entries that must have been missed since proof."""

    people: int = 0
    variance: float = 0.0
    known: bool = True
    missed: int = 0

    @property
    def low(self) -> int:
        return max(0, self.people - _reach(self.variance))

    @property
    def high(self) -> int:
        return self.people + _reach(self.variance)


def _reach(variance: float) -> int:
    """Return how far the true number may lie from the count, nineteen times of twenty (normal, whole numbers)."""
    return max(math.ceil(Z_95 * math.sqrt(variance) - 0.5), int(variance > SURE_VARIANCE))


def passed(state: Running, persons: int, error: float) -> Running:
    """Count persons who came in (above 0) or went out (below 0). `error`: the likelihood that one of them is wrong."""
    people = state.people + persons
    variance = state.variance + error * abs(persons)
    return replace(state, people=max(0, people), variance=variance, missed=state.missed + max(0, -people))


def late(state: Running, persons: int, missed: int) -> tuple[Running, int]:
    """Take in persons who came in by a door that is heard of late: so many who left before were thought missed.

    Returns the count with these given back, and how many of the persons are still to be counted.
    """
    known = min(persons, missed, state.missed)
    return replace(state, missed=state.missed - known), persons - known


def emptied(variance: float = 0.0) -> Running:
    """Begin anew at zero: nobody is there. `variance` is above 0 where that is likely rather than proven."""
    return Running(variance=variance)


def told(people: int, variance: float) -> Running:
    """Take the number that a sensor sees at once."""
    return Running(people=people, variance=variance)


def unwatched(state: Running, lasted_ms: int | None) -> Running:
    """Take in that doors were not watched for so long; None: nobody knows how long."""
    if lasted_ms is None or lasted_ms > KEPT_FOR_MS:
        return replace(state, known=False)
    return replace(state, variance=state.variance + UNWATCHED_VARIANCE * (1 + max(0, lasted_ms) / _MINUTE_MS))


def within(part: Running, whole: Running) -> Running:
    """Return the count of sections as it can be at most: nobody is in a part of a hall and not in the hall."""
    if not whole.known or part.people <= whole.people:
        return part
    return replace(part, people=whole.people, missed=part.missed)
