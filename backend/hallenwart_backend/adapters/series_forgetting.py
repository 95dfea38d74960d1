"""How both stores of time series forget: a little at a time, and whole hours and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hallenwart_backend.adapters.series_meta import MARK, Meta
from hallenwart_backend.adapters.series_packing import offsets, pack_offsets
from hallenwart_backend.telemetry.folding import Point, hour_of
from hallenwart_backend.telemetry.ports import Level

STEP: Final = 4_000
"""Rows in one transaction, more or less."""
BETWEEN_STEPS_S: Final = 0.005


def cut_of(meta: Meta, level: Level, before_ms: int) -> int:
    """Return where it is cut: at the beginning of an hour, or of a day."""
    return hour_of(before_ms) if level is Level.SAMPLE else meta.days.of(hour_of(before_ms))


def marked(meta: Meta, level: Level, cut: int) -> bool:
    """Note that what is older is forgotten from now on; False when that much was said before."""
    if cut <= getattr(meta, MARK[level]):
        return False
    setattr(meta, MARK[level], cut)
    return True


def groups(pending: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Put series with few rows together; `pending` is series and rows."""
    group: list[int] = []
    rows = 0
    for series, count in pending:
        if group and rows + count > STEP:
            yield group
            group, rows = [], 0
        group.append(series)
        rows += count
    if group:
        yield group


def late(meta: Meta, points: Iterable[Point]) -> dict[tuple[int, int], list[Point]]:
    """Return by series and hour what comes when the samples of its hour were forgotten.

    What is older than the hours that are kept is left out: it changes nothing any more.
    """
    found: dict[tuple[int, int], list[Point]] = {}
    for point in points:
        if meta.counts_from <= point[1] < meta.samples_from:
            found.setdefault((point[0], hour_of(point[1])), []).append(point)
    return found


def unheard(points: Iterable[Point], hour: int, times: bytes, stored: Iterable[int]) -> tuple[list[Point], bytes]:
    """Return which of an hour were never there, of equals the first, and the times of all that are gone then.

    `times` are those that are gone already, `stored` those that are not yet.
    """
    known, new = offsets(times) | {t_ms - hour for t_ms in stored}, []
    for point in points:
        if point[1] - hour not in known:
            known.add(point[1] - hour)
            new.append(point)
    return new, times + pack_offsets(point[1] - hour for point in new)
