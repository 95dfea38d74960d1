"""The process that works out a proposal: `python -m hallenwart_backend.rounds.solving`.

Its input is one JSON object, a `Task`. It writes one JSON object a line: how far it is, at last `{"places": {…}}`.
OR-Tools is loaded here alone: it brings hundreds of megabytes that the server must not hold. Where it is missing the search
does without.
With one worker, a seed and a limit in the solver's own deterministic time the same case gets the same proposal everywhere,
unless the limit in seconds ends it first.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import combinations, count
from random import Random
from typing import Any, Final

import msgspec

from hallenwart_backend.rounds.grid import Grid
from hallenwart_backend.rounds.improving import greedy, improve, start_of
from hallenwart_backend.rounds.rules import Case, Option, Places, Spot, Want, fair_steps, most_of, options, score

_NICE: Final = 10
_PART_S: Final = 2.0
_HALLS: Final = 4
_STEP: Final = 2
"""The solver looks at every second quarter of a window, and at its ends; the search afterwards at all."""


class Task(msgspec.Struct, frozen=True):
    """`places`: begin with these; with `search` alone nothing is solved anew. `limit_s` holds for the solver."""

    case: Case
    places: dict[str, Spot] | None = None
    search: bool = False
    limit_s: float = 25.0
    seed: int = 1


Tell = Callable[[Mapping[str, Any]], None]


def work(task: Task, tell: Tell) -> dict[str, Spot]:
    """Return a proposal that no change raises."""
    case = task.case

    def now(phase: str, places: Places) -> None:
        tell({"phase": phase, "score": score(case, places).total, "placed": len(places)})

    if task.search:
        return improve(case, valid(case, task.places or {}))
    places = improve(case, greedy(case)) if task.places is None else improve(case, valid(case, task.places))
    now("greedy", places)
    places = solve(case, places, task.limit_s, task.seed, lambda better: now("solving", better))
    now("solved", places)
    return improve(case, places)


def valid(case: Case, places: Places) -> dict[str, Spot]:
    """Return the fixed places and what of the others still can be, the first ones first."""
    grid = Grid(case, start_of(case))
    for name, spot in places.items():
        if name in case.fixed or not grid.within_limit(name):
            continue
        if spot in grid.fits(name, spot.hall, spot.weekday, spot.start):
            grid.put(name, spot)
    return dict(grid.at)


def thinned(found: list[Option], has: Spot | None) -> list[Option]:
    """Return the options the solver looks at: fewer starts, and what the wish has now."""
    starts: dict[tuple[str, int], list[int]] = {}
    for one in found:
        starts.setdefault((one.hall, one.weekday), []).append(one.start)
    first = {key: min(these) for key, these in starts.items()}
    last = {key: max(these) for key, these in starts.items()}
    kept = []
    for one in found:
        key = one.hall, one.weekday
        here = has is not None and (has.hall, has.weekday, has.start) == (one.hall, one.weekday, one.start)
        if here or one.start == last[key] or (one.start - first[key]) % _STEP == 0:
            kept.append(one)
    return kept


def solve(
    case: Case, places: Places, limit_s: float, seed: int, tell: Callable[[Places], None] = lambda _: None
) -> dict[str, Spot]:
    """Return a better proposal by CP-SAT, the same one where OR-Tools is missing or finds none.

    The whole week is too much for it; so it takes one part after the other (a day, two days, some halls), leaves everything
    else as it is, and begins again with another until the time is over or no part gets better.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return dict(places)
    began, best, worth = time.monotonic(), dict(places), score(case, places).total
    idle, parts = 0, list(_parts(case, Random(seed)))  # noqa: S311 - no secret
    for number in count():
        left_s = limit_s - (time.monotonic() - began)
        if idle >= len(parts) or left_s <= 0:
            return best
        idle += 1
        part = _part(case, best, *parts[number % len(parts)])
        found = _solved(cp_model, part, best, left_s, seed)
        if found and score(case, found).total > worth:
            best, idle = improve(case, found), 0
            worth = score(case, best).total
            tell(best)
    return best


def _parts(case: Case, random: Random) -> Iterator[tuple[frozenset[str], frozenset[int]]]:
    """Yield parts of the week as halls and weekdays: each day alone, then days in pairs in some of the halls."""
    halls = [one.id for one in case.halls]
    days = sorted({day for one in case.wants for day in one.weekdays})
    for day in days:
        yield frozenset(halls), frozenset({day})
    for pair in combinations(days, 2):
        random.shuffle(halls)
        for number in range(0, len(halls), _HALLS):
            yield frozenset(halls[number : number + _HALLS]), frozenset(pair)


def _part(case: Case, places: Places, halls: Collection[str], days: Collection[int]) -> Case:
    """Return the case with everything outside these halls and days fixed; wishes without a place may come in there."""
    fixed = {name: spot for name, spot in places.items() if spot.hall not in halls or spot.weekday not in days}
    inside = tuple(one if one.id in halls else replace(one, open=(0,) * 7) for one in case.halls)
    return replace(case, halls=inside, fixed=fixed | dict(case.fixed))


