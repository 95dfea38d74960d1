"""What light, heating, meters and air add to a day's figures. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from hallenwart_backend.occupancy.figures.rules import Hours
from hallenwart_backend.occupancy.slots.grid import MINUTE_MS, Grid, Minutes, Track, filled

STALE_PPM: Final = 1_000.0
STALE_MIN: Final = 15
LIT_LX: Final = 100.0
NIGHT: Final = frozenset({22, 23, 0, 1, 2, 3, 4})
"""Where no switch tells that light is on, brightness does in these hours: the sun is not it."""


def add_helpers(said: Hours, track: Track, grid: Grid | None, from_ms: int, to_ms: int, hour_of: Callable[[int], int]) -> None:
    """Add minutes of light and heating, those without anybody, the energy then, and minutes of stale air."""
    count = (to_ms - from_ms) // MINUTE_MS
    if count <= 0 or not any((track.lamps, track.light, track.heating, track.power, track.air)):
        return
    hours = [hour_of(from_ms + at * MINUTE_MS) for at in range(0, count, 15)]
    empty = [_is_empty(grid, from_ms + at * MINUTE_MS) for at in range(count)]
    lamps = filled(track.lamps, from_ms, count)
    if not track.lamps and track.light:
        dark = filled(track.light, from_ms, count)
        lamps = [None if x is None or hours[at // 15] not in NIGHT else float(x >= LIT_LX) for at, x in enumerate(dark)]
    _add_on(said.lit, said.lit_empty, lamps, empty, hours)
    _add_on(said.warm, said.warm_empty, filled(track.heating, from_ms, count), empty, hours)
    for at, watts in enumerate(filled(track.power, from_ms, count) if track.power else ()):
        if watts is not None and empty[at]:
            said.empty_wh[hours[at // 15]] += watts / 60
    _add_air(said, filled(track.air, from_ms, count) if track.air else [], hours)


def _is_empty(grid: Grid | None, t_ms: int) -> bool:
    if grid is None:
        return False
    at = (t_ms - grid.from_ms) // MINUTE_MS
    busy = grid.busy[at] if 0 <= at < len(grid.busy) else None
    return busy is not None and busy < 0.5


def _add_on(on: list[float], empty_on: list[float], minutes: Minutes, empty: Sequence[bool], hours: Sequence[int]) -> None:
    for at, x in enumerate(minutes):
        if x is not None and x >= 0.5:
            on[hours[at // 15]] += 1
            empty_on[hours[at // 15]] += empty[at]


def _add_air(said: Hours, air: Minutes, hours: Sequence[int]) -> None:
    start = -1
    for at in range(len(air) + 1):
        x = air[at] if at < len(air) else None
        over = x is not None and x > STALE_PPM
        if over and start < 0:
            start = at
        elif not over and start >= 0:
            for minute in range(start, at) if at - start >= STALE_MIN else ():
                said.stale[hours[minute // 15]] += 1
            start = -1
        if x is not None:
            hour = hours[at // 15]
            said.air_peak[hour] = max(said.air_peak[hour] or 0.0, x)
