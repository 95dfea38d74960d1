"""Whether a booked slot was used, from what sensors saw and whether its key was taken. Pure.

Evidence adds up as logarithms of likelihood ratios (used : not used), each as far as it is independent of the others. The
weights were set by hand and checked against the simulated year of `hallenwart_backend.occupancy.trial` (docs/measurements.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.slots.model import Judged, Key, Reason, Seen, Verdict, Why

LEAST_COVERED: Final = 0.6
"""With less of its time seen, nothing is said of a slot."""
_PRIOR_USED: Final = 1.7
"""About 85 of 100 booked slots are used; the facts name cities with a third empty, and a doubt is the club's."""
_SEEN: Final[Sequence[tuple[float, float]]] = (
    (0.0, -4.3),
    (0.10, -1.5),
    (0.20, 0.3),
    (0.35, 1.8),
    (0.50, 3.0),
    (0.80, 4.5),
)
"""By the share of its time that somebody was seen; straight lines between."""
_LOOKED_IN: Final = 0.4
_SURE_OF_NOBODY, _UNSURE_OF_NOBODY = 0.08, 0.35
"""Sensors that doubt less than the first while they see nobody are believed in full, those that doubt more than the second
hardly."""
_KEY_TAKEN: Final = 2.6
_KEY_HUNG: Final = -1.8
_NOBODY_COUNTED: Final = -0.8
_DARK: Final = -0.8
_DARK_LX: Final = 15.0
_AIR_ROSE: Final = (150.0, 1.0)
_AIR_FLAT: Final = (40.0, -0.5)
_SURE_ENOUGH: Final = 0.75
_SURE_IF_SHARED: Final = 0.9
"""Below this neither used nor not used is said. Where others may be whom the sensors saw, what is usual proves nothing."""
_TWO_SIDED_95: Final = 3.92


def judge(seen: Seen, key: Key | None, rules: UsageRules, *, expected: float) -> Judged:
    """Return the verdict of one slot. `key` None: it has none in a locker, or nobody knows."""
    weight, reasons = _PRIOR_USED, list[Reason]()
    for part, reason in (*_of_sensors(seen), *_of_key(key)):
        weight += part
        if reason is not None:
            reasons.append(reason)
    used = 1.0 / (1.0 + math.exp(-weight))
    under, why = _under(seen, rules, expected)
    p = used * (1.0 - under), used * under, 1.0 - used
    if not seen.sensor or seen.covered < LEAST_COVERED or seen.busy is None:
        blind = Reason(Why.BLIND, {"covered": round(seen.covered, 2)}) if seen.sensor else Reason(Why.NO_SENSOR)
        return Judged(Verdict.UNKNOWN, *p, (blind, *_of_this_key(key)))
    if key is not None and key.taken_ms is not None and seen.busy < 0.1:
        reasons.append(Reason(Why.KEY_BUT_NOBODY))
    verdict = _verdict(used, under, rules, _SURE_IF_SHARED if seen.others else _SURE_ENOUGH)
    return Judged(verdict, *p, (*reasons, *(why if verdict is Verdict.UNDER_USED else ())))


def _verdict(used: float, under: float, rules: UsageRules, enough: float) -> Verdict:
    if 1.0 - used >= rules.min_probability:
        return Verdict.NO_SHOW
    if used < enough:
        return Verdict.UNKNOWN
    return Verdict.UNDER_USED if under > 0.5 else Verdict.USED


