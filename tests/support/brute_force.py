"""A proposal looked at without any of the search's code: what each place is worth, what fits, and every single change tried.

The score is worked out anew for each change, from what the published weights say in words.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from hallenwart_backend.rounds.rules import Case, Hall, Spot, Want

RANKS = {1: 100, 2: 60, 3: 30}
WISHED = (100, 80, 60, 40, 20)
Cells = set[tuple[str, int, int, int]]
Week = tuple[Cells, set[tuple[str, str, int]], dict[str, int]]


def worth(case: Case, want: Want, spot: Spot) -> int:
    """What one assignment is worth."""
    hall, w = next(one for one in case.halls if one.id == spot.hall), case.weights
    taken = min(want.sections, hall.sections)
    room = max(1, hall.tenths * 20 * taken // (10 * hall.sections))
    here = [(day, at) for place, day, at in want.last if place == hall.id]
    if (spot.weekday, spot.start) in here:
        same = 100
    elif any(day == spot.weekday for day, _ in here):
        same = 60
    else:
        same = 30 if here else 0
    wished = 100
    if want.halls:
        at = want.halls.index(hall.id) if hall.id in want.halls else 9
        wished = WISHED[at] if at < len(WISHED) else 0
    each = w.youth * want.youth + w.use * want.used + w.priority * RANKS[want.priority] + w.same * same + w.wanted * wished
    each += w.size * (100 * min(want.people, room) // max(want.people, room))
    return want.length * want.sections * each


class BruteForce:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.halls = {one.id: one for one in case.halls}
        self.wants = {one.id: one for one in case.wants}
        self._worth: dict[tuple[str, str, int, int], int] = {}
        self._fair: dict[tuple[str, int], int] = {}
        self.people: dict[str, int] = {}
        for one in case.wants:
            self.people[one.club] = self.people.get(one.club, 0) + one.people

    def score(self, places: dict[str, Spot]) -> int:
        return sum(self.worth(name, spot) for name, spot in places.items()) + self.fairness(places)

    def fairness(self, placed: Iterable[str]) -> int:
        amounts = dict.fromkeys(self.people, 0)
        for name in placed:
            amounts[self.wants[name].club] += self.wants[name].length * self.wants[name].sections
        return sum(self.fair(club, amount) for club, amount in amounts.items())

    def worth(self, name: str, spot: Spot) -> int:
        key = name, spot.hall, spot.weekday, spot.start
        if key not in self._worth:
            self._worth[key] = worth(self.case, self.wants[name], spot)
        return self._worth[key]

    def fair(self, club: str, amount: int) -> int:
        if (club, amount) not in self._fair:
            double = 2 * max(1, self.people[club])
            steps = (self.case.weights.fair * 100 * double // (double + 5 * number) for number in range(amount))
            self._fair[club, amount] = sum(steps)
        return self._fair[club, amount]

    def cells(self, name: str, spot: Spot) -> Cells:
        length = self.wants[name].length + self.halls[spot.hall].buffer
        return {(spot.hall, one, spot.weekday, spot.start + number) for one in spot.sections for number in range(length)}

    def spots(self, name: str) -> Iterator[Spot]:
        """Every place that fits a wish if no other wish were there."""
        want = self.wants[name]
        for hall in self.case.halls:
            for weekday in want.weekdays:
                for start in range(want.earliest, want.latest + 1):
                    yield from self.spots_at(name, hall, weekday, start)

    def spots_at(self, name: str, hall: Hall, weekday: int, start: int) -> Iterator[Spot]:
        want = self.wants[name]
        if weekday not in want.weekdays or not want.earliest <= start <= want.latest:
            return
        if not all(hall.open[weekday] >> quarter & 1 for quarter in range(start, start + want.length)):
            return
        if (want.step_free and not hall.step_free) or not self._for_sport(hall, want):
            return
        count = min(want.sections, hall.sections)
        if hall.sections < want.sections and hall.tenths < 10 * want.sections:
            return
        for first in range(1, hall.sections - count + 2):
            run = tuple(range(first, first + count))
            lines = [one for one in hall.lines if one.sport == want.marking and set(one.sections) <= set(run)]
            busy = range(start, start + want.length + hall.buffer)
            taken = any(hall.taken[section - 1][weekday] >> quarter & 1 for section in run for quarter in busy)
            if (lines or not want.marking) and not taken:
                yield Spot(hall.id, weekday, start, run)

    @staticmethod
    def _for_sport(hall: Hall, want: Want) -> bool:
        told = {*hall.sports, *(one.sport for one in hall.lines)}
        return not want.sport or not told or want.sport in told

    def faults(self, places: dict[str, Spot]) -> list[str]:
        """What cannot be in a proposal."""
        found, seen, days, lengths = (
            list[str](),
            dict[tuple[str, int, int, int], str](),
            set[tuple[str, str, int]](),
            dict[str, int](),
        )
        for name, spot in places.items():
            want = self.wants[name]
            if name not in self.case.fixed and spot not in list(
                self.spots_at(name, self.halls[spot.hall], spot.weekday, spot.start)
            ):
                found.append(f"{name} does not fit at {spot}")
            for cell in self.cells(name, spot):
                if cell in seen:
                    found.append(f"{name} and {seen[cell]} meet at {cell}")
                seen[cell] = name
            if (key := (want.club, want.group, spot.weekday)) in days and name not in self.case.fixed:
                found.append(f"{key} trains twice")
            days.add(key)
            lengths[want.club] = lengths.get(want.club, 0) + want.length
        limit = 4 * self.case.weights.most_hours
        found += [f"{club} has too much" for club, length in lengths.items() if limit and length > limit]
        return found

    def better(self, places: dict[str, Spot]) -> Iterator[str]:
        """Every change of one or two assignments that would raise the score: a wish added or moved, two exchanged."""
        now, loose = self.score(places), [one.id for one in self.case.wants if one.id not in self.case.fixed]
        for name in loose:
            others = {other: spot for other, spot in places.items() if other != name}
            week = self._week(others)
            rest = sum(self.worth(other, spot) for other, spot in others.items()) + self.fairness((*others, name))
            for spot in self.spots(name):
                if rest + self.worth(name, spot) > now and self._can(week, name, spot):
                    yield f"{name} to {spot}"
        for one, other in combinations([name for name in loose if name in places], 2):
            there, here = places[other], places[one]
            crossed = {
                one: Spot(there.hall, there.weekday, there.start, ()),
                other: Spot(here.hall, here.weekday, here.start, ()),
            }
            if sum(self.worth(name, spot) - self.worth(name, places[name]) for name, spot in crossed.items()) > 0:
                yield from self._exchanged(places, one, other)

    def _exchanged(self, places: dict[str, Spot], one: str, other: str) -> Iterator[str]:
        there, here = places[other], places[one]
        others = {name: spot for name, spot in places.items() if name not in {one, other}}
        for first in self.spots_at(one, self.halls[there.hall], there.weekday, there.start):
            for second in self.spots_at(other, self.halls[here.hall], here.weekday, here.start):
                if self._can(self._week(others), one, first) and self._can(self._week(others | {one: first}), other, second):
                    yield f"{one} and {other} exchanged"

    def _week(self, places: dict[str, Spot]) -> Week:
        """What is taken, on which days groups train, and how long each club is there."""
        taken, days, lengths = Cells(), set[tuple[str, str, int]](), dict[str, int]()
        for name, spot in places.items():
            want = self.wants[name]
            taken |= self.cells(name, spot)
            days.add((want.club, want.group, spot.weekday))
            lengths[want.club] = lengths.get(want.club, 0) + want.length
        return taken, days, lengths

    def _can(self, week: Week, name: str, spot: Spot) -> bool:
        (taken, days, lengths), want, limit = week, self.wants[name], 4 * self.case.weights.most_hours
        if self.cells(name, spot) & taken or (want.club, want.group, spot.weekday) in days:
            return False
        return not limit or lengths.get(want.club, 0) + want.length <= limit
