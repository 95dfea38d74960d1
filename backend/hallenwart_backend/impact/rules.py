"""Figures with the interval they lie in. Pure. Each method is named with its figure and checked against a simulated truth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.95
_MOST_STEPS: Final = 2_000_000
"""Beyond, the sum of what is uncertain is taken as normal: then it is one of very many."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is the case by the evidence, and between which bounds it lies. `n` cases say so, `unknown` say nothing."""

    value: float
    low: float
    high: float
    n: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """Something that was so with probability `p`, and counts `weight`; `p` None: nothing is known of it."""

    weight: int
    p: float | None


def z_of(level: float) -> float:
    """Return how many standard deviations hold the middle `level` of a normal distribution."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(hits: int, of: int, level: float = LEVEL) -> Estimate:
    """Return a share with Wilson's score interval. Raises ValueError where there is nothing to have a share of."""
    if of <= 0 or not 0 <= hits <= of:
        raise ValueError(f"{hits} of {of}")
    z = z_of(level)
    share, spread = hits / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half), of)


def total(cases: Sequence[Case], level: float = LEVEL) -> Estimate:
    """Return what the weights of the cases that were so add up to.

    Of known cases the distribution of the sum is worked out (Poisson binomial, with weights). Unknown cases are assumed to be
    nothing: all of them not so for the lower bound, all of them so for the upper one.
    """
    known = [(one.weight, one.p) for one in cases if one.p is not None]
    unknown = [one.weight for one in cases if one.p is None]
    low, high = _sum_between(known, level)
    value = sum(weight * p for weight, p in known)
    return Estimate(value, min(low, value), max(high, value) + sum(unknown), len(known), len(unknown))


def _sum_between(known: Sequence[tuple[int, float]], level: float) -> tuple[float, float]:
    most = sum(weight for weight, _ in known)
    if most * len(known) > _MOST_STEPS:
        mean = sum(weight * p for weight, p in known)
        half = z_of(level) * math.sqrt(sum(weight * weight * p * (1 - p) for weight, p in known))
        return max(0.0, mean - half), min(float(most), mean + half)
    chances = [1.0] + [0.0] * most
    reached = 0
    for weight, p in known:
        for at in range(reached, -1, -1):
            so = chances[at] * p
            chances[at] -= so
            chances[at + weight] += so
        reached += weight
    return _quantile(chances, (1 - level) / 2), _quantile(chances, (1 + level) / 2)


def _quantile(chances: Sequence[float], share: float) -> float:
    below = 0.0
    for at, chance in enumerate(chances):
        below += chance
        if below >= share - 1e-12:
            return float(at)
    return float(len(chances) - 1)


def ratio(clusters: Sequence[tuple[float, float]], level: float = LEVEL) -> Estimate:
    """Return what the first numbers add up to for one of the second, from groups that belong together (weeks).

    The interval is that of the ratio estimator of cluster sampling, with Student's t. Raises ValueError for fewer than two.
    """
    below = sum(w for _, w in clusters)
    n = len(clusters)
    if n < 2 or below <= 0:
        raise ValueError(f"{n} groups of {below} together")
    value = sum(u for u, _ in clusters) / below
    spread = sum((u - value * w) ** 2 for u, w in clusters)
    half = t_of(level, n - 1) * math.sqrt(n / (n - 1) * spread) / below
    return Estimate(value, max(0.0, value - half), value + half, n)


def t_of(level: float, degrees: int) -> float:
    """Return Student's t by Hill's expansion about the normal distribution (Cornish and Fisher); 3 % high at two degrees."""
    z = z_of(level)
    terms: tuple[float, ...] = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + math.fsum(term / math.pow(degrees, at + 1) for at, term in enumerate(terms))


def median(values: Sequence[float | None], level: float = LEVEL) -> Estimate:
    """Return the middle of the values; None has not happened yet and counts as longer than all others.

    The interval stands between two of the values themselves, chosen by the binomial distribution: it holds for whatever way
    they are distributed. `high` is infinite where too many have not happened. Raises ValueError where there are none.
    """
    n = len(values)
    if n == 0:
        raise ValueError("no values")
    ordered = sorted(math.inf if value is None else value for value in values)
    at = _rank(n, level)
    middle = ordered[n // 2] if n % 2 else _between(ordered[n // 2 - 1], ordered[n // 2])
    low, high = (ordered[at - 1], ordered[n - at]) if at else (0.0, math.inf)
    return Estimate(middle, low, high, n, sum(value is None for value in values))


def _between(first: float, second: float) -> float:
    return second if math.isinf(second) else (first + second) / 2


def _rank(n: int, level: float) -> int:
    """Return which value from either end holds the median with probability `level`; 0: not even the outermost do."""
    outside, rank = 0.0, 0
    for at in range(n // 2):
        outside += 2 * math.comb(n, at) / 2**n
        if outside > 1 - level:
            break
        rank = at + 1
    return rank


def less(used: Estimate, weight: float, share: Estimate) -> Estimate:
    """Return `used` without what would have been so anyway: `share` of `weight`. Both intervals must be of level `BOTH`."""
    return Estimate(
        used.value - weight * share.value,
        used.low - weight * share.high,
        used.high - weight * share.low,
        used.n + share.n,
        used.unknown,
    )


BOTH: Final = 1 - (1 - LEVEL) / 2
"""The level two intervals need so that both hold together at `LEVEL` (Bonferroni)."""