def _of_sensors(seen: Seen) -> Iterator[tuple[float, Reason | None]]:
    if seen.busy is None or not seen.sensor:
        return
    part = _between(seen.busy, _SEEN) + (_LOOKED_IN if seen.busy == 0 and seen.run_min else 0.0)
    part *= min(1.0, seen.covered / LEAST_COVERED)
    if part < 0:
        part *= _between(seen.doubt, ((_SURE_OF_NOBODY, 1.0), (_UNSURE_OF_NOBODY, 0.2)))
    yield _if_shared(part, seen), _seen_reason(seen)
    if seen.others:
        yield 0.0, Reason(Why.SHARED, {"others": seen.others})
    if seen.people is not None:
        nobody = seen.high is not None and seen.high < 0.5
        yield _NOBODY_COUNTED if nobody else 0.0, _people_reason(seen)
    if seen.entries is not None and seen.entries >= 1:
        yield 0.0, Reason(Why.ENTRIES, {"count": round(seen.entries)})
    if seen.dark_lx is not None and seen.dark_lx < _DARK_LX:
        yield _DARK, Reason(Why.DARK, {"lx": round(seen.dark_lx)})
    if seen.air_ppm is not None and seen.air_ppm >= _AIR_ROSE[0]:
        yield _if_shared(_AIR_ROSE[1], seen), Reason(Why.AIR_ROSE, {"ppm": round(seen.air_ppm)})
    elif seen.air_ppm is not None and seen.air_ppm < _AIR_FLAT[0]:
        yield _AIR_FLAT[1], Reason(Why.AIR_FLAT, {"ppm": round(seen.air_ppm)})


def _if_shared(part: float, seen: Seen) -> float:
    """People of other sections that the same sensors see prove little for this one; an empty hall is empty for all."""
    return min(part, 0.1) if seen.others and part > 0 else part


def _seen_reason(seen: Seen) -> Reason:
    busy, minutes = seen.busy or 0.0, round(seen.minutes * seen.covered)
    if busy < 0.1:
        return Reason(Why.NOBODY, {"minutes": minutes})
    return Reason(Why.SEEN, {"share": round(busy, 2), "minutes": round(busy * minutes)})


def _people_reason(seen: Seen) -> Reason:
    named = {"mean": seen.people, "peak": seen.peak, "low": seen.low, "high": seen.high}
    return Reason(Why.PEOPLE, {name: round(x, 1) for name, x in named.items() if x is not None})


def _of_key(key: Key | None) -> Iterator[tuple[float, Reason | None]]:
    for reason in _of_this_key(key):
        yield (_KEY_TAKEN if reason.code is Why.KEY_TAKEN else _KEY_HUNG), reason


def _of_this_key(key: Key | None) -> tuple[Reason, ...]:
    if key is None:
        return ()
    if key.taken_ms is None:
        return (Reason(Why.KEY_HUNG),)
    times = {"t_ms": float(key.taken_ms)} | ({"returned_ms": float(key.returned_ms)} if key.returned_ms is not None else {})
    return (Reason(Why.KEY_TAKEN, times),)


def _under(seen: Seen, rules: UsageRules, expected: float) -> tuple[float, tuple[Reason, ...]]:
    """Return how likely a used slot was under-used, with the reasons if so: too few people, or too little of its time."""
    short = 0.0
    if seen.busy is not None:
        short = _soft((rules.under_share - seen.busy) / 0.05)
    few = 0.0
    if seen.people is not None:
        spread = ((seen.high or seen.people) - (seen.low or seen.people)) / _TWO_SIDED_95
        few = _soft((rules.under_share * expected - seen.people) / max(spread, 0.25))
    reasons = []
    if few > 0.5 and seen.people is not None:
        reasons.append(Reason(Why.FEW, {"mean": round(seen.people, 1), "expected": round(expected)}))
    if short > 0.5 and seen.busy is not None:
        reasons.append(Reason(Why.SHORT, {"share": round(seen.busy, 2)}))
    return max(short, few), tuple(reasons)


def _soft(z: float) -> float:
    """Return the standard normal distribution's value."""
    return 0.5 * (1.0 + math.erf(z / math.sqrt(2.0)))


def _between(x: float, table: Sequence[tuple[float, float]]) -> float:
    before = table[0]
    for point in table:
        if x <= point[0]:
            span = point[0] - before[0]
            return point[1] if span == 0 else before[1] + (point[1] - before[1]) * (x - before[0]) / span
        before = point
    return table[-1][1]