def _solved(cp_model: Any, part: Case, hint: Places, limit_s: float, seed: int) -> dict[str, Spot]:
    model = _Model(cp_model.CpModel(), part, hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = min(limit_s, 4 * _PART_S)
    solver.parameters.max_deterministic_time = _PART_S
    if solver.solve(model.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return {}
    return _laid(part, {name: one for name, mine in model.chosen.items() for one, var in mine if solver.boolean_value(var)})


class _Model:
    """One yes-or-no a wish and option: at most one a wish, one a day and group, and no more sections than there are."""

    def __init__(self, model: Any, case: Case, hint: Places) -> None:
        self.model, self._case, self._hint = model, case, hint
        self._grid = Grid(case, start_of(case))
        self.chosen = {one.id: self._options(one, hint.get(one.id)) for one in case.wants if one.id not in case.fixed}
        self._hold_days()
        self._hold_rooms()
        worth = [one.points * var for mine in self.chosen.values() for one, var in mine]
        people, most = case.people(), most_of(case)
        for club in people:
            mine = [one for one in case.wants if one.club == club and self.chosen.get(one.id)]
            if mine:
                self._hold_limit(club, mine)
                worth += self._fair(club, mine, fair_steps(case.weights.fair, people[club], most[club]))
        model.maximize(sum(worth))

    def _options(self, want: Want, has: Spot | None) -> list[tuple[Option, Any]]:
        """Return what a wish may choose from besides the fixed ones, at most one of it; `has` is where to begin."""
        grid, found = self._grid, list[tuple[Option, Any]]()
        for one in thinned(options(self._case, want), has):
            free = next(grid.free(want.id, one.hall, one.weekday, one.start, one.runs), None)
            if free is None or not grid.day_free(want.id, one.weekday):
                continue
            var = self.model.new_bool_var("")
            here = has is not None and (has.hall, has.weekday, has.start) == (one.hall, one.weekday, one.start)
            self.model.add_hint(var, here)
            found.append((one, var))
        self.model.add_at_most_one(var for _, var in found)
        return found

    def _hold_days(self) -> None:
        days: dict[tuple[tuple[str, str], int], list[Any]] = {}
        for name, mine in self.chosen.items():
            for one, var in mine:
                days.setdefault((self._grid.wants[name].team, one.weekday), []).append(var)
        for same in days.values():
            self.model.add_at_most_one(same)

    def _hold_rooms(self) -> None:
        cells: dict[tuple[str, int, int], list[tuple[int, Any]]] = {}
        for name, mine in self.chosen.items():
            for one, var in mine:
                length = self._grid.wants[name].length + self._grid.halls[one.hall].buffer
                for quarter in range(one.start, one.start + length):
                    cells.setdefault((one.hall, one.weekday, quarter), []).append((len(one.runs[0]), var))
        for (hall, weekday, quarter), those in cells.items():
            sections = range(1, self._grid.halls[hall].sections + 1)
            room = sum(not self._grid.is_busy(hall, one, weekday, quarter) for one in sections)
            if sum(count for count, _ in those) > room:
                self.model.add(sum(count * var for count, var in those) <= room)

    def _hold_limit(self, club: str, mine: Sequence[Want]) -> None:
        if limit := 4 * self._case.weights.most_hours:
            lengths = [one.length * var for one in mine for _, var in self.chosen[one.id]]
            self.model.add(sum(lengths) <= max(0, limit - self._grid.length_of(club)))

    def _fair(self, club: str, mine: Sequence[Want], steps: Sequence[int]) -> list[Any]:
        """Return what a club's time is worth: below the lines through neighbouring amounts, exact for a concave sum."""
        if not self._case.weights.fair:
            return []
        unit, base = math.gcd(*(one.amount for one in mine)), self._grid.amount_of(club)
        amount = sum((one.amount // unit) * var for one in mine for _, var in self.chosen[one.id])
        worth = self.model.new_int_var(0, steps[-1], "")
        self.model.add_hint(worth, steps[base + sum(one.amount for one in mine if one.id in self._hint)])
        for number in range((len(steps) - 1 - base) // unit):
            low, high = steps[base + number * unit], steps[base + (number + 1) * unit]
            self.model.add(worth <= low + (amount - number) * (high - low))
        return [worth]


def _laid(case: Case, picked: Mapping[str, Option]) -> dict[str, Spot]:
    """Give each its sections: by time, the wide ones first; those that find no room side by side stay out."""
    grid = Grid(case, start_of(case))
    for name, one in sorted(picked.items(), key=lambda each: (each[1].start, -len(each[1].runs[0]), each[0])):
        spot = next(grid.free(name, one.hall, one.weekday, one.start, one.runs), None)
        if spot is not None and grid.day_free(name, one.weekday) and grid.within_limit(name):
            grid.put(name, spot)
    return dict(grid.at)


def main() -> int:
    """Read a task, write a proposal. Other work of the machine comes first."""
    with suppress(OSError):
        os.nice(_NICE)
    out = sys.stdout.buffer

    def tell(told: Mapping[str, Any]) -> None:
        out.write(msgspec.json.encode(told) + b"\n")
        out.flush()

    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    tell({"places": work(task, tell)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
