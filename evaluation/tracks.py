"""One instrument of a recording over time, as its meter wrote it down."""

from __future__ import annotations

import bisect
import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEAD_FROM: Final = 1e6
"""Data loggers write huge numbers (9.91E+37) where a channel was open."""


@dataclass(frozen=True, slots=True)
class Track:
    """Values at `times_s` (rising). A value that the meter did not give is NaN."""

    times_s: Sequence[float]
    values: Sequence[float]

    def at(self, t_s: float) -> float:
        """Return the last value written down by `t_s`; before the recording its first. Nothing is read from later."""
        index = bisect.bisect_right(self.times_s, t_s) - 1
        return self.values[max(0, index)]

    @property
    def first(self) -> float:
        return self.values[0]

    @property
    def end_s(self) -> float:
        return self.times_s[-1]

    @property
    def alive(self) -> bool:
        """Whether the meter gave any number at all."""
        return any(math.isfinite(value) for value in self.values)

    @property
    def highest(self) -> float:
        return max((value for value in self.values if math.isfinite(value)), default=math.nan)


def number(text: str | None) -> float:
    """Return the number a cell holds, NaN for an empty, unreadable or open channel."""
    try:
        value = float(text or "")
    except ValueError:
        return math.nan
    return value if abs(value) < DEAD_FROM else math.nan


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of columns. Column names are unique; a row shorter than the header ends in empty cells."""

    path: Path
    columns: dict[str, list[str]]

    @property
    def name(self) -> str:
        return self.path.stem

    def track(self, column: str, times_s: Sequence[float]) -> Track:
        """Return a column over `times_s`; rows without a time, or not later than the row before, are left out."""
        kept: list[tuple[float, float]] = []
        for t_s, cell in zip(times_s, self.columns[column], strict=True):
            if math.isfinite(t_s) and (not kept or t_s > kept[-1][0]):
                kept.append((t_s, number(cell)))
        return Track([t_s for t_s, _ in kept], [value for _, value in kept])


def read_sheets(folder: Path) -> Iterator[Sheet]:
    """Yield every readable table below `folder` (.csv, .txt), in the order of their paths."""
    for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in (".csv", ".txt") and each.is_file()):
        if (sheet := _read(path)) is not None:
            yield sheet


def _read(path: Path) -> Sheet | None:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = [row for row in csv.reader(file) if row]
    if len(rows) < 2:
        return None
    header, body = [name.strip() for name in rows[0]], rows[1:]
    if len(body[0]) == len(header) + 1:  # row numbers without a heading
        body = [row[1:] for row in body]
    return Sheet(path, {name: [row[at] if at < len(row) else "" for row in body] for at, name in enumerate(header) if name})
