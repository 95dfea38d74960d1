"""Samples by columns on their way into a store: no object per sample, and what one commit holds folded per series. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import cast, overload

from hallenwart_backend.telemetry.folding import HOUR_MS, Fold, Folds, Point, by_hour


class Points(Sequence[Point]):
    """Columns of series numbers, times and values, and by place the qualities that are not ok."""

    __slots__ = ("q", "series", "t_ms", "x")

    def __init__(self) -> None:
        self.series: list[int] = []
        self.t_ms: list[int] = []
        self.x: list[float | None] = []
        self.q: dict[int, str] = {}

    def put(self, series: int, t_ms: int, x: float | None, q: str | None) -> None:
        if q is not None:
            self.q[len(self.x)] = q
        self.series.append(series)
        self.t_ms.append(t_ms)
        self.x.append(x)

    def extend(self, series: Iterable[int], t_ms: Sequence[int], x: Sequence[float | None], q: dict[int, str]) -> None:
        """Add as many of each; `q` by place in `x`."""
        if q:
            base = len(self.x)
            self.q.update({base + at: word for at, word in q.items()})
        self.series += series
        self.t_ms += t_ms
        self.x += x

    def ordered(self) -> Points:
        """Return them by series, those of one series as they came."""
        series = self.series
        order = sorted(range(len(series)), key=series.__getitem__)
        if len(order) < 2:
            return self
        found, take = Points(), itemgetter(*order)
        found.series, found.t_ms, found.x = [*take(series)], [*take(self.t_ms)], [*take(self.x)]
        if self.q:
            found.q = {at: self.q[old] for at, old in enumerate(order) if old in self.q}
        return found

    def words(self) -> Iterable[str | None]:
        """Return every quality, None for ok."""
        return map(self.q.get, range(len(self.x))) if self.q else repeat(None, len(self.x))

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield of ordered points each series with where its own begin and end."""
        start = 0
        for series, count in Counter(self.series).items():
            yield series, start, start + count
            start += count

    def clear(self) -> None:
        self.series, self.t_ms, self.x, self.q = [], [], [], {}

    def __len__(self) -> int:
        return len(self.x)

    @overload
    def __getitem__(self, at: int) -> Point: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Point]: ...
    def __getitem__(self, at: int | slice) -> Point | Sequence[Point]:
        if isinstance(at, slice):
            return [*self][at]
        at = range(len(self.x))[at]
        return self.series[at], self.t_ms[at], self.x[at], self.q.get(at)

    def __iter__(self) -> Iterator[Point]:
        return zip(self.series, self.t_ms, self.x, self.words(), strict=True)


def folded(points: Points) -> tuple[Folds, list[Point]]:
    """Return of ordered points the hours, and the newest point of each series."""
    hours: Folds = {}
    newest: list[Point] = []
    whole = None not in points.x
    for series, start, end in points.runs():
        times, values = points.t_ms[start:end], points.x[start:end]
        last_ms = max(times)
        hour = last_ms // HOUR_MS
        at = end - 1 - times[::-1].index(last_ms)
        newest.append((series, last_ms, points.x[at], points.q.get(at)))
        if whole and min(times) // HOUR_MS == hour:
            hours[series, hour * HOUR_MS] = _fold(cast("list[float]", values))
        else:
            hours |= by_hour(zip(repeat(series), times, values, repeat(None)))
    return hours, newest


def _fold(values: Sequence[float]) -> Fold:
    return len(values), sum(values), min(values), max(values)
