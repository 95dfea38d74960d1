"""What a day says of a hall, hour by hour of its local clock. Pure; minutes are of the whole hall: a third counts a third."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hallenwart_backend.occupancy.slots.grid import MINUTE_MS, Grid
from hallenwart_backend.occupancy.slots.seeing import Time, grid_for

HOURS: Final = 24


def _zeros() -> list[float]:
    return [0.0] * HOURS


class Hours(msgspec.Struct, kw_only=True, array_like=True):
    """Minutes by local hour. On the day clocks go back one hour has 120 of them, on the other one has none.

    `booked` = `used` + `empty` + `unknown`. `unbooked`: somebody there and nobody had booked. `busy`: somebody there, of
    `known`. `seen`: of the open time, sensors saw. `people` is people times minutes of `counted`; `peak` the most at once,
    None: nobody counts. `wanted`: asked for or waited for, and not given. `lit` and `warm`: light and heating on, with
    `_empty` while nobody was there; `empty_wh` the energy of a meter then. `stale`: more than 1,000 ppm CO2 for 15 min.
    """

    open: list[float] = msgspec.field(default_factory=_zeros)
    booked: list[float] = msgspec.field(default_factory=_zeros)
    used: list[float] = msgspec.field(default_factory=_zeros)
    empty: list[float] = msgspec.field(default_factory=_zeros)
    unknown: list[float] = msgspec.field(default_factory=_zeros)
    unbooked: list[float] = msgspec.field(default_factory=_zeros)
    busy: list[float] = msgspec.field(default_factory=_zeros)
    known: list[float] = msgspec.field(default_factory=_zeros)
    seen: list[float] = msgspec.field(default_factory=_zeros)
    people: list[float] = msgspec.field(default_factory=_zeros)
    counted: list[float] = msgspec.field(default_factory=_zeros)
    peak: list[float | None] = msgspec.field(default_factory=lambda: [None] * HOURS)
    wanted: list[float] = msgspec.field(default_factory=_zeros)
    lit: list[float] = msgspec.field(default_factory=_zeros)
    lit_empty: list[float] = msgspec.field(default_factory=_zeros)
    warm: list[float] = msgspec.field(default_factory=_zeros)
    warm_empty: list[float] = msgspec.field(default_factory=_zeros)
    empty_wh: list[float] = msgspec.field(default_factory=_zeros)
    stale: list[float] = msgspec.field(default_factory=_zeros)
    air_peak: list[float | None] = msgspec.field(default_factory=lambda: [None] * HOURS)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a hall's day was to be. `opens` and `wishes` are spans; a wish has its share of the hall."""

    sections: int
    opens: Sequence[tuple[int, int]]
    booked: Sequence[Time]
    wishes: Sequence[tuple[int, int, float]] = ()


def hours_of(plan: Plan, grids: Sequence[Grid], from_ms: int, to_ms: int, hour_of: Callable[[int], int]) -> Hours:
    """Return a day's figures. `hour_of` says the local hour of an instant; every local hour begins at a quarter."""
    said = Hours()
    everything = frozenset(range(1, plan.sections + 1))
    count = (to_ms - from_ms) // MINUTE_MS
    hours = [hour_of(from_ms + at * MINUTE_MS) for at in range(0, count, 15)]
    is_open = _marks(plan.opens, from_ms, count)
    whole = grid_for(grids, everything, everything)
    hall = whole[0] if whole else None
    has = {
        section: _marks([(one.start_ms, one.end_ms) for one in plan.booked if section in one.sections], from_ms, count)
        for section in everything
    }
    eyes = {
        section: found[0] if (found := grid_for(grids, frozenset({section}), everything)) else None for section in everything
    }
    shares = dict.fromkeys(everything, 1.0 / plan.sections)
    for at in range(count):
        hour = hours[at // 15]
        t_ms = from_ms + at * MINUTE_MS
        _add_hall(said, hour, hall, t_ms, open_now=is_open[at], booked=any(has[section][at] for section in everything))
        for section in everything:
            if has[section][at]:
                _add_booked(said, hour, _busy(eyes[section], t_ms), shares[section])
    for start, end, share in plan.wishes:
        for t_ms in range(max(start, from_ms), min(end, to_ms), 15 * MINUTE_MS):
            said.wanted[hour_of(t_ms)] += 15 * share
    return said


def _marks(spans: Sequence[tuple[int, int]], from_ms: int, count: int) -> list[bool]:
    marks = [False] * count
    for start, end in spans:
        first, last = max(0, (start - from_ms) // MINUTE_MS), min(count, -(-(end - from_ms) // MINUTE_MS))
        if first < last:
            marks[first:last] = [True] * (last - first)
    return marks


def _busy(grid: Grid | None, t_ms: int) -> float | None:
    if grid is None:
        return None
    at = (t_ms - grid.from_ms) // MINUTE_MS
    return grid.busy[at] if 0 <= at < len(grid.busy) else None


def _add_hall(said: Hours, hour: int, grid: Grid | None, t_ms: int, *, open_now: bool, booked: bool) -> None:
    busy = _busy(grid, t_ms)
    if open_now:
        said.open[hour] += 1
        said.seen[hour] += busy is not None
    said.known[hour] += busy is not None
    if busy is not None and busy >= 0.5:
        said.busy[hour] += 1
        said.unbooked[hour] += not booked
    if grid is None:
        return
    at = (t_ms - grid.from_ms) // MINUTE_MS
    people = grid.people[at] if 0 <= at < len(grid.people) else None
    if people is not None:
        said.people[hour] += people
        said.counted[hour] += 1
        said.peak[hour] = max(said.peak[hour] or 0.0, people)


def _add_booked(said: Hours, hour: int, busy: float | None, share: float) -> None:
    said.booked[hour] += share
    if busy is None:
        said.unknown[hour] += share
    elif busy >= 0.5:
        said.used[hour] += share
    else:
        said.empty[hour] += share


def packed(hours: Hours) -> str:
    """Return a day's figures as they are stored, to a tenth of a minute."""
    return msgspec.json.encode([_rounded(getattr(hours, name)) for name in hours.__struct_fields__]).decode()


def _rounded(values: Sequence[float | None]) -> list[float | None]:
    return [None if x is None else int(x) if x == int(x) else round(x, 1) for x in values]


_DECODER: Final = msgspec.json.Decoder(Hours)


def unpacked(body: str) -> Hours:
    return _DECODER.decode(body)
