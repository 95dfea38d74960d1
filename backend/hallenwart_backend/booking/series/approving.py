"""Approves or declines what waits of a series, all of it at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.core import SeriesCore
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.refusals import gone, nothing_asked


@dataclass(frozen=True, slots=True)
class SeriesApproval:
    """Who may decide, the caller says."""

    core: SeriesCore

    async def approve(self, person: Person, series: str, why: str = "") -> int:
        """Book what waits of a series; codes follow by themselves. Return how many dates. Raises RefusedError 404, 409."""

        def run(connection: Connection) -> tuple[Series, list[Booking]]:
            found, asked = self._asked(connection, series)
            booking_store.approve(connection, [one.id for one in asked])
            made = replace(found, state=State.BOOKED)
            store.put(connection, made)
            self._told(connection, made, Act.APPROVED, NewsKind.APPROVED, person, why, asked)
            return made, asked

        return self._changed(*await self.core.records.write(run))

    async def decline(self, person: Person, series: str, why: str) -> int:
        """Give the time back that waits of a series. Return how many dates. Raises RefusedError 404, 409."""

        def run(connection: Connection) -> tuple[Series, list[Booking]]:
            found, asked = self._asked(connection, series)
            now = self.core.clock.now_ms()
            for one in asked:
                booking_store.cancel(connection, one.id, now_ms=now, state=State.DECLINED)
            made = replace(found, state=State.DECLINED) if found.state == State.ASKED else found
            store.put(connection, made)
            self._told(connection, made, Act.DECLINED, NewsKind.DECLINED, person, why, asked)
            return made, asked

        return self._changed(*await self.core.records.write(run))

    def _asked(self, connection: Connection, series: str) -> tuple[Series, list[Booking]]:
        found = store.one(connection, series)
        if found is None:
            raise gone()
        asked = [one for one in store.dates_of(connection, [series]) if one.state == State.ASKED]
        if not asked:
            raise nothing_asked()
        return found, asked

    def _told(
        self,
        connection: Connection,
        series: Series,
        act: Act,
        kind: NewsKind,
        person: Person,
        why: str,
        asked: list[Booking],
    ) -> None:
        self.core.note(connection, series, act, person, why, dates=len(asked))
        self.core.tell(connection, series, kind, person, why=why, dates=len(asked))

    def _changed(self, series: Series, asked: list[Booking]) -> int:
        for hall in {one.hall for one in asked}:
            self.core.changed(hall, series.club)
        return len(asked)
