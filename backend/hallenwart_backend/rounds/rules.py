"""What a proposal is worth by published weights, and where a wish fits. Pure; whole numbers alone.

Time is a week of quarters of an hour: weekday 0 is Monday, quarter 72 is 18:00. A set of quarters is a whole number with
one bit a quarter. The score is a sum over the assignments, besides one term: the further hours of a club count less (`fair`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from hallenwart_backend.rounds.weights import TERMS, Weights

QUARTER_MIN: Final = 15
COURT_PEOPLE: Final = 20
"""So many people fill a court of 15 m by 27 m."""
_RANKS: Final = (100, 60, 30)
_WISHED: Final = (100, 80, 60, 40, 20)
_SAME_PLACE, _SAME_DAY, _SAME_HALL = 100, 60, 30


@dataclass(frozen=True, slots=True)
class Lines:
    """Court lines of a sport in these sections (none: anywhere)."""

    sport: str
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall in a usual week of the season. `open` by weekday; `taken` by section and weekday: others have it already.

    `tenths` is its size in tenths of a court. `sports` empty: any. After each use it stays empty for `buffer` quarters.
    """

    id: str
    sections: int
    tenths: int
    open: tuple[int, ...]
    taken: tuple[tuple[int, ...], ...]
    sports: tuple[str, ...] = ()
    lines: tuple[Lines, ...] = ()
    step_free: bool = False
    buffer: int = 0

    def needed(self, sections: int) -> int | None:
        """Return how many sections serve who wants so many; None when the hall is too small."""
        if self.sections >= sections:
            return sections
        return self.sections if self.tenths >= 10 * sections else None


@dataclass(frozen=True, slots=True)
class Want:
    """A wish. It may begin in the quarters `earliest` to `latest`; `length` in quarters; `youth` and `used` in percent.

    `last` are the places the club had last season: hall, weekday, quarter.
    """

    id: str
    club: str
    group: str
    people: int
    youth: int
    sections: int
    weekdays: tuple[int, ...]
    earliest: int
    latest: int
    length: int
    priority: int
    halls: tuple[str, ...] = ()
    sport: str = ""
    marking: str = ""
    step_free: bool = False
    used: int = 100
    last: tuple[tuple[str, int, int], ...] = ()

    @property
    def amount(self) -> int:
        """How much is wanted: quarters times sections."""
        return self.length * self.sections

    @property
    def team(self) -> tuple[str, str]:
        """Who trains: once a day at most, however many wishes it has."""
        return self.club, self.group.casefold()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the week. `start` is a quarter; `sections` lie side by side."""

    hall: str
    weekday: int
    start: int
    sections: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that a proposal is made of. `fixed` are wishes that stay where they are; None: they stay without a place."""

    halls: tuple[Hall, ...]
    wants: tuple[Want, ...]
    weights: Weights = field(default_factory=Weights)
    fixed: Mapping[str, Spot | None] = field(default_factory=dict)

    def by_hall(self) -> dict[str, Hall]:
        return {one.id: one for one in self.halls}

    def by_want(self) -> dict[str, Want]:
        return {one.id: one for one in self.wants}

    def people(self) -> dict[str, int]:
        """Return by club how many people its groups have."""
        found: dict[str, int] = {}
        for one in self.wants:
            found[one.club] = found.get(one.club, 0) + one.people
        return found


Places = Mapping[str, Spot]
"""By wish where it is; wishes without a place are not in it."""


@dataclass(frozen=True, slots=True)
class Score:
    terms: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.terms.values())


def values_of(want: Want, hall: Hall, weekday: int, start: int) -> dict[str, int]:
    """Return what speaks for a place, 0 … 100 by term; `fair` is not of a single place."""
    return {
        "youth": want.youth,
        "use": want.used,
        "size": _size(want, hall),
        "priority": _RANKS[want.priority - 1],
        "same": _same(want, hall.id, weekday, start),
        "wanted": _wanted(want, hall.id),
    }


