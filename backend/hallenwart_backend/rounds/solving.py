"""The process that works out a proposal: `python -m hallenwart_backend.rounds.solving`.

Its input is one JSON object, a `Task`. It writes one JSON object a line: how far it is, at last `{"places": {…}}`. OR-Tools is
loaded here alone: it brings hundreds of megabytes that the server must not hold. Where it is missing the search does without.
With one worker, a seed and a limit in the solver's own deterministic time the same case gets the same proposal on every machine,
unless the limit in seconds ends it first.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import msgspec

from hallenwart_backend.rounds.grid import Grid
from hallenwart_backend.rounds.improving import greedy, improve
from hallenwart_backend.rounds.rules import Case, Option, Places, Spot, amounts, fair_steps, most_of, options, score

_NICE: Final = 10
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
    if solved := solve(case, places, task.limit_s, task.seed):
        now("solved", solved)
        better = improve(case, solved)
        if score(case, better).total > score(case, places).total:
            places = better
    now("improved", places)
    return places


def valid(case: Case, places: Places) -> dict[str, Spot]:
    """Return the fixed places and what of the others still can be, the first ones first."""
    grid = Grid(case, {name: spot for name, spot in case.fixed.items() if spot is not None})
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


def solve(case: Case, hint: Places, limit_s: float, seed: int) -> dict[str, Spot]:
    """Return a proposal by CP-SAT, empty where OR-Tools is missing or finds none.

    The model counts sections that are taken at a time; which ones lie side by side is settled afterwards, and a wish that finds no
    room then waits for the search.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return {}
    model = cp_model.CpModel()
    halls, loose = case.by_hall(), [one for one in case.wants if one.id not in case.fixed]
    fixed = Grid(case, {name: spot for name, spot in case.fixed.items() if spot is not None})
    chosen: dict[str, list[tuple[Option, Any]]] = {}
    cells: dict[tuple[str, int, int], list[tuple[int, Any]]] = {}
    days: dict[tuple[Any, int], list[Any]] = {}
    for want in loose:
        mine = []
        for one in thinned(options(case, want), hint.get(want.id)):
            free = list(fixed.free(want.id, one.hall, one.weekday, one.start, one.runs))
            if not free or not fixed.day_free(want.id, one.weekday):
                continue
            var = model.new_bool_var("")
            mine.append((one, var))
            days.setdefault((want.team, one.weekday), []).append(var)
            for quarter in range(one.start, one.start + want.length + halls[one.hall].buffer):
                cells.setdefault((one.hall, one.weekday, quarter), []).append((len(one.runs[0]), var))
        if mine:
            model.add_at_most_one(var for _, var in mine)
        chosen[want.id] = mine
    for (hall, weekday, quarter), those in cells.items():
        room = _room(fixed, hall, weekday, quarter)
        if sum(count for count, _ in those) > room:
            model.add(sum(count * var for count, var in those) <= room)
    for same in days.values():
        if len(same) > 1:
            model.add_at_most_one(same)
    worth = [one.points * var for mine in chosen.values() for one, var in mine]
    model.maximize(sum(worth) + sum(_fair(model, case, chosen)))
    _hint(model, chosen, hint)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = limit_s
    solver.parameters.max_deterministic_time = limit_s
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return {}
    picked = {name: one for name, mine in chosen.items() for one, var in mine if solver.boolean_value(var)}
    return _laid(case, picked)


def _room(grid: Grid, hall: str, weekday: int, quarter: int) -> int:
    return sum(not grid.is_busy(hall, section, weekday, quarter) for section in range(1, grid.halls[hall].sections + 1))


def _fair(model: Any, case: Case, chosen: Mapping[str, list[tuple[Option, Any]]]) -> list[Any]:
    """Return what clubs' time is worth: under the lines through neighbouring amounts, which is exact for a concave sum."""
    people, most, found = case.people(), most_of(case), []
    has = amounts(case, (name for name, spot in case.fixed.items() if spot is not None))
    for club in people:
        mine = [one for one in case.wants if one.club == club and chosen.get(one.id)]
        if case.weights.most_hours:
            fixed_length = sum(one.length for one in case.wants if one.club == club and case.fixed.get(one.id) is not None)
            lengths = [one.length * var for one in mine for _, var in chosen[one.id]]
            if lengths:
                model.add(sum(lengths) <= max(0, 4 * case.weights.most_hours - fixed_length))
        steps = fair_steps(case.weights.fair, people[club], most[club])
        unit = math.gcd(*(one.amount for one in mine)) if mine else 0
        if not mine or not case.weights.fair:
            continue
        amount = sum((one.amount // unit) * var for one in mine for _, var in chosen[one.id])
        worth, base = model.new_int_var(0, steps[-1], ""), has[club]
        for number in range((most[club] - base) // unit):
            low, high = steps[base + number * unit], steps[base + (number + 1) * unit]
            model.add(worth <= low + (amount - number) * (high - low))
        found.append(worth)
    return found


def _hint(model: Any, chosen: Mapping[str, list[tuple[Option, Any]]], hint: Places) -> None:
    for name, mine in chosen.items():
        spot = hint.get(name)
        for one, var in mine:
            here = spot is not None and (spot.hall, spot.weekday, spot.start) == (one.hall, one.weekday, one.start)
            model.add_hint(var, here)


def _laid(case: Case, picked: Mapping[str, Option]) -> dict[str, Spot]:
    """Give each its sections: by time, the wide ones first; those that find no room side by side stay out."""
    grid = Grid(case, {name: spot for name, spot in case.fixed.items() if spot is not None})
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
