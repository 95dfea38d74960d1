"""Weekday by hour of what one club had: from its own slots alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from hallenwart_backend.occupancy.figures.heat import Cell, Measure
from hallenwart_backend.occupancy.figures.rules import HOURS
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_contract.clock import utc

_HOUR_MS: Final = 3_600_000


def club_cells(rows: Iterable[Row[Any]], measure: Measure, zone: ZoneInfo) -> list[list[Cell | None]]:
    """Return a club's cells: `people` on average, `busy` and `empty` as shares of its known time, else how often it had it."""
    above = [[0.0] * HOURS for _ in range(7)]
    below = [[0] * HOURS for _ in range(7)]
    for row in rows:
        value = _value(row, measure)
        if value is None:
            continue
        for weekday, hour in _hours(row.start_ms, row.end_ms, zone):
            above[weekday][hour] += value
            below[weekday][hour] += 1
    counted = measure in {Measure.BOOKED, Measure.PRESSURE}
    return [
        [
            Cell(round(above[day][hour] if counted else above[day][hour] / below[day][hour], 3), below[day][hour])
            if below[day][hour]
            else None
            for hour in range(HOURS)
        ]
        for day in range(7)
    ]


def _value(row: Row[Any], measure: Measure) -> float | None:
    if measure is Measure.PEOPLE:
        return None if row.people_mean is None else float(row.people_mean)
    if measure in {Measure.BOOKED, Measure.PRESSURE}:
        return 1.0
    if row.verdict == Verdict.UNKNOWN or row.used_share is None:
        return None
    return float(row.used_share) if measure is Measure.BUSY else 1.0 - float(row.used_share)


def _hours(start_ms: int, end_ms: int, zone: ZoneInfo) -> list[tuple[int, int]]:
    at, end = utc(start_ms).astimezone(zone), utc(end_ms).astimezone(zone)
    at = at.replace(minute=0, second=0, microsecond=0)
    found: list[tuple[int, int]] = []
    while at < end and len(found) < 2 * HOURS:
        found.append((at.weekday(), at.hour))
        at = (at + timedelta(hours=1)).astimezone(zone)
    return found
