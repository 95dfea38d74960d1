"""The usual use of halls as observations: what the public page of use said, week by week."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence

from hallenwart_backend.occupancy.public.history import ToldWeek
from hallenwart_backend.opendata.sensorthings.model import Entity, Row
from hallenwart_backend.opendata.sensorthings.narrowing import Bounds


class Usual:
    """`places`: of which place (a site, or "" for the town) a datastream speaks, by its id."""

    def __init__(self, weeks: Sequence[ToldWeek], places: Mapping[str, str]) -> None:
        self._weeks, self._places = weeks, places

    async def rows(self, streams: Sequence[Entity], bounds: Bounds) -> list[Row]:
        return list(self._rows(streams, bounds))

    async def best(self, streams: Sequence[Entity], bounds: Bounds, *, down: tuple[bool, bool], limit: int) -> list[Row]:
        ways = [-1 if one else 1 for one in down]
        rows = self._rows(streams, bounds)
        return heapq.nsmallest(limit, rows, key=lambda row: (ways[0] * row.x, ways[1] * row.ms, row.stream.id))

    async def count(self, streams: Sequence[Entity], bounds: Bounds) -> int:
        return sum(1 for _ in self._rows(streams, bounds))

    def _rows(self, streams: Sequence[Entity], bounds: Bounds) -> Iterator[Row]:
        for week in self._weeks:
            if week.told_ms <= bounds.from_ms or week.from_ms >= bounds.to_ms:
                continue
            for stream in streams:
                for from_ms, to_ms, people in week.figures(self._places[stream.id]):
                    if bounds.from_ms <= from_ms < bounds.to_ms and bounds.least <= people <= bounds.most:
                        yield Row(stream, from_ms, to_ms, week.told_ms, people)


def extent(weeks: Sequence[ToldWeek], place: str) -> tuple[int, int, int, int] | None:
    """Return when its first figure begins and its last ends, and when those were told; None where there is none."""
    first = next(((one, week) for week in weeks for one in week.figures(place)), None)
    last = next(((one, week) for week in reversed(weeks) for one in reversed([*week.figures(place)])), None)
    return (first[0][0], last[0][1], first[1].told_ms, last[1].told_ms) if first and last else None
