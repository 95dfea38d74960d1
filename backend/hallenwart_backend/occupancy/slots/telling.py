"""Tells a club, at most once a week, on which dates nobody was seen, and how to say that the count was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, update

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.occupancy.policy.rules import DAY_MS, HOUR_MS
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.occupancy.tables import usage_explanations, usage_releases, usage_slots
from hallenwart_contract.clock import Clock

EVERY_MS: Final = HOUR_MS
_SETTLED_MS: Final = 12 * HOUR_MS
"""Telemetry that comes late within this time may still say that somebody was there."""
_NEWS_MS: Final = 14 * DAY_MS
"""What is older is no news: the history of a server that begins to judge is told nobody."""
_APART_MS: Final = 7 * DAY_MS
_MOST: Final = 20
_S: Final = usage_slots.c


class Telling:
    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self._next_ms = 0

    async def look(self) -> int:
        """Tell whom there is something to tell, once an hour; return how many clubs that were."""
        now = self._clock.now_ms()
        if now < self._next_ms:
            return 0
        self._next_ms = now + EVERY_MS
        return await self._records.write(lambda connection: self._tell(connection, now))

    def _tell(self, connection: Connection, now_ms: int) -> int:
        days = newest(connection).policy.office_after_days
        by_club: dict[str, list[Row[Any]]] = {}
        for row in self._untold(connection, now_ms):
            by_club.setdefault(row.club, []).append(row)
        told_lately = self._told_since(connection, now_ms - _APART_MS)
        ready = {club: rows[-_MOST:] for club, rows in by_club.items() if club not in told_lately}
        for club, rows in ready.items():
            detail = {"dates": [_date(row) for row in rows], "days_n": days}
            news.tell(connection, News(NewsKind.USE_EMPTY, now_ms, rows[-1].booking, None, club, None, detail))
            ids = [row.id for row in rows]
            connection.execute(update(usage_slots).where(_S.id.in_(ids)).values(told_ms=now_ms))
        return len(ready)

    def _untold(self, connection: Connection, now_ms: int) -> Sequence[Row[Any]]:
        explained = select(usage_explanations.c.slot)
        released = select(usage_releases.c.booking)
        wanted = select(usage_slots).where(
            _S.verdict == Verdict.NO_SHOW,
            _S.club.is_not(None),
            _S.booking.is_not(None),
            _S.told_ms.is_(None),
            _S.end_ms > now_ms - _NEWS_MS,
            _S.end_ms <= now_ms - _SETTLED_MS,
            _S.start_ms > now_ms - _NEWS_MS - DAY_MS,
            _S.id.not_in(explained),
            _S.id.not_in(released),
        )
        return connection.execute(wanted.order_by(_S.start_ms)).all()

    def _told_since(self, connection: Connection, since_ms: int) -> set[str]:
        wanted = select(_S.club).where(_S.told_ms > since_ms, _S.start_ms > since_ms - _NEWS_MS - DAY_MS)
        return {club for club in connection.scalars(wanted.group_by(_S.club).having(func.count() > 0)) if club}


def _date(row: Row[Any]) -> dict[str, Any]:
    return {
        "hall": row.hall,
        "start_ms": row.start_ms,
        "end_ms": row.end_ms,
        "sections": list(row.sections),
        "title": row.title,
    }