def _size(want: Want, hall: Hall) -> int:
    sections = hall.needed(want.sections) or hall.sections
    room = max(1, hall.tenths * COURT_PEOPLE * sections // (10 * hall.sections))
    return 100 * min(want.people, room) // max(want.people, room)


def _same(want: Want, hall: str, weekday: int, start: int) -> int:
    here = [(day, at) for place, day, at in want.last if place == hall]
    if (weekday, start) in here:
        return _SAME_PLACE
    return _SAME_DAY if any(day == weekday for day, _ in here) else _SAME_HALL if here else 0


def _wanted(want: Want, hall: str) -> int:
    if not want.halls:
        return _WISHED[0]
    rank = want.halls.index(hall) if hall in want.halls else len(_WISHED)
    return _WISHED[rank] if rank < len(_WISHED) else 0


def points(weights: Weights, want: Want, hall: Hall, weekday: int, start: int) -> int:
    """Return what an assignment is worth, without `fair`."""
    told = values_of(want, hall, weekday, start)
    each: int = sum(getattr(weights, term) * value for term, value in told.items())
    return want.amount * each


@cache
def fair_steps(weight: int, people: int, most: int) -> tuple[int, ...]:
    """Return what a club's time is worth by its amount, 0 … `most`: each further quarter counts less, the later the larger
    the club. After one hour a week for ten people a quarter counts half.
    """
    steps, total, double = [0], 0, 2 * max(1, people)
    for amount in range(most):
        total += weight * 100 * double // (double + 5 * amount)
        steps.append(total)
    return tuple(steps)


def amounts(case: Case, placed: Iterable[str]) -> dict[str, int]:
    """Return by club how much of it has a place."""
    wants, found = case.by_want(), dict.fromkeys((one.club for one in case.wants), 0)
    for name in placed:
        found[wants[name].club] += wants[name].amount
    return found


def most_of(case: Case) -> dict[str, int]:
    """Return by club how much it wishes."""
    return amounts(case, (one.id for one in case.wants))


def score(case: Case, places: Places) -> Score:
    """Return what a proposal is worth, by term."""
    halls, wants, terms = case.by_hall(), case.by_want(), dict.fromkeys(TERMS, 0)
    for name, spot in places.items():
        want = wants[name]
        for term, value in values_of(want, halls[spot.hall], spot.weekday, spot.start).items():
            terms[term] += want.amount * getattr(case.weights, term) * value
    people, most = case.people(), most_of(case)
    for club, amount in amounts(case, places).items():
        terms["fair"] += fair_steps(case.weights.fair, people[club], most[club])[amount]
    return Score(terms)


# --- where a wish fits ---


def span(start: int, length: int) -> int:
    """Return a set of quarters."""
    return ((1 << length) - 1) << start


def runs(hall: Hall, want: Want) -> list[tuple[int, ...]]:
    """Return the sections side by side that serve a wish; its lines must lie in them."""
    count = hall.needed(want.sections)
    if count is None or not suits(hall, want):
        return []
    found = [tuple(range(first, first + count)) for first in range(1, hall.sections - count + 2)]
    return [one for one in found if not want.marking or _has_lines(hall, want.marking, one)]


def suits(hall: Hall, want: Want) -> bool:
    """Say whether a hall is large enough and has what the group needs, whenever."""
    sport = want.sport.casefold()
    told = {one.casefold() for one in (*hall.sports, *(line.sport for line in hall.lines))}
    return (
        hall.needed(want.sections) is not None
        and (not want.step_free or hall.step_free)
        and (not sport or not told or sport in told)
        and (not want.marking or _has_lines(hall, want.marking, tuple(range(1, hall.sections + 1))))
    )


def _has_lines(hall: Hall, sport: str, sections: Sequence[int]) -> bool:
    wanted, cells = sport.casefold(), set(sections)
    return any(one.sport.casefold() == wanted and cells.issuperset(one.sections) for one in hall.lines)


@dataclass(frozen=True, slots=True)
class Option:
    """A time in a hall a wish could have, in one of these `runs` of sections, and what it is worth."""

    hall: str
    weekday: int
    start: int
    runs: tuple[tuple[int, ...], ...]
    points: int


def options(case: Case, want: Want) -> list[Option]:
    """Return where a wish could be if no other wish were there, the best first; then by hall, weekday, time."""
    found = []
    for hall in case.halls:
        fitting = runs(hall, want)
        for weekday in want.weekdays if fitting else ():
            for start in range(want.earliest, want.latest + 1):
                if hall.open[weekday] & span(start, want.length) != span(start, want.length):
                    continue
                busy = span(start, want.length + hall.buffer)
                free = tuple(one for one in fitting if not any(hall.taken[section - 1][weekday] & busy for section in one))
                if free:
                    worth = points(case.weights, want, hall, weekday, start)
                    found.append(Option(hall.id, weekday, start, free, worth))
    return sorted(found, key=lambda one: (-one.points, one.hall, one.weekday, one.start))
