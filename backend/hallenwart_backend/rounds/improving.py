"""Best-improvement search: as long as one change raises the score, the best one is made.

Changes are: a wish without a place gets a free one; an assignment moves to a free place; two assignments exchange their places
(each takes the other's hall, weekday and start); a wish without a place takes one from another. Fixed wishes stay. No I/O.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

from hallenwart_backend.rounds.grid import Grid
from hallenwart_backend.rounds.rules import Case, Option, Places, Spot, options

MOST_STEPS: Final = 20_000
"""More changes than any case needs: the score rises with each, so the search ends by itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """`out` loses its place; `to` are the new ones."""

    gain: int
    to: tuple[tuple[str, Spot], ...]
    out: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, tuple[tuple[str, str, int, int], ...]]:
        """The best first; among equals always the same one."""
        return -self.gain, tuple((name, spot.hall, spot.weekday, spot.start) for name, spot in self.to)


def start_of(case: Case) -> dict[str, Spot]:
    """Return what is fixed."""
    return {name: spot for name, spot in case.fixed.items() if spot is not None}


def greedy(case: Case) -> dict[str, Spot]:
    """Return a first proposal: always the wish that gains most at its best free place.

    What a wish gains only falls while the week fills, so only those that may be the best are looked at anew.
    """
    search = Search(case, start_of(case))
    queue = [(one.order, one) for one in search.additions()]
    heapify(queue)
    while queue:
        _, was = heappop(queue)
        now = search.addition(was.to[0][0])
        if now is None:
            continue
        if queue and queue[0][0] < now.order:
            heappush(queue, (now.order, now))
        else:
            search.make(now)
    return dict(search.grid.at)


def improve(case: Case, places: Places, told: Callable[[int], None] = lambda _: None) -> dict[str, Spot]:
    """Return a proposal that no change raises. `told` hears how many changes were made."""
    search = Search(case, places)
    for step in range(MOST_STEPS):
        best = search.best()
        if best is None:
            break
        search.make(best)
        told(step + 1)
    return dict(search.grid.at)


class Search:
    def __init__(self, case: Case, places: Places) -> None:
        self.grid = Grid(case, places)
        self._loose = [one.id for one in case.wants if one.id not in case.fixed]
        self._options: dict[str, list[Option]] = {one: options(case, self.grid.wants[one]) for one in self._loose}
        self._worth = {
            one: {(each.hall, each.weekday, each.start): each.points for each in found} for one, found in self._options.items()
        }

    def make(self, change: Change) -> None:
        for name in (*change.out, *(name for name, _ in change.to if name in self.grid.at)):
            self.grid.take(name)
        for name, spot in change.to:
            self.grid.put(name, spot)

    def best(self) -> Change | None:
        """Return the change that raises the score most, None when none does."""
        found = (one for each in (self.additions, self._moves, self._exchanges, self._replacements) for one in each())
        return min((one for one in found if one.gain > 0), key=lambda one: one.order, default=None)

    def _without(self) -> list[str]:
        return [one for one in self._loose if one not in self.grid.at]

    def _placed(self) -> list[str]:
        return [one for one in self._loose if one in self.grid.at]

    def additions(self) -> Iterator[Change]:
        for name in self._without():
            if found := self.addition(name):
                yield found

    def addition(self, name: str) -> Change | None:
        """Return the best free place for a wish that has none."""
        if not self.grid.within_limit(name) or (found := self._best_free(name)) is None:
            return None
        spot, worth = found
        return Change(worth + self.grid.fair_gain(name), ((name, spot),))

    def _best_free(self, name: str, above: int = -1) -> tuple[Spot, int] | None:
        """Return the best free place that is worth more than `above`."""
        grid = self.grid
        for one in self._options[name]:
            if one.points <= above:
                return None
            if grid.day_free(name, one.weekday):
                for spot in grid.free(name, one.hall, one.weekday, one.start, one.runs):
                    return spot, one.points
        return None

    def _moves(self) -> Iterator[Change]:
        for name in self._placed():
            worth = self.grid.worth(name, self.grid.at[name])
            if self._options[name] and self._options[name][0].points > worth:
                was = self.grid.take(name)
                found = self._best_free(name, worth)
                self.grid.put(name, was)
                if found:
                    yield Change(found[1] - worth, ((name, found[0]),))

    def _exchanges(self) -> Iterator[Change]:
        placed, grid = self._placed(), self.grid
        has = {name: grid.worth(name, grid.at[name]) for name in placed}
        times = {name: (spot.hall, spot.weekday, spot.start) for name, spot in grid.at.items()}
        for number, one in enumerate(placed):
            here, mine = times[one], self._worth[one]
            for other in placed[number + 1 :]:
                there = mine.get(times[other])
                if there is None or times[other] == here or (back := self._worth[other].get(here)) is None:
                    continue
                gain = there + back - has[one] - has[other]
                if gain > 0 and (change := self._exchanged(one, other, gain)):
                    yield change

    def _exchanged(self, one: str, other: str, gain: int) -> Change | None:
        """Return the exchange if there is room for it; within one day of a hall every way to lie side by side is tried."""
        grid = self.grid
        was, others = grid.take(one), grid.take(other)
        found = None
        for spot in list(grid.fits(one, others.hall, others.weekday, others.start)):
            grid.put(one, spot)
            rest = next(grid.fits(other, was.hall, was.weekday, was.start), None)
            grid.take(one)
            if rest is not None:
                found = Change(gain, ((one, spot), (other, rest)))
                break
        grid.put(one, was)
        grid.put(other, others)
        return found

    def _replacements(self) -> Iterator[Change]:
        grid = self.grid
        for name in self._without():
            for other in self._placed():
                spot = grid.at[other]
                worth = self._worth[name].get((spot.hall, spot.weekday, spot.start))
                if worth is None:
                    continue
                loss = grid.worth(other, spot) + grid.fair_loss(other)
                was = grid.take(other)
                gain = worth + grid.fair_gain(name) - loss
                may = gain > 0 and grid.within_limit(name)
                fits = next(grid.fits(name, was.hall, was.weekday, was.start), None) if may else None
                grid.put(other, was)
                if fits is not None:
                    yield Change(gain, ((name, fits),), (other,))
