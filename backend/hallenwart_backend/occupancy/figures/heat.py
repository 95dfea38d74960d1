"""Days by weekday and hour, and how hard prime time is pressed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


def cells_of(days: Iterable[tuple[date, Hours]], measure: Measure) -> list[list[Cell | None]]:
    """Return for each weekday (Monday first) one cell per hour, None where nothing is known."""
    above = [[0.0] * HOURS for _ in range(7)]
    below = [[0.0] * HOURS for _ in range(7)]
    count = [[0] * HOURS for _ in range(7)]
    for day, hours in days:
        weekday = day.weekday()
        for hour in range(HOURS):
            part, whole = _parts(hours, hour, measure)
            if whole > 0 and hours.open[hour] > 0:
                above[weekday][hour] += part
                below[weekday][hour] += whole
                count[weekday][hour] += 1
    return [
        [
            Cell(round(above[weekday][hour] / below[weekday][hour], 3), count[weekday][hour]) if below[weekday][hour] else None
            for hour in range(HOURS)
        ]
        for weekday in range(7)
    ]


def shown_hours(tables: Sequence[Sequence[Cell | None]]) -> list[int]:
    """Return the hours from the first to the last of which anything is known."""
    known = [hour for hour in range(HOURS) if any(row[hour] is not None for row in tables)]
    return list(range(known[0], known[-1] + 1)) if known else []


def pressure(days: Iterable[tuple[date, Hours]], prime: tuple[int, int]) -> float | None:
    """Return booked, asked and waited for of the open prime time on working days; None when it is never open then."""
    wanted = available = 0.0
    for day, hours in days:
        if day.weekday() >= _SATURDAY:
            continue
        for hour in range(prime[0] // 60, -(-prime[1] // 60)):
            wanted += hours.booked[hour] + hours.wanted[hour]
            available += hours.open[hour]
    return round(wanted / available, 3) if available else None
