"""Which past values a slot is likened to. Pure.

Its own slot in the last weeks; its peers (other working days, or the weekend) and the slots beside it as far as the weekly
profile found them worth it; where bookings are known, booked slots to booked ones and free slots to free ones.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from typing import Final

from hallenwart_backend.occupancy.profile.weekly import (
    REACH_WEEKS,
    UNTRIED,
    WEEK_MS,
    Clock,
    Lean,
    Placed,
    Values,
    learn_placed,
    placed,
)

LAST_WEEKS: Final = 6
LENT_WEEKS: Final = 3
"""Of peers and neighbours so many weeks are looked at."""
FEW: Final = 3
NEWEST: Final = 400
Pool = list[tuple[float, float]]
"""Values that a slot is likened to: (weight, x)."""
Booked = Mapping[int, float]
"""Slots (t_ms of their begin) that are booked, and how many people are expected in them."""
Fits = Callable[[int], bool]


class Past:
    """Values of a place as known at `now_ms`, arranged by slots of the week."""

    def __init__(
        self, values: Values, clock: Clock, now_ms: int, *, booked: Booked | None = None, left_out: Container[date] = ()
    ) -> None:
        self._clock, self._booked, self._left_out = clock, booked, left_out
        known = [(t_ms, x) for t_ms, x in values if now_ms - REACH_WEEKS * WEEK_MS <= t_ms <= now_ms - clock.slot_ms]
        told = placed(known, clock, left_out)
        weekly = learn_placed(told, clock, now_ms)
        self._lean = weekly.lean if weekly else Lean()
        days = {t_ms for t_ms, _, _ in told}
        self._usual = _Slots(told)
        self._others = _Slots([each for each in placed(known, clock) if each[0] not in days])
        self.newest: tuple[int, float] | None = max(((t_ms, x) for t_ms, x in known if x is not None), default=None)
        self.told = told

    def pool(self, t_ms: int, as_of_ms: int) -> Pool:
        """Return what the slot at `t_ms` is likened to, by what was known at `as_of_ms`; days left out to each other only."""
        slot, clock = self._clock.slot(t_ms), self._clock
        days = self._others if clock.day(t_ms) in self._left_out else self._usual
        fits = self._fits(t_ms)
        own = days.last(slot, as_of_ms, LAST_WEEKS, fits)
        peers = [x for peer in clock.peers(slot) if peer != slot for x in days.last(peer, as_of_ms, LENT_WEEKS, fits)]
        sides = ((slot - 1) % clock.per_week, (slot + 1) % clock.per_week)
        beside = [x for side in sides for x in days.last(side, as_of_ms, LENT_WEEKS, fits)]
        found = [(1.0, x) for x in own]
        for worth, lent in ((self._lean.peers, peers), (self._lean.beside, beside)):
            found += [(worth / len(lent), x) for x in lent]
        if self._booked is not None and len(own) < FEW:
            found += self._elsewhere(self._booked, t_ms, as_of_ms)
        return found

    def _fits(self, t_ms: int) -> Fits:
        booked = self._booked
        if booked is None:
            return lambda _: True
        here = booked.get(t_ms, 0.0) > 0
        return lambda other_ms: (booked.get(other_ms, 0.0) > 0) == here

    def _elsewhere(self, booked: Booked, t_ms: int, as_of_ms: int) -> Pool:
        """Return what came of bookings at other times, measured by what was expected; nobody where nothing is booked."""
        expected = booked.get(t_ms, 0.0)
        if expected <= 0:
            return [(1.0, 0.0)]
        newest = self._usual.newest(as_of_ms, NEWEST)
        shares = [x / booked[at_ms] for at_ms, x in newest if booked.get(at_ms, 0.0) > 0] or [0.0, 0.5, 1.0]
        return [(UNTRIED / len(shares), expected * share) for share in shares]


class _Slots:
    def __init__(self, told: Placed) -> None:
        self._all = [(t_ms, x) for t_ms, _, x in told]
        self._of: dict[int, list[tuple[int, float]]] = {}
        for t_ms, slot, x in told:
            self._of.setdefault(slot, []).append((t_ms, x))

    def last(self, slot: int, before_ms: int, count: int, fits: Fits) -> list[float]:
        """Return the last values of a slot that fit, newest first."""
        found: list[float] = []
        of = self._of.get(slot, [])
        for at in range(bisect.bisect_left(of, (before_ms,)) - 1, -1, -1):
            if fits(of[at][0]):
                found.append(of[at][1])
                if len(found) == count:
                    break
        return found

    def newest(self, before_ms: int, count: int) -> Sequence[tuple[int, float]]:
        last = bisect.bisect_left(self._all, (before_ms,))
        return self._all[max(0, last - count) : last]


def quantile(pool: Pool, share: float) -> float:
    """Return the weighted quantile: the least value that `share` of the weight does not exceed."""
    ordered = sorted((x, weight) for weight, x in pool)
    wanted = share * sum(weight for weight, _ in pool)
    gone = 0.0
    for x, weight in ordered:
        gone += weight
        if gone >= wanted - 1e-9:
            return x
    return ordered[-1][0]
