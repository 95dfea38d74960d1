"""Fills the waiting list when time is free: books at once, or holds the time for who wants to be asked."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, update

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking import rules as slots
from hallenwart_backend.booking import store as plan
from hallenwart_backend.booking.drawing import commit_drawn
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking, Group, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.policy.rules import DAY_MS, Policy
from hallenwart_backend.booking.policy.service import newest
from hallenwart_backend.booking.policy.terms import OfficeTerms
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights
from hallenwart_backend.booking.refusals import changed
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.tables import bookings as booking_table
from hallenwart_backend.booking.waiting import store
from hallenwart_backend.booking.waiting.refusals import refused
from hallenwart_backend.booking.waiting.rules import MINUTE_MS, Fill, Ground, Round, WaitState, Wish
from hallenwart_backend.booking.wall import DAY_MIN
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

SWEEP_S: Final = 600.0
_SEASON_MS: Final = 300 * DAY_MS
_HOUR_MS: Final = 3_600_000


class _ChangedError(Exception):
    """Raised inside the transaction, which it undoes: the plan or the wish is no longer what was looked at."""


class Filling:
    """`mark` says that time may be free; `run` fills soon after, and looks at everything every ten minutes."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        bookings: Bookings,
        rights: Rights,
        terms: OfficeTerms,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._terms = terms
        self._changed = changed
        self._marked = asyncio.Event()

    def group(self, club: str) -> Group:
        return self._terms.group(club)

    def mark(self, *_halls: str) -> None:
        self._marked.set()

    async def run(self) -> None:
        while True:
            await self.fill()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SWEEP_S):
                    await self._marked.wait()

    async def look(self) -> None:
        """End wishes whose time is over and offers nobody answered; called every few seconds."""
        now, groups = self._clock.now_ms(), self._places.current.club_groups
        live = await self._records.read(lambda connection: store.live(connection, groups))
        for wish in live:
            if wish.state == WaitState.OFFERED:
                await self._look_after(wish, now)
            elif wish.state == WaitState.WAITING and now >= wish.until_ms:
                await self._records.write(partial(self._end, wish_id=wish.id))

    async def _look_after(self, wish: Wish, now_ms: int) -> None:
        """Wait on for who did not answer in time, or lost what was held to a closing."""
        held = await self._records.read(lambda connection: plan.one(connection, wish.booking or ""))
        if held is None or held.state != State.HELD:
            await self._records.write(lambda connection: self._reopen(connection, wish))
            self.mark()
        elif now_ms >= (wish.offered_until_ms or 0):
            with contextlib.suppress(RefusedError):  # answered just now
                await self.decline(wish.id)

    def _reopen(self, connection: Connection, wish: Wish) -> None:
        if store.one(connection, wish.id, self._places.current.club_groups) == wish:
            store.put(connection, replace(wish, state=WaitState.WAITING, offered_until_ms=None, booking=None))

    def _end(self, connection: Connection, wish_id: str) -> None:
        wish = store.one(connection, wish_id, self._places.current.club_groups)
        if wish is not None and wish.state == WaitState.WAITING:
            store.put(connection, replace(wish, state=WaitState.ENDED))

    # --- filling ---

    async def fill(self) -> list[Booking]:
        """Fill what can be filled now; return the bookings made. Looks anew when the plan changed meanwhile."""
        self._marked.clear()
        made: list[Booking] = []
        skipped: set[tuple[str, date]] = set()
        while True:
            look = await self._records.read(self._round)
            if look is None:
                return made
            try:
                await self._fill(look, skipped, made)
            except _ChangedError:
                continue
            return made

    async def _fill(self, look: Round, skipped: set[tuple[str, date]], made: list[Booking]) -> None:
        while (fill := look.next()) is not None:
            if (fill.wish.id, fill.week) in skipped:
                look.skip(fill)
                continue
            try:
                booking = await self._give(fill)
            except RefusedError:  # beyond the club's limits in this week
                skipped.add((fill.wish.id, fill.week))
                look.skip(fill)
                continue
            look.take(fill)
            made.append(booking)
            if booking.state == State.HELD:
                look.close(fill.wish)

    def _round(self, connection: Connection) -> Round | None:
        """Return what is free and who waits; None when nobody does."""
        now, places = self._clock.now_ms(), self._places.current
        wishes = [
            wish
            for wish in store.live(connection, places.club_groups, states=(WaitState.WAITING,))
            if wish.until_ms > now and wish.club in places.clubs
        ]
        if not wishes:
            return None
        policy, zone = newest(connection).policy, ZoneInfo(places.zone)
        days = {day for wish in wishes for day in wish.days()}
        if not days:
            return None
        halls = {hall for wish in wishes for hall in wish.halls or self._all_halls()}
        from_ms, to_ms = slots.local_ms(min(days), 0, zone) - 7 * DAY_MS, slots.local_ms(max(days), 0, zone) + 8 * DAY_MS
        taken: dict[tuple[str, int], set[int]] = {}
        for hall, section, quarter in plan.taken_of_halls(connection, sorted(halls), max(from_ms, now - DAY_MS), to_ms):
            taken.setdefault((hall, section), set()).add(quarter)
        return Round(
            wishes=wishes,
            grounds={hall: self._ground(hall, days, taken) for hall in sorted(halls) if hall in places.halls},
            taken=taken,
            minutes=store.minutes(connection, {wish.club for wish in wishes}, from_ms, to_ms, zone),
            served=store.served(connection, since_ms=now - _SEASON_MS),
            first_ms=now + policy.waiting.until_min * MINUTE_MS,
        )

    def _all_halls(self) -> list[str]:
        return [hall.id for hall in self._places.current.proper_halls]

    def _ground(self, hall: str, days: Iterable[date], taken: dict[tuple[str, int], set[int]]) -> Ground:
        """Return a hall with its hours; what is shut of its sections counts as taken."""
        found = self._places.hall(hall)
        table, opened = timetable(found), {}
        for day in days:
            midnight, next_midnight = (slots.local_ms(day, minute, table.zone) for minute in (0, DAY_MIN))
            opened[day] = table.hours.open_spans(table.zone, midnight, next_midnight)
            for shut in table.hours.shut(table.zone, midnight, next_midnight):
                for section in shut.sections:
                    taken.setdefault((hall, section), set()).update(slots.quarters(shut.start_ms, shut.end_ms))
        return Ground(found.id, found.zone, found.sections, found.buffer_ms, opened)

    async def _give(self, fill: Fill) -> Booking:
        """Book or hold a slot for who waits. Raises RefusedError (beyond its limits), _ChangedError."""
        wish, now = fill.wish, self._clock.now_ms()
        booking = Booking(
            id=secrets.token_hex(8),
            hall=fill.hall,
            sections=fill.sections,
            club=wish.club,
            title=wish.title,
            person=wish.person,
            start_ms=fill.start_ms,
            end_ms=fill.end_ms,
            state=State.HELD if wish.ask_first else State.BOOKED,
            created_ms=now,
            kind=wish.kind,
            buffer_ms=self._places.hall(fill.hall).buffer_ms,
            note=wish.note,
        )

        def commit(connection: Connection, drawn: Drawn) -> Booking:
            plan.lock(connection, [booking.hall])
            current = store.one(connection, wish.id, self._places.current.club_groups)
            if current is None or current.state != WaitState.WAITING or plan.conflicts(connection, booking, most=1):
                raise _ChangedError
            decision = self._terms.decide_for_club(connection, [booking])
            made = booking if wish.ask_first else replace(booking, state=decision.state)
            plan.add(connection, made)
            if made.state == State.BOOKED:
                self._rights.store(connection, made, drawn)
            self._note(connection, current, made, newest(connection).policy, decision.detail)
            return made

        made = await commit_drawn(self._records, self._rights, booking, commit)
        self._changed(made.hall, made.club)
        return made

    def _note(self, connection: Connection, wish: Wish, made: Booking, policy: Policy, said: dict[str, object]) -> None:
        day = slots.local_day(made.start_ms, self._places.hall(made.hall).zone)
        detail: dict[str, object] = {"wish": wish.id, **said}
        if made.state == State.HELD:
            last = made.start_ms - policy.waiting.until_min * MINUTE_MS
            until = min(self._clock.now_ms() + policy.waiting.offer_h * _HOUR_MS, max(last, self._clock.now_ms()))
            store.put(connection, replace(wish, state=WaitState.OFFERED, booking=made.id, offered_until_ms=until))
            detail["until_ms"] = until
        else:
            filled = wish.filled + 1
            state = WaitState.FILLED if filled >= wish.wanted else WaitState.WAITING
            store.put(connection, store.passed(wish, day, state=state, filled=filled, booking=made.id))
        self._bookings.note(connection, made, Act.FILLED, None, detail=detail)
        news.tell(connection, self._bookings.news(made, NewsKind.WAITING_FILLED, None, state=made.state, **detail))

    # --- answers ---

    async def accept(self, wish_id: str, person: Person) -> Booking:
        """Book what is held for a wish. Raises RefusedError 409 when it is no longer."""
        _, held = await self._records.read(lambda connection: self._held(connection, wish_id))
        day = slots.local_day(held.start_ms, self._places.hall(held.hall).zone)

        def commit(connection: Connection, drawn: Drawn) -> Booking:
            plan.lock(connection, [held.hall])
            wish, current = self._held(connection, wish_id)
            if current != held:  # moved meanwhile: other compartments
                raise changed()
            reasons = self._terms.reasons(newest(connection).policy, [current])
            made = replace(current, state=State.ASKED if reasons else State.BOOKED, person=person.id)
            _set_state(connection, made)
            if made.state == State.BOOKED:
                self._rights.store(connection, made, drawn)
            filled = wish.filled + 1
            state = WaitState.FILLED if filled >= wish.wanted else WaitState.WAITING
            store.put(connection, store.passed(wish, day, state=state, filled=filled, offered_until_ms=None))
            booked = made.state == State.BOOKED
            self._bookings.note(connection, made, Act.BOOKED if booked else Act.ASKED, person, detail={"wish": wish.id})
            kind = NewsKind.BOOKED if booked else NewsKind.ASKED
            news.tell(connection, self._bookings.news(made, kind, person))
            return made

        made = await commit_drawn(self._records, self._rights, held, commit)
        self._changed(made.hall, made.club)
        return made

    async def decline(self, wish_id: str, person: Person | None = None) -> None:
        """Let go what is held for a wish, which waits on for other days; nobody's answer is a no. Raises RefusedError 409."""

        def put(connection: Connection) -> Booking:
            wish, held = self._held(connection, wish_id)
            day = slots.local_day(held.start_ms, self._places.hall(held.hall).zone)
            _set_state(connection, replace(held, state=State.DECLINED))
            plan.free(connection, held.id)
            after = store.passed(wish, day, state=WaitState.WAITING, offered_until_ms=None, booking=None)
            if not list(after.days()):
                after = replace(after, state=WaitState.ENDED)
            store.put(connection, after)
            self._bookings.note(connection, held, Act.DECLINED, person, detail={"wish": wish.id})
            return held

        held = await self._records.write(put)
        self._changed(held.hall, held.club)

    def _held(self, connection: Connection, wish_id: str) -> tuple[Wish, Booking]:
        wish = store.one(connection, wish_id, self._places.current.club_groups)
        booking = plan.one(connection, wish.booking) if wish and wish.booking else None
        if wish is None or wish.state != WaitState.OFFERED or booking is None or booking.state != State.HELD:
            raise refused("not_offered")
        return wish, booking


def _set_state(connection: Connection, booking: Booking) -> None:
    values = {"state": booking.state, "person": booking.person}
    connection.execute(update(booking_table).where(booking_table.c.id == booking.id).values(**values))
