"""What a week usually looks like in a place, learnt from its own past. Pure.

Values come as (t_ms, x): milliseconds since the epoch of the slot's start, and the mean or the number of people in it; None
where nobody knows. A slot lasts `slot_ms`, a divisor of a day (a quarter or half an hour). What repeats, repeats by the wall
clock of the place: the slot of 18:00 stays that of 18:00 when clocks change.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final, NamedTuple

Values = Sequence[tuple[int, float | None]]

DAY_MS: Final = 86_400_000
WEEK_MS: Final = 7 * DAY_MS
HALF_LIFE_WEEKS: Final = 8.0
"""A season lasts about half a year: what is older than two months counts half, what is older than a season hardly."""
REACH_WEEKS: Final = 26
UNTRIED: Final = 3.0
LEAST_LEAN, MOST_PEERS, MOST_BESIDE = 0.25, 12.0, 1.0
"""The slots beside are worth a week at most: uses begin and end on the hour, and must not smear over it."""
LEAST: Final = 0.05
CLIP_SIGMAS: Final = 4.0
"""A value further from the others than this counts as this far: one concert makes no habit, three do."""
LEAST_SPREAD, MOST_SPREAD = 0.02, 2.0
TELLING: Final = 2.0
"""The spread is learnt where usually at least so many people are."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Slots of a week by a place's wall clock. Number 0 begins on Monday at midnight."""

    zone: tzinfo
    slot_ms: int

    @property
    def per_day(self) -> int:
        return DAY_MS // self.slot_ms

    @property
    def per_week(self) -> int:
        return 7 * self.per_day

    def slot(self, t_ms: int) -> int:
        """Return the number of the slot that holds this moment."""
        at = datetime.fromtimestamp(t_ms / 1_000, self.zone)
        since_midnight_ms = ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000
        return at.weekday() * self.per_day + min(self.per_day - 1, since_midnight_ms // self.slot_ms)

    def day(self, t_ms: int) -> date:
        return datetime.fromtimestamp(t_ms / 1_000, self.zone).date()

    def peers(self, slot: int) -> Iterable[int]:
        """Yield the slots of the same time on days of its kind (working day, weekend), itself among them."""
        day, of_day = divmod(slot, self.per_day)
        return (other * self.per_day + of_day for other in (range(5) if day < 5 else range(5, 7)))


class Lean(NamedTuple):
    """How many weeks of its own the same slot of other days of its kind, and the slots beside it, are worth to a slot."""

    peers: float = UNTRIED
    beside: float = 1.0


@dataclass(frozen=True, slots=True)
class Weekly:
    """`usual` people per slot of the week, whose variance is `usual + spread * usual²`. `weeks`: learnt from so many."""

    clock: Clock
    usual: Sequence[float]
    spread: float
    weeks: float
    lean: Lean

    def at(self, t_ms: int) -> float:
        return self.usual[self.clock.slot(t_ms)]


Seen = Sequence[Sequence[tuple[float, float]]]
"""Per slot of the week: (weight, x)."""
Placed = Sequence[tuple[int, int, float]]
"""Values with their place in the week: (t_ms, slot, x)."""


def placed(values: Values, clock: Clock, left_out: Container[date] = ()) -> Placed:
    """Return the known values that say something of other weeks, in order of time."""
    days = ((t_ms, clock.slot(t_ms), x) for t_ms, x in values if x is not None and clock.day(t_ms) not in left_out)
    return sorted((t_ms, slot, max(0.0, x)) for t_ms, slot, x in days if math.isfinite(x))


def learn(values: Values, clock: Clock, now_ms: int, *, left_out: Container[date] = ()) -> Weekly | None:
    """Return the profile as of `now_ms`; later values are not looked at. None without any value.

    `left_out` are local days that say nothing of the others: holidays, closures. Weeks without values are simply no evidence.
    """
    return learn_placed(placed(values, clock, left_out), clock, now_ms)


def learn_placed(told: Placed, clock: Clock, now_ms: int) -> Weekly | None:
    """Return what `learn` does, for values that have found their places."""
    seen: list[list[tuple[float, float]]] = [[] for _ in range(clock.per_week)]
    first = bisect.bisect_left(told, (now_ms - REACH_WEEKS * WEEK_MS,))
    last = bisect.bisect_right(told, (now_ms - clock.slot_ms, clock.per_week))
    for t_ms, slot, x in told[first:last]:
        seen[slot].append((0.5 ** ((now_ms - t_ms) / WEEK_MS / HALF_LIFE_WEEKS), x))
    if not any(seen):
        return None
    lean = _lean(seen, clock)
    clipped = [_clipped(of) for of in seen]
    usual = _smoothed(clipped, clock, lean)
    return Weekly(clock, usual, _spread(seen, usual), sum(w for of in seen for w, _ in of) / clock.per_week, lean)


def _lean(seen: Seen, clock: Clock) -> Lean:
    """Weigh the scatter of a slot from week to week against the differences between slots (empirical Bayes, on square roots).

    Where all working days are alike, a slot learns from its peers at once; where Tuesday is badminton and Wednesday is empty,
    it does not.
    """
    roots = [[math.sqrt(x) for _, x in of] for of in seen]
    tried = [(slot, sum(of) / len(of), len(of)) for slot, of in enumerate(roots) if len(of) > 1]
    if len(tried) < clock.per_week / 4:
        return Lean()
    means = {slot: mean for slot, mean, _ in tried}
    within = sum((x - means[slot]) ** 2 for slot, _, _ in tried for x in roots[slot]) / sum(n - 1 for _, _, n in tried)
    noise = within * sum(1 / n for _, _, n in tried) / len(tried)
    near = [(mean - means[slot - 1]) ** 2 / 2 for slot, mean, _ in tried if slot - 1 in means]
    far = []
    for slot, mean, _ in tried:
        peers = [means[other] for other in clock.peers(slot) if other in means and other != slot]
        far += [(mean - other) ** 2 / 2 for other in peers]
    return Lean(_worth(within, noise, far, MOST_PEERS), _worth(within, noise, near, MOST_BESIDE))


def _worth(within: float, noise: float, apart: Sequence[float], most: float) -> float:
    between = sum(apart) / len(apart) - noise if apart else 0.0
    return min(most, max(LEAST_LEAN, within / between if between > 0 else most))


def _smoothed(seen: Seen, clock: Clock, lean: Lean) -> list[float]:
    """Return the weighted mean of every slot, leaning on its peers and neighbours as far as its own weeks are few."""
    sums = [(sum(w for w, _ in of), sum(w * x for w, x in of)) for of in seen]
    kinds = [[_mean(sums, clock.peers(day * clock.per_day + of_day)) for of_day in range(clock.per_day)] for day in (0, 5)]
    whole = _mean(sums, range(len(sums))) or 0.0
    found = []
    for slot, (weight, total) in enumerate(sums):
        day, of_day = divmod(slot, clock.per_day)
        own = total / weight if weight else None
        beside = _mean(sums, ((slot - 1) % len(sums), (slot + 1) % len(sums)))
        parts = ((weight, own), (lean.peers, kinds[day >= 5][of_day]), (lean.beside, beside))
        told = [(w, x) for w, x in parts if x is not None]
        found.append(max(LEAST, sum(w * x for w, x in told) / sum(w for w, _ in told) if told else whole))
    return found


def _mean(sums: Sequence[tuple[float, float]], slots: Iterable[int]) -> float | None:
    weight = total = 0.0
    for slot in slots:
        weight, total = weight + sums[slot][0], total + sums[slot][1]
    return total / weight if weight else None


def _clipped(of: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Bring every value within reach of the mean of the others; a slot's only value stays."""
    weight, total = sum(w for w, _ in of), sum(w * x for w, x in of)
    found = []
    for w, x in of:
        others = (total - w * x) / (weight - w) if len(of) > 1 else x
        reach = CLIP_SIGMAS * math.sqrt(1 + others + 0.25 * others * others)
        found.append((w, min(max(x, others - reach), others + reach)))
    return found


def _spread(seen: Seen, usual: Sequence[float]) -> float:
    """Return how much more the values scatter than chance (Poisson) would; the twentieth that lies furthest out is left out."""
    found = sorted(((x - m) ** 2 - m) / (m * m) for of, m in zip(seen, usual, strict=True) if m >= TELLING for _, x in of)
    kept = found[: math.ceil(0.95 * len(found))]
    return min(MOST_SPREAD, max(LEAST_SPREAD, sum(kept) / len(kept))) if kept else 0.25
