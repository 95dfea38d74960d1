"""Days by weekday and hour, and how hard prime time is pressed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from hallenwart_backend.occupancy.figures.rules import HOURS, Hours

_SATURDAY: Final = 5


class Measure(StrEnum):
    """`people`: on average while counted. The others are shares: `busy` of the known time, `booked` and `pressure` of the open
    time, `empty` of the booked and known time. Hours in which a hall is closed are left out.
    """

    PEOPLE = "people"
    BUSY = "busy"
    BOOKED = "booked"
    EMPTY = "empty"
    PRESSURE = "pressure"


@dataclass(frozen=True, slots=True)
class Cell:
    value: float
    n: int


def _parts(hours: Hours, hour: int, measure: Measure) -> tuple[float, float]:
    """Return what is divided by what."""
    if measure is Measure.PEOPLE:
        return hours.people[hour], hours.counted[hour]
    if measure is Measure.BUSY:
        return hours.busy[hour], hours.known[hour]
    if measure is Measure.EMPTY:
        return hours.empty[hour], hours.used[hour] + hours.empty[hour]
    wanted = hours.wanted[hour] if measure is Measure.PRESSURE else 0.0
    return hours.booked[hour] + wanted, hours.open[hour]


@dataclass(slots=True)
class Sums:
    """By cell of the week, Monday 0:00 first: what is divided by what, and of how many days."""

    above: list[float] = field(default_factory=lambda: [0.0] * 7 * HOURS)
    below: list[float] = field(default_factory=lambda: [0.0] * 7 * HOURS)
    n: list[float] = field(default_factory=lambda: [0.0] * 7 * HOURS)

    def add(self, other: Sums) -> None:
        for mine, more in ((self.above, other.above), (self.below, other.below), (self.n, other.n)):
            for at, x in enumerate(more):
                mine[at] += x


def add_day(sums: Sums, day: date, hours: Hours, measure: Measure) -> None:
    """Add the hours of a day in which the hall is open and something is known."""
    first = day.weekday() * HOURS
    for hour in range(HOURS):
        part, whole = _parts(hours, hour, measure)
        if whole > 0 and hours.open[hour] > 0:
            sums.above[first + hour] += part
            sums.below[first + hour] += whole
            sums.n[first + hour] += 1


def cells_of(sums: Sums) -> list[list[Cell | None]]:
    """Return for each weekday (Monday first) one cell per hour, None where nothing is known."""
    cells = [
        Cell(round(above / below, 3), round(n)) if below else None
        for above, below, n in zip(sums.above, sums.below, sums.n, strict=True)
    ]
    return [cells[first : first + HOURS] for first in range(0, 7 * HOURS, HOURS)]


def shown_hours(tables: Sequence[Sequence[Cell | None]]) -> list[int]:
    """Return the hours from the first to the last of which anything is known."""
    known = [hour for hour in range(HOURS) if any(row[hour] is not None for row in tables)]
    return list(range(known[0], known[-1] + 1)) if known else []


def pressure(sums: Sums, prime: tuple[int, int]) -> float | None:
    """Return booked, asked and waited for of the open prime time on working days; None when it is never open then.

    `sums` are those of the measure of that name.
    """
    cells = [day * HOURS + hour for day in range(_SATURDAY) for hour in range(prime[0] // 60, -(-prime[1] // 60))]
    available = sum(sums.below[at] for at in cells)
    return round(sum(sums.above[at] for at in cells) / available, 3) if available else None
