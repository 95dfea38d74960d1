"""Months of a hall, rolled up from its days: pages of a year add up twelve of them instead of 365 days.

A month is rolled up once all its days are older than late telemetry may change; who writes one of its days removes it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.occupancy.figures import store
from hallenwart_backend.occupancy.figures.heat import Measure, Sums, add_day
from hallenwart_backend.occupancy.figures.hint_days import HintDay, hint_day
from hallenwart_backend.occupancy.figures.rules import Hours
from hallenwart_backend.occupancy.tables import usage_months

_M: Final = usage_months.c


class _Month(msgspec.Struct, array_like=True):
    """By measure: dividends, divisors and how many days, of each cell of the week, as bytes of 32-bit numbers."""

    sums: dict[str, tuple[bytes, bytes, bytes]]
    hints: list[HintDay] = []


_DECODER: Final = msgspec.msgpack.Decoder(_Month)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, and the days beside them."""

    months: tuple[date, ...] = ()
    days: tuple[tuple[date, date], ...] = ()


def parted(first: date, last: date) -> Span:
    """Return the whole months from `first` to `last`, both included, and the days at both ends."""
    begin = first if first.day == 1 else _next(first)
    months = []
    while _next(begin) - timedelta(days=1) <= last:
        months.append(begin)
        begin = _next(begin)
    if not months:
        return Span((), ((first, last),))
    ends = [(first, months[0] - timedelta(days=1)), (begin, last)]
    return Span(tuple(months), tuple(end for end in ends if end[0] <= end[1]))


def _next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def sums_of(
    connection: Connection, halls: Sequence[str], first: date, last: date, measures: Iterable[Measure]
) -> dict[str, dict[Measure, Sums]]:
    """Return by hall what the cells of a week add up to, from months where there are, else from days."""
    wanted = tuple(measures)
    found = {hall: {measure: Sums() for measure in wanted} for hall in halls}
    for hall, part in _parts_of(connection, halls, first, last):
        for measure, sums in found[hall].items():
            if isinstance(part, _Month):
                _add(sums, part.sums[measure])
            else:
                add_day(sums, *part, measure)
    return found


def hints_of(connection: Connection, halls: Sequence[str], first: date, last: date) -> dict[str, list[HintDay]]:
    """Return by hall the days that say something about energy or air."""
    found: dict[str, list[HintDay]] = {hall: [] for hall in halls}
    for hall, part in _parts_of(connection, halls, first, last):
        if isinstance(part, _Month):
            found[hall] += part.hints
        elif (one := hint_day(*part)) is not None:
            found[hall].append(one)
    return found


def _parts_of(
    connection: Connection, halls: Sequence[str], first: date, last: date
) -> Iterator[tuple[str, _Month | tuple[date, Hours]]]:
    """Yield months where they are rolled up, days where not."""
    span = parted(first, last)
    ready = _ready(connection, halls, span.months)
    for hall, _, body in ready:
        yield hall, _DECODER.decode(body)
    there = {(hall, month) for hall, month, _ in ready}
    left = [
        ([hall for hall in halls if (hall, month) not in there], month, _next(month) - timedelta(days=1))
        for month in span.months
    ]
    for some, begin, end in (*left, *((list(halls), begin, end) for begin, end in span.days)):
        for hall, day, hours in store.days(connection, some, begin, end) if some else ():
            yield hall, (day, hours)


def _ready(connection: Connection, halls: Sequence[str], months: Sequence[date]) -> list[tuple[str, date, bytes]]:
    if not months:
        return []
    wanted = select(_M.hall, _M.month, _M.body).where(_M.hall.in_(halls), _M.month >= months[0], _M.month <= months[-1])
    return [(hall, month, body) for hall, month, body in connection.execute(wanted)]


def _add(sums: Sums, packed: tuple[bytes, bytes, bytes]) -> None:
    for cells, raw in zip((sums.above, sums.below, sums.n), packed, strict=True):
        more = array("f")
        more.frombytes(raw)
        for at, x in enumerate(more):
            cells[at] += x


# --- rolling up ---


def roll_up(connection: Connection, hall: str, month: date) -> None:
    """Write a month's sums from its days."""
    found = {measure: Sums() for measure in Measure}
    days = [(day, hours) for _, day, hours in store.days(connection, [hall], month, _next(month) - timedelta(days=1))]
    for day, hours in days:
        for measure, sums in found.items():
            add_day(sums, day, hours, measure)
    hints = [one for one in (hint_day(*each) for each in days) if one is not None]
    packed = {str(measure): (_bytes(sums.above), _bytes(sums.below), _bytes(sums.n)) for measure, sums in found.items()}
    body = msgspec.msgpack.encode(_Month(packed, hints))
    connection.execute(delete(usage_months).where(_M.hall == hall, _M.month == month))
    connection.execute(insert(usage_months).values(hall=hall, month=month, days=len(days), body=body))


def _bytes(cells: Sequence[float]) -> bytes:
    return array("f", cells).tobytes()


def forget(connection: Connection, hall: str, day: date) -> None:
    """Remove the month of a day that was written anew."""
    connection.execute(delete(usage_months).where(_M.hall == hall, _M.month == day.replace(day=1)))


def missing(connection: Connection, hall: str, first: date, last: date) -> list[date]:
    """Return the whole months within these days that are not rolled up."""
    there = set(connection.scalars(select(_M.month).where(_M.hall == hall)))
    return [month for month in parted(first, last).months if month not in there]
