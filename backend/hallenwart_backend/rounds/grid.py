"""A week that fills: who is where, what is free, and what a change is worth. Used by the search. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hallenwart_backend.rounds.rules import Case, Places, Spot, amounts, fair_steps, most_of, points, runs, span


class Grid:
    """The places of a case, changed one by one. Everything a change needs is kept ready, so that trying one is cheap."""

    def __init__(self, case: Case, places: Places = {}) -> None:  # noqa: B006 - only read
        self.case = case
        self.halls, self.wants = case.by_hall(), case.by_want()
        self.at: dict[str, Spot] = {}
        self._busy = {hall.id: [list(days) for days in hall.taken] for hall in case.halls}
        self._days: dict[tuple[tuple[str, str], int], int] = {}
        people, most = case.people(), most_of(case)
        self._fair = {club: fair_steps(case.weights.fair, people[club], most[club]) for club in people}
        self._amount = amounts(case, ())
        self._length = dict.fromkeys(self._amount, 0)
        self._limit = 4 * case.weights.most_hours or None
        self._runs: dict[tuple[str, str], list[tuple[int, ...]]] = {}
        for name, spot in places.items():
            self.put(name, spot)

    # --- changing ---

    def put(self, name: str, spot: Spot) -> None:
        want = self.wants[name]
        self.at[name] = spot
        self._mark(name, spot)
        self._days[want.team, spot.weekday] = self._days.get((want.team, spot.weekday), 0) + 1
        self._amount[want.club] += want.amount
        self._length[want.club] += want.length

    def take(self, name: str) -> Spot:
        want, spot = self.wants[name], self.at.pop(name)
        self._mark(name, spot, taken=False)
        self._days[want.team, spot.weekday] -= 1
        self._amount[want.club] -= want.amount
        self._length[want.club] -= want.length
        return spot

    def _mark(self, name: str, spot: Spot, *, taken: bool = True) -> None:
        hall, mask = self.halls[spot.hall], self.mask(name, spot.hall, spot.start)
        for section in spot.sections:
            busy = self._busy[hall.id][section - 1]
            busy[spot.weekday] = busy[spot.weekday] | mask if taken else busy[spot.weekday] & ~mask

    def mask(self, name: str, hall: str, start: int) -> int:
        return span(start, self.wants[name].length + self.halls[hall].buffer)

    # --- asking ---

    def worth(self, name: str, spot: Spot) -> int:
        """Return what an assignment is worth, without `fair`."""
        return points(self.case.weights, self.wants[name], self.halls[spot.hall], spot.weekday, spot.start)

    def fair_gain(self, name: str) -> int:
        """Return what `fair` gains when a wish gets a place."""
        want = self.wants[name]
        steps, has = self._fair[want.club], self._amount[want.club]
        return steps[has + want.amount] - steps[has]

    def fair_loss(self, name: str) -> int:
        """Return what `fair` loses when a wish loses its place."""
        want = self.wants[name]
        steps, has = self._fair[want.club], self._amount[want.club]
        return steps[has] - steps[has - want.amount]

    def amount_of(self, club: str) -> int:
        return self._amount[club]

    def length_of(self, club: str) -> int:
        return self._length[club]

    def within_limit(self, name: str) -> bool:
        """Say whether the club may have this wish too."""
        want = self.wants[name]
        return self._limit is None or self._length[want.club] + want.length <= self._limit

    def day_free(self, name: str, weekday: int) -> bool:
        """Say whether the group does not train on that day already."""
        return not self._days.get((self.wants[name].team, weekday), 0)

    def free(self, name: str, hall: str, weekday: int, start: int, fitting: Iterable[tuple[int, ...]]) -> Iterator[Spot]:
        """Return which of these sections side by side nobody has."""
        mask, busy = self.mask(name, hall, start), self._busy[hall]
        for one in fitting:
            if not any(busy[section - 1][weekday] & mask for section in one):
                yield Spot(hall, weekday, start, one)

    def is_busy(self, hall: str, section: int, weekday: int, quarter: int) -> bool:
        return bool(self._busy[hall][section - 1][weekday] >> quarter & 1)

    def fits(self, name: str, hall: str, weekday: int, start: int) -> Iterator[Spot]:
        """Return where a wish may be at this time in this hall, by its own wishes and whoever is there."""
        want, place = self.wants[name], self.halls[hall]
        if weekday not in want.weekdays or not want.earliest <= start <= want.latest:
            return
        if place.open[weekday] & span(start, want.length) != span(start, want.length) or not self.day_free(name, weekday):
            return
        key = name, hall
        if key not in self._runs:
            self._runs[key] = runs(place, want)
        yield from self.free(name, hall, weekday, start, self._runs[key])
