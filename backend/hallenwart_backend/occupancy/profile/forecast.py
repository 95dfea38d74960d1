"""How many people there will be: a day or more ahead, and in the next hours. Pure; nothing after `now_ms` is looked at.

The forecast of a slot is the weighted median of the past values it is likened to (`alike`), its band a range of the same
values, widened until past forecasts were inside as often as promised. Weeks without values are skipped, up to half a year back;
the longer ago a place was last seen, the wider the band. In the next hours, what is more or less than usual now fades away, as
fast as it used to.
"""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from datetime import date
from typing import Final, NamedTuple

from hallenwart_backend.occupancy.profile.alike import Booked, Past, quantile
from hallenwart_backend.occupancy.profile.weekly import DAY_MS, WEEK_MS, Clock, Values

COVERED: Final = 0.9
"""Nine of ten values shall lie within the band."""
TRIED_DAYS: Final = 28
"""So many past days the band is tried on."""
QUIET: Final = 1.0
"""Times when usually fewer people than this are there are tried apart: they would flatter the busy ones."""
LEAST_TRIES: Final = 40
UNTRIED_BY, LEAST_BY, MOST_BY = 1.5, 0.5, 6.0
STALE_PER_WEEK: Final = 0.15
"""By this share a band widens with every week that nothing was seen of the place."""
NEAR_MS: Final = 3 * 3_600_000
"""So far ahead it still matters what is more or less than usual now."""


class Band(NamedTuple):
    """People in the slot that begins at `t_ms`: nine of ten times within `low` … `high`, as often below `mid` as above."""

    t_ms: int
    low: float
    mid: float
    high: float


def forecast(
    values: Values,
    clock: Clock,
    now_ms: int,
    *,
    from_ms: int,
    to_ms: int,
    booked: Booked | None = None,
    left_out: Container[date] = (),
) -> list[Band]:
    """Return a band for every slot that begins within `from_ms` … `to_ms`; none for slots nothing can be said of.

    `booked` holds past and coming slots; without it all slots of the same time are alike. Days `left_out` (holidays, closures)
    learn from each other only. Takes some 0.2 s for half a year of half hours, however many slots are wanted: keep the answer.
    """
    past = Past(values, clock, now_ms, booked=booked, left_out=left_out)
    tried = Tried(past, clock, now_ms)
    stale = 0.0 if past.newest is None else max(0.0, (now_ms - past.newest[0]) / WEEK_MS - 1 / 7)
    found = []
    for t_ms in range(from_ms + (-from_ms) % clock.slot_ms, to_ms, clock.slot_ms):
        plain = plain_band(past, t_ms, now_ms)
        if plain is not None:
            wide = widened(plain, tried.by(plain) * (1 + STALE_PER_WEEK * stale))
            found.append(_from_now(wide, past, tried))
    return found


def plain_band(past: Past, t_ms: int, as_of_ms: int) -> Band | None:
    """Return the band as the past values are, by what was known at `as_of_ms`; at least as wide as chance scatters."""
    pool = past.pool(t_ms, as_of_ms)
    if not pool:
        return None
    low, mid, high = (quantile(pool, share) for share in ((1 - COVERED) / 2, 0.5, (1 + COVERED) / 2))
    least = 0.5 * math.sqrt(mid + 0.25)
    return Band(t_ms, max(0.0, min(low, mid - least)), mid, max(high, mid + least))


def widened(band: Band, by: float) -> Band:
    t_ms, low, mid, high = band
    return Band(t_ms, max(0.0, mid - by * (mid - low)), mid, mid + by * (high - mid))


class Tried:
    """How forecasts of the last weeks, as they were a day before, held: how wide bands must be, how long a difference lasts."""

    def __init__(self, past: Past, clock: Clock, now_ms: int) -> None:
        self._slot_ms = clock.slot_ms
        self._apart: dict[int, float] = {}
        needed: dict[bool, list[float]] = {True: [], False: []}
        for t_ms, _, x in past.told:
            if t_ms >= now_ms - TRIED_DAYS * DAY_MS:
                band = plain_band(past, t_ms, t_ms - DAY_MS)
                if band is not None:
                    needed[band.mid < QUIET].append(_needed(band, x))
                    self._apart[t_ms] = x - band.mid
        self._by = {quiet: _covering(of) for quiet, of in needed.items()}
        self._shares: dict[int, float] = {}

    def by(self, band: Band) -> float:
        """Return by how much a band must be widened."""
        return self._by[band.mid < QUIET]

    def lasting(self, gone_ms: int) -> float:
        """Return which share of a difference is still there after so long (regression of the later on the earlier)."""
        if gone_ms not in self._shares:
            pairs = [(d, self._apart[t_ms + gone_ms]) for t_ms, d in self._apart.items() if t_ms + gone_ms in self._apart]
            square = sum(d * d for d, _ in pairs)
            told = sum(d * later for d, later in pairs) / square if square and len(pairs) >= LEAST_TRIES else 0.0
            self._shares[gone_ms] = min(1.0, max(0.0, told))
        return self._shares[gone_ms]


def _needed(band: Band, x: float) -> float:
    """Return by how much a band must be widened to hold `x`."""
    side = band.high - band.mid if x > band.mid else band.mid - band.low
    return abs(x - band.mid) / side if side > 0 else 0.0 if x == band.mid else MOST_BY


def _covering(needed: Sequence[float]) -> float:
    if len(needed) < LEAST_TRIES:
        return UNTRIED_BY
    rank = math.ceil(COVERED * (len(needed) + 1)) - 1
    return min(MOST_BY, max(LEAST_BY, sorted(needed)[min(rank, len(needed) - 1)]))


def _from_now(band: Band, past: Past, tried: Tried) -> Band:
    """Move a band of the next hours by what is more or less than usual now."""
    if past.newest is None or not 0 < band.t_ms - past.newest[0] <= NEAR_MS:
        return band
    t_ms, x = past.newest
    usual = plain_band(past, t_ms, t_ms)
    if usual is None:
        return band
    mid = max(0.0, band.mid + tried.lasting(band.t_ms - t_ms) * (x - usual.mid))
    return Band(band.t_ms, max(0.0, mid - (band.mid - band.low)), mid, mid + (band.high - band.mid))
