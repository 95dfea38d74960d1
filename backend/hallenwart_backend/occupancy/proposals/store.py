"""SQL of weekly rights whose dates stayed empty, and of proposals to lend or release them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from hallenwart_backend.booking.tables import bookings, series
from hallenwart_backend.occupancy.proposals.rules import Date
from hallenwart_backend.occupancy.slots.finding import due
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.occupancy.tables import usage_explanations, usage_proposals, usage_slots

BACK_MS = 105 * 86_400_000
"""Fifteen weeks: what lies longer ago weighs next to nothing."""
REPEATED = 2
_S, _X = usage_slots.c, usage_explanations.c


@dataclass(frozen=True, slots=True)
class Right:
    """A weekly right with its judged dates in order of time."""

    series: str
    club: str | None
    hall: str
    title: str
    weekday: int
    start_min: int
    dates: tuple[Date, ...]


def rights(connection: Connection, now_ms: int, *, own: str | None, only: str = "") -> list[Right]:
    """Return rights with repeated empty dates, of dates that were in their owner's hands and that may be seen."""
    visible = due(now_ms) if own is None else _S.club == own
    since = _S.start_ms >= now_ms - BACK_MS, _S.series.is_not(None)
    empty = select(_S.series).where(*since, _S.verdict == Verdict.NO_SHOW)
    with_empty = empty.group_by(_S.series).having(func.count() >= REPEATED)
    joined = usage_slots.join(series, series.c.id == _S.series).outerjoin(usage_explanations, _X.slot == _S.id)
    wanted = (
        select(
            _S.series,
            series.c.club,
            series.c.hall,
            series.c.title,
            series.c.weekday,
            series.c.start_min,
            _S.verdict,
            _S.start_ms,
            _X.word,
        )
        .select_from(joined)
        .where(*since, visible, _S.club.is_not_distinct_from(series.c.club))
    )
    wanted = wanted.where(_S.series == only) if only else wanted.where(_S.series.in_(with_empty))
    found: dict[str, list[Any]] = {}
    for row in connection.execute(wanted.order_by(_S.start_ms)):
        found.setdefault(row.series, []).append(row)
    return [_right(rows) for rows in found.values()]


def _right(rows: Sequence[Any]) -> Right:
    one = rows[0]
    dates = tuple(Date(row.verdict, row.start_ms, row.word is not None) for row in rows)
    return Right(one.series, one.club, one.hall, one.title, one.weekday, one.start_min, dates)


def coming(connection: Connection, wanted: Sequence[str], now_ms: int) -> dict[str, int]:
    """Return when the next date of each of these series begins."""
    rows = (
        select(bookings.c.series, func.min(bookings.c.start_ms))
        .where(bookings.c.series.in_(wanted), bookings.c.state == "booked", bookings.c.start_ms > now_ms)
        .group_by(bookings.c.series)
    )
    return {name: int(start) for name, start in connection.execute(rows)}


def open_of(connection: Connection, wanted: Sequence[str]) -> dict[str, Row[Any]]:
    """Return the newest proposal about each of these series."""
    rows = select(usage_proposals).where(usage_proposals.c.series.in_(wanted)).order_by(usage_proposals.c.made_ms)
    return {row.series: row for row in connection.execute(rows)}


def one(connection: Connection, proposal: str) -> Row[Any] | None:
    return connection.execute(select(usage_proposals).where(usage_proposals.c.id == proposal)).first()


def proposals(connection: Connection, *, own: str | None) -> list[Row[Any]]:
    wanted = select(usage_proposals).order_by(usage_proposals.c.made_ms.desc()).limit(500)
    if own is not None:
        wanted = wanted.where(usage_proposals.c.club == own)
    return list(connection.execute(wanted))


def series_rows(connection: Connection, wanted: Sequence[str]) -> dict[str, Row[Any]]:
    rows = select(series).where(series.c.id.in_(wanted))
    return {row.id: row for row in connection.execute(rows)}
