"""Which judged slots somebody sees, and what they add up to per club."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, or_, select

from hallenwart_backend.booking.policy.tables import late_cancels
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.occupancy.tables import usage_explanations, usage_slots

_HOUR_MS: Final = 3_600_000
_S: Final = usage_slots.c
_X: Final = usage_explanations.c
_WITH: Final = usage_slots.outerjoin(usage_explanations, _X.slot == _S.id)


@dataclass(frozen=True, slots=True)
class Asked:
    """`club` None: any; `own`: the club that asks, None for the office, which sees what is due."""

    from_ms: int
    to_ms: int
    hall: str = ""
    club: str = ""
    verdict: str = ""
    own: str | None = None
    series: str = ""


def due(now_ms: int) -> ColumnElement[bool]:
    """What the office sees of clubs' slots: after some days, or once the club explained it; the town's own at once."""
    return or_(_S.club.is_(None), _S.office_from_ms <= now_ms, _X.slot.is_not(None))


def _where(asked: Asked, now_ms: int) -> list[ColumnElement[bool]]:
    where = [_S.start_ms >= asked.from_ms, _S.start_ms < asked.to_ms]
    where.append(due(now_ms) if asked.own is None else _S.club == asked.own)
    for column, wanted in (
        (_S.hall, asked.hall),
        (_S.club, asked.club),
        (_S.verdict, asked.verdict),
        (_S.series, asked.series),
    ):
        if wanted:
            where.append(column == wanted)
    return where


def page(connection: Connection, asked: Asked, *, after: str, limit: int, now_ms: int) -> tuple[list[Row[Any]], str | None]:
    """Return slots, the newest first, and what to ask for with `after` for the next ones."""
    where = _where(asked, now_ms)
    if after:
        start, _, name = after.partition("~")
        last = int(start) if start.isdecimal() else asked.to_ms
        where.append(or_(_S.start_ms < last, and_(_S.start_ms == last, _S.id > name)))
    wanted = select(usage_slots, _X.word, _X.text, _X.t_ms).select_from(_WITH).where(*where)
    rows = list(connection.execute(wanted.order_by(_S.start_ms.desc(), _S.id).limit(limit + 1)))
    more = len(rows) > limit
    rows = rows[:limit]
    return rows, f"{rows[-1].start_ms}~{rows[-1].id}" if more else None


def one(connection: Connection, slot: str) -> Row[Any] | None:
    return connection.execute(select(usage_slots, _X.word, _X.text, _X.t_ms).select_from(_WITH).where(_S.id == slot)).first()


def of_day(connection: Connection, hall: str, from_ms: int, to_ms: int) -> list[Row[Any]]:
    """Return the slots of one hall that begin in a time, with their explanations."""
    here = _S.hall == hall, _S.start_ms >= from_ms, _S.start_ms < to_ms
    return list(connection.execute(select(usage_slots, _X.word, _X.text, _X.t_ms).select_from(_WITH).where(*here)))


@dataclass(frozen=True, slots=True)
class ClubSum:
    club: str | None
    slots: int
    booked_h: float
    used_h: float
    known_h: float
    under: int
    no_shows: int
    explained: int
    unknown: int
    hidden: int
    late: int


def per_club(connection: Connection, asked: Asked, now_ms: int) -> list[ClubSum]:
    """Return what each club's slots add up to. Where nothing is known of a slot, its hours count as booked alone."""
    length = (_S.end_ms - _S.start_ms) / float(_HOUR_MS)
    seen = _S.verdict.in_([Verdict.USED, Verdict.UNDER_USED])
    used = case((seen, length * func.coalesce(_S.used_share, 1.0)), else_=0.0)
    known = case((_S.verdict != Verdict.UNKNOWN, length), else_=0.0)
    empty = _S.verdict.in_([Verdict.NO_SHOW, Verdict.UNDER_USED])
    visible = due(now_ms) if asked.own is None else _S.club == asked.own

    def count(*what: ColumnElement[bool]) -> Any:
        return func.sum(case((and_(*what), 1), else_=0))

    wanted = (
        select(
            _S.club,
            count(visible),
            func.sum(case((visible, length), else_=0.0)),
            func.sum(case((visible, used), else_=0.0)),
            func.sum(case((visible, known), else_=0.0)),
            count(visible, _S.verdict == Verdict.UNDER_USED, _X.slot.is_(None)),
            count(visible, _S.verdict == Verdict.NO_SHOW, _X.slot.is_(None)),
            count(visible, empty, _X.slot.is_not(None)),
            count(visible, _S.verdict == Verdict.UNKNOWN),
            count(~visible),
        )
        .select_from(_WITH)
        .where(_S.booking.is_not(None), _S.start_ms >= asked.from_ms, _S.start_ms < asked.to_ms)
        .group_by(_S.club)
    )
    if asked.own is not None:
        wanted = wanted.where(_S.club == asked.own)
    late = _late(connection, asked)
    return [_club_sum(row, late.get(row[0] or "", 0)) for row in connection.execute(wanted)]


def _club_sum(row: Sequence[Any], late: int) -> ClubSum:
    club, slots, booked_h, used_h, known_h, *counts = row
    hours = (float(x or 0.0) for x in (booked_h, used_h, known_h))
    under, no_shows, explained, unknown, hidden = (int(x or 0) for x in counts)
    booked, used, known = hours
    return ClubSum(club, int(slots or 0), booked, used, known, under, no_shows, explained, unknown, hidden, late)


def _late(connection: Connection, asked: Asked) -> dict[str, int]:
    joined = select(late_cancels.c.club, func.count()).join(bookings, bookings.c.id == late_cancels.c.booking)
    within = bookings.c.start_ms >= asked.from_ms, bookings.c.start_ms < asked.to_ms
    return {club: int(n) for club, n in connection.execute(joined.where(*within).group_by(late_cancels.c.club))}


def no_shows_of(connection: Connection, halls: Sequence[str], from_ms: int, to_ms: int, now_ms: int) -> dict[str, int]:
    """Return the no-shows of each hall that the office sees and nobody explained."""
    wanted = (
        select(_S.hall, func.count())
        .select_from(_WITH)
        .where(
            _S.hall.in_(halls),
            _S.start_ms >= from_ms,
            _S.start_ms < to_ms,
            _S.verdict == Verdict.NO_SHOW,
            due(now_ms),
            _X.slot.is_(None),
        )
        .group_by(_S.hall)
    )
    return {hall: int(n) for hall, n in connection.execute(wanted)}
