"""SQL of the waiting list, and of what is free for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, func, insert, select, update

from hallenwart_backend.booking.model import HOLDING, Group
from hallenwart_backend.booking.policy.rules import week_of
from hallenwart_backend.booking.tables import bookings, holder
from hallenwart_backend.booking.waiting.rules import MINUTE_MS, WaitState, Wish
from hallenwart_backend.booking.waiting.tables import waiting

LIVE = (WaitState.WAITING, WaitState.OFFERED)


def _wish(row: Row[Any], groups: Mapping[str, str]) -> Wish:
    fields = row._asdict()
    lists = {"halls": tuple(row.halls), "passed": tuple(date.fromisoformat(day) for day in row.passed)}
    return Wish(**fields | lists, group=Group(groups.get(row.club, Group.CLUB)))


def _values(wish: Wish) -> dict[str, Any]:
    values = asdict(wish) | {"halls": list(wish.halls), "passed": [day.isoformat() for day in wish.passed]}
    del values["group"]
    return values


def add(connection: Connection, wish: Wish) -> None:
    connection.execute(insert(waiting).values(**_values(wish)))


def put(connection: Connection, wish: Wish) -> None:
    connection.execute(update(waiting).where(waiting.c.id == wish.id).values(**_values(wish)))


def one(connection: Connection, wish: str, groups: Mapping[str, str]) -> Wish | None:
    row = connection.execute(select(waiting).where(waiting.c.id == wish)).first()
    return _wish(row, groups) if row else None


def live(connection: Connection, groups: Mapping[str, str], *, states: Collection[str] = LIVE) -> list[Wish]:
    """Return what is waited for, the longest first."""
    rows = select(waiting).where(waiting.c.state.in_(list(states))).order_by(waiting.c.created_ms, waiting.c.id)
    return [_wish(row, groups) for row in connection.execute(rows)]


def of_club(connection: Connection, club: str, groups: Mapping[str, str], *, since_ms: int) -> list[Wish]:
    """Return a club's wishes, those that are over only where they were made since a time; the newest first."""
    shown = waiting.c.state.in_(LIVE) | (waiting.c.created_ms > since_ms)
    rows = select(waiting).where(waiting.c.club == club, shown).order_by(waiting.c.created_ms.desc(), waiting.c.id)
    return [_wish(row, groups) for row in connection.execute(rows)]


def count_live(connection: Connection, club: str) -> int:
    counted = select(func.count()).select_from(waiting)
    return connection.scalar(counted.where(waiting.c.club == club, waiting.c.state.in_(LIVE))) or 0


def served(connection: Connection, *, since_ms: int) -> dict[str, int]:
    """Return how many dates each club got from the waiting list since a time."""
    summed = select(waiting.c.club, func.sum(waiting.c.filled)).where(waiting.c.created_ms > since_ms)
    return {club: int(count) for club, count in connection.execute(summed.group_by(waiting.c.club))}


def minutes(
    connection: Connection, clubs: Collection[str], from_ms: int, to_ms: int, zone: ZoneInfo
) -> dict[tuple[str, date], int]:
    """Return the minutes each club has in each week of a time."""
    columns = holder.label("who"), bookings.c.start_ms, bookings.c.end_ms
    held = holder.in_(list(clubs)), bookings.c.state.in_(HOLDING)
    within = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    found: dict[tuple[str, date], int] = {}
    for club, start_ms, end_ms in connection.execute(select(*columns).where(*held, *within)):
        week = club, week_of(start_ms, zone)
        found[week] = found.get(week, 0) + (end_ms - start_ms) // MINUTE_MS
    return found


def passed(wish: Wish, day: date, **changed: Any) -> Wish:
    """Return the wish with one day it need not be filled on again."""
    return replace(wish, passed=(*wish.passed, day), **changed)
