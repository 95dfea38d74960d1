"""Ends offers whose time has come, and asks clubs to lend what they do not seem to use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news, store
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.lending import rules
from hallenwart_backend.booking.lending import store as lent
from hallenwart_backend.booking.lending.refusals import refused
from hallenwart_backend.booking.lending.rules import OfferState
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.policy.rules import DAY_MS, MINUTE_MS, LendingRules
from hallenwart_backend.booking.policy.service import newest
from hallenwart_backend.booking.ports import PlanChanged, Rights
from hallenwart_backend.booking.refusals import gone
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.tables import news as told_before
from hallenwart_contract.clock import Clock

EVERY_MS: Final = 3_600_000
_BACK_MS: Final = 120 * DAY_MS
_AHEAD_MS: Final = 7 * DAY_MS
_SOONEST_MS: Final = DAY_MS


class LendingWatch:
    """`look` is called every few seconds; it reads keys of past dates once an hour."""

    def __init__(self, records: Records, clock: Clock, bookings: Bookings, rights: Rights, changed: PlanChanged) -> None:
        self._records = records
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._changed = changed
        self._next_ms = 0

    async def look(self) -> None:
        now = self._clock.now_ms()
        await self._end_offers(now)
        if now >= self._next_ms:
            self._next_ms = now + EVERY_MS
            await self.propose()

    async def _end_offers(self, now_ms: int) -> None:
        def over(connection: Connection) -> list[rules.Offer]:
            return lent.over(connection, first_ms=now_ms + newest(connection).policy.lending.until_min * MINUTE_MS)

        def end(connection: Connection) -> None:
            for offer in over(connection):
                lent.end(connection, offer.id, OfferState.EXPIRED, was=OfferState.OPEN, now_ms=now_ms)

        if await self._records.read(over):
            await self._records.write(end)

    async def propose(self) -> list[str]:
        """Ask each club about the next date of a series whose key it did not fetch lately; return these dates."""
        wanted = await self._records.read(self._unused)
        for booking, unused, looked_at in wanted:
            await self.ask_to_lend(booking.id, detail={"unused": unused, "of": looked_at})
        return [booking.id for booking, _, _ in wanted]

    async def ask_to_lend(
        self, booking_id: str, why: str = "", *, person: Person | None = None, detail: dict[str, object] | None = None
    ) -> None:
        """Ask the club that has a date to lend it, once; evidence or the office says why. Raises RefusedError 404, 409."""
        now = self._clock.now_ms()

        def put(connection: Connection) -> Booking:
            booking = store.one(connection, booking_id)
            if booking is None:
                raise gone()
            offered = lent.living(connection, booking_id) is not None
            lending = newest(connection).policy.lending
            if fault := rules.fault_of_offer(booking, lending, offered=offered, key_out=False, now_ms=now):
                raise refused(fault)
            if _asked(connection, [booking_id]):
                return booking
            said = detail or {}
            self._bookings.note(connection, booking, Act.ASKED_TO_LEND, person, why=why, detail=said)
            news.tell(connection, self._bookings.news(booking, NewsKind.ASKED_TO_LEND, person, why=why, **said))
            return booking

        booking = await self._records.write(put)
        self._changed(booking.hall, booking.club)

    def _unused(self, connection: Connection) -> list[tuple[Booking, int, int]]:
        lending, now = newest(connection).policy.lending, self._clock.now_ms()
        if not lending.allowed or not lending.unused:
            return []
        coming = _first_of_series(lent.own_dates(connection, from_ms=now + _SOONEST_MS, to_ms=now + _AHEAD_MS))
        coming = [one for one in coming if self._rights.with_locker(one)]
        asked = _asked(connection, [one.id for one in coming]) | lent.open_of(connection, [one.id for one in coming]).keys()
        past = self._past(connection, [one.series or "" for one in coming], now, lending)
        found = ((one, rules.should_ask(past[one.series or ""], lending)) for one in coming if one.id not in asked)
        return [(one, unused, lending.looked_at) for one, unused in found if unused]

    def _past(self, connection: Connection, series: Sequence[str], now_ms: int, lending: LendingRules) -> dict[str, list[bool]]:
        """Return of each series' past dates, in order of time, for which a key was fetched."""
        dates: dict[str, list[str]] = defaultdict(list)
        for one in lent.own_dates(connection, from_ms=now_ms - _BACK_MS, to_ms=now_ms) if series else ():
            if one.series in series and one.end_ms <= now_ms and one.state == State.BOOKED:
                dates[one.series or ""].append(one.id)
        last = {name: ids[-lending.looked_at :] for name, ids in dates.items()}
        fetched = self._rights.fetched(connection, [one for ids in last.values() for one in ids])
        return defaultdict(list, {name: [one in fetched for one in ids] for name, ids in last.items()})


def _first_of_series(dates: Sequence[Booking]) -> list[Booking]:
    found: dict[str, Booking] = {}
    for one in dates:
        found.setdefault(one.series or "", one)
    return list(found.values())


def _asked(connection: Connection, bookings: Sequence[str]) -> set[str]:
    rows = select(told_before.c.booking).where(
        told_before.c.booking.in_(list(bookings)), told_before.c.kind == NewsKind.ASKED_TO_LEND
    )
    return set(connection.scalars(rows))
