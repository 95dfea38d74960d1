"""The curve of a day as pages draw it: people with bounds, doors, the closing error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.occupancy.answers import CountedDoorOut
from hallenwart_backend.occupancy.slots.grid import MINUTE_MS, Grid, grid_of
from hallenwart_backend.occupancy.slots.seeing import grid_for
from hallenwart_backend.occupancy.tracks import SeriesToRead, Tracks, hall_of
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.quantities import CLOSING_ERROR, PASSAGES_IN, PASSAGES_OUT

People = tuple[int, float | None, float | None, float | None]
Usual = tuple[int, float, float, float]
UsualOf = Callable[[Hall, int, int], Awaitable[list[Usual]]]
_HOLD_MS: Final = 15 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class DayCurve:
    people: list[People] = field(default_factory=list)
    usual: list[Usual] = field(default_factory=list)
    doors: list[CountedDoorOut] = field(default_factory=list)
    closing_error: float | None = None


class Curves:
    """`usual` says what is usual in a hall between two times."""

    def __init__(self, series: SeriesToRead, tracks: Tracks, places: Callable[[], Places], usual: UsualOf) -> None:
        self._series = series
        self._tracks = tracks
        self._places = places
        self._usual = usual

    async def day(self, hall: Hall, from_ms: int, to_ms: int) -> DayCurve:
        if to_ms <= from_ms:
            return DayCurve(usual=await self._usual(hall, from_ms, from_ms + 86_400_000))
        if not self._tracks.keys(hall.id):
            await self._tracks.learn(self._places())
        tracks = await self._tracks.of(hall.id, from_ms - _HOLD_MS, to_ms)
        everything = frozenset(range(1, hall.sections + 1))
        found = grid_for([grid_of(one, from_ms, to_ms) for one in tracks if one.people], everything, everything)
        return DayCurve(
            points(found[0]) if found else [],
            await self._usual(hall, from_ms, from_ms + 86_400_000),
            await self._doors(hall, from_ms, to_ms),
            await self._closing_error(hall, from_ms, to_ms),
        )

    async def _doors(self, hall: Hall, from_ms: int, to_ms: int) -> list[CountedDoorOut]:
        found: dict[tuple[str, str], list[int]] = {}
        for at, quantity in enumerate((PASSAGES_IN, PASSAGES_OUT)):
            for key in await self._of(quantity, hall):
                sums = found.setdefault((key.device, key.component), [0, 0])
                window = await self._series.window(key, from_ms=from_ms, to_ms=to_ms)
                sums[at] += round(sum(x for _, x in window if x is not None))
        return [
            CountedDoorOut(c=c, name=c.replace("-", " ").replace("_", " ").title(), ins=ins, outs=outs, quality="ok")
            for (_, c), (ins, outs) in sorted(found.items())
        ]

    async def _closing_error(self, hall: Hall, from_ms: int, to_ms: int) -> float | None:
        last: tuple[int, float] | None = None
        for key in await self._of(CLOSING_ERROR, hall):
            for t_ms, x in await self._series.window(key, from_ms=from_ms, to_ms=to_ms):
                if x is not None and (last is None or t_ms >= last[0]):
                    last = t_ms, x
        return last[1] if last else None

    async def _of(self, quantity: str, hall: Hall) -> list[SeriesKey]:
        keys = [key for key in await self._series.keys_of(quantity) if key.quantity == quantity]
        return [key for key in keys if hall_of(key, self._places()) == hall.id]


def points(grid: Grid) -> list[People]:
    """Return the minutes at which something changed, and the last one."""
    rows = list(zip(grid.people, grid.low, grid.high, strict=True))
    if not rows:
        return []
    kept = [0, *(at for at, (before, now) in enumerate(pairwise(rows), 1) if before != now)]
    if kept[-1] != len(rows) - 1:
        kept.append(len(rows) - 1)
    return [(grid.from_ms + at * MINUTE_MS, *_rounded(rows[at])) for at in kept]


def _rounded(row: Sequence[float | None]) -> tuple[float | None, float | None, float | None]:
    people, low, high = (None if x is None else round(x, 1) for x in row)
    return people, low, high
