"""SQL of the days' figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from hallenwart_backend.occupancy.figures.rules import Hours, unpacked
from hallenwart_backend.occupancy.tables import usage_days

_D = usage_days.c
_SUMS = ("open", "booked", "used", "empty", "unknown", "unbooked", "seen", "people", "counted")


@dataclass(frozen=True, slots=True)
class HallSum:
    """Minutes of a hall over some days."""

    open: float = 0.0
    booked: float = 0.0
    used: float = 0.0
    empty: float = 0.0
    unknown: float = 0.0
    unbooked: float = 0.0
    seen: float = 0.0
    people: float = 0.0
    counted: float = 0.0
    peak: float | None = None


def per_hall(connection: Connection, halls: Sequence[str], first: date, last: date) -> dict[str, HallSum]:
    sums = [func.sum(getattr(_D, f"{name}_min")) for name in _SUMS]
    wanted = select(_D.hall, *sums, func.max(_D.peak)).where(_D.hall.in_(halls), _D.day >= first, _D.day <= last)
    found = {}
    for hall, *minutes, peak in connection.execute(wanted.group_by(_D.hall)):
        found[hall] = HallSum(**{name: float(x or 0.0) for name, x in zip(_SUMS, minutes, strict=True)}, peak=peak)
    return found


def days(connection: Connection, halls: Sequence[str], first: date, last: date) -> Iterator[tuple[str, date, Hours]]:
    """Yield the hours of each day of these halls."""
    wanted = select(_D.hall, _D.day, _D.body).where(_D.hall.in_(halls), _D.day >= first, _D.day <= last)
    for hall, day, body in connection.execute(wanted):
        yield hall, day, unpacked(body)
