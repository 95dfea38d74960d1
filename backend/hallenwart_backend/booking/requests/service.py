"""The office decides: asked dates and series, moves after the deadline, rights that were lent too often."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import history, news
from hallenwart_backend.booking import store as plan
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.moving import Change, Moving
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights
from hallenwart_backend.booking.refusals import gone, not_yours, over
from hallenwart_backend.booking.requests import rules, store
from hallenwart_backend.booking.requests.refusals import changed_meanwhile, decided, need_why, no_such_request, with_the_series
from hallenwart_backend.booking.requests.rules import Request, RequestKind
from hallenwart_backend.booking.requests.store import MoveWish
from hallenwart_backend.booking.service import Bookings, may_change
from hallenwart_backend.errors import CodeTakenError
from hallenwart_contract.clock import Clock

_DRAWS: Final = 5


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of one request."""

    request: str
    dates: int = 0


class Requests:
    def __init__(
        self, records: Records, clock: Clock, bookings: Bookings, moving: Moving, rights: Rights, changed: PlanChanged
    ) -> None:
        self._records = records
        self._clock = clock
        self._bookings = bookings
        self._moving = moving
        self._rights = rights
        self._changed = changed

    async def waiting(self) -> list[Request]:
        """Return everything of bookings that waits for the office, what begins soonest first."""

        def look(connection: Connection) -> list[Request]:
            dates = store.asked(connection)
            found = rules.of_asked(dates, store.reasons(connection, dates))
            found += [_of_wish(wish, booking) for wish, booking in store.wishes(connection)]
            found += [
                Request(RequestKind.RIGHT, one.id, one.club, one.created_ms, one.title, lent=one.lent)
                for one in store.open_questions(connection)
            ]
            return rules.in_order(found)

        return await self._records.read(look)

    async def ask_to_move(self, person: Person, booking_id: str, change: Change) -> str:
        """Ask the office to move a date; return the request. Raises RefusedError 403, 404, 409, 422."""
        booking = await self._bookings.one(booking_id)
        if booking is None:
            raise gone()
        if not may_change(person, booking) or booking.club is None:
            raise not_yours()
        if booking.state != State.BOOKED or booking.end_ms <= self._clock.now_ms():
            raise over()
        self._moving.check(booking, change)
        wanted = {name: getattr(change, name) for name in Change.__dataclass_fields__ if name != "why"}
        changed = {name: list(value) if isinstance(value, tuple) else value for name, value in wanted.items()}
        wish = MoveWish(
            secrets.token_hex(8),
            booking.id,
            booking.club,
            person.id,
            {name: value for name, value in changed.items() if value is not None},
            change.why,
            self._clock.now_ms(),
        )

        def put(connection: Connection) -> None:
            for earlier, _ in store.wishes(connection):
                if earlier.booking == booking.id:
                    store.end_wish(connection, earlier.id, "expired")
            store.add_wish(connection, wish)
            self._bookings.note(connection, booking, Act.ASKED_TO_MOVE, person, why=change.why, detail={"to": wish.change})

        await self._records.write(put)
        return f"m.{wish.id}"

    # --- deciding ---

    async def approve(self, person: Person, request: str, why: str = "") -> Decided:
        """Raises RefusedError 404, 409 when it was decided, withdrawn or is over, or the new time is taken."""
        kind, about = _known(request)
        match kind:
            case RequestKind.MOVE:
                return await self._grant_move(person, request, about, why)
            case RequestKind.RIGHT:
                return await self._keep_right(person, request, about, why)
            case _:
                return await self._approve(person, request, about, why)

    async def decline(self, person: Person, request: str, why: str) -> Decided:
        """Decline with a reason, which the club is told. Raises RefusedError 404, 409, 422."""
        if not why.strip():
            raise need_why()
        kind, about = _known(request)
        match kind:
            case RequestKind.MOVE:
                return await self._refuse_move(person, request, about, why)
            case RequestKind.RIGHT:
                raise with_the_series()
            case _:
                return await self._decline(about, why, request=request, person=person)

    async def _approve(self, person: Person, request: str, about: str, why: str) -> Decided:
        dates = await self._records.read(lambda connection: store.asked(connection, about=about))
        now = self._clock.now_ms()
        if not dates:
            raise decided()
        if dates[-1].start_ms <= now:
            raise over()
        drawn = [(one, await self._rights.draw(one)) for one in dates]
        for attempt in range(1, _DRAWS + 1):
            try:
                approved = await self._records.write(partial(self._commit, drawn=drawn, about=about, person=person, why=why))
            except (IntegrityError, CodeTakenError):  # a code is in use at one of its lockers
                if attempt == _DRAWS:
                    raise
                drawn = [(one, await self._rights.draw(one)) for one in dates]
            else:
                break
        self._tell(approved)
        return Decided(request, len(approved))

    def _commit(
        self, connection: Connection, drawn: list[tuple[Booking, Drawn]], about: str, person: Person, why: str
    ) -> list[Booking]:
        waiting = {one.id: one for one in store.asked(connection, about=about) if one.start_ms > self._clock.now_ms()}
        codes = [(waiting[one.id], code) for one, code in drawn if one.id in waiting]
        if not codes:
            raise decided()
        if any(waiting[one.id] != one for one, _ in drawn if one.id in waiting):  # moved meanwhile: other compartments
            raise changed_meanwhile()
        approved = [replace(one, state=State.BOOKED) for one, _ in codes]
        store.set_state(connection, approved, State.BOOKED)
        for one, (_, code) in zip(approved, codes, strict=True):
            self._rights.store(connection, one, code)
        if approved[0].series == about:
            store.set_series(connection, about, "booked")
        self._say(connection, approved, about, Act.APPROVED, NewsKind.APPROVED, person, why)
        return approved

    async def _decline(self, about: str, why: str, *, request: str, person: Person | None) -> Decided:
        """Decline asked dates that still wait; without `person` they expire."""

        def put(connection: Connection) -> list[Booking]:
            dates = store.asked(connection, about=about)
            if not dates:
                raise decided()
            store.set_state(connection, dates, State.DECLINED)
            for one in dates:
                plan.free(connection, one.id)
            if dates[0].series == about:
                store.set_series(connection, about, "cancelled")
            self._say(connection, dates, about, Act.DECLINED, NewsKind.DECLINED, person, why)
            return dates

        dates = await self._records.write(put)
        self._tell(dates)
        return Decided(request, len(dates))

    def _say(
        self,
        connection: Connection,
        dates: list[Booking],
        about: str,
        act: Act,
        kind: NewsKind,
        person: Person | None,
        why: str,
    ) -> None:
        """Write history and news of one decision: once for a series, whatever it has of dates."""
        first = dates[0]
        if first.series != about:
            for one in dates:
                self._bookings.note(connection, one, act, person, why=why)
                news.tell(connection, self._bookings.news(one, kind, person, why=why))
            return
        now, who = self._clock.now_ms(), self._rights.pseudonym(person.id) if person else ""
        detail = {"dates": len(dates)}
        entry = Entry(act, now, who, None, about, first.club, on_behalf=person is not None, why=why, detail=detail)
        history.note(connection, entry)
        told = {"why": why, "dates": len(dates)}
        by = person.id if person else None
        news.tell(connection, News(kind, now, first.id, about, first.club, by or first.person, told))

    def _tell(self, dates: Iterable[Booking]) -> None:
        for hall, club in {(one.hall, one.club) for one in dates}:
            self._changed(hall, club)

    # --- moves after the deadline ---

    async def _grant_move(self, person: Person, request: str, about: str, why: str) -> Decided:
        wish = await self._records.read(lambda connection: store.wish(connection, about))
        if wish is None:
            raise no_such_request()
        if wish.state != "asked":
            raise decided()
        change = Change(**{name: _tupled(value) for name, value in wish.change.items()}, why=why or wish.why)
        await self._moving.move(person, wish.booking, change)
        await self._records.write(lambda connection: store.end_wish(connection, about, "approved"))
        return Decided(request, 1)

    async def _refuse_move(self, person: Person, request: str, about: str, why: str) -> Decided:
        def put(connection: Connection) -> Booking:
            wish = store.wish(connection, about)
            booking = plan.one(connection, wish.booking) if wish else None
            if wish is None or booking is None:
                raise no_such_request()
            if not store.end_wish(connection, about, "declined"):
                raise decided()
            self._bookings.note(connection, booking, Act.DECLINED, person, why=why, detail={"move": wish.change})
            told = self._bookings.news(booking, NewsKind.DECLINED, person, why=why, move=True)
            news.tell(connection, told)
            return booking

        self._tell([await self._records.write(put)])
        return Decided(request)

    async def _keep_right(self, person: Person, request: str, about: str, why: str) -> Decided:
        now, who = self._clock.now_ms(), self._rights.pseudonym(person.id)

        def put(connection: Connection) -> None:
            found = store.settle_question(connection, about, now_ms=now)
            if found is None:
                raise decided()
            kept = Entry(Act.KEPT, now, who, None, found.series, found.club, why=why, detail={"lent": found.lent})
            history.note(connection, kept)

        await self._records.write(put)
        return Decided(request)

    # --- by itself ---

    async def expire(self) -> int:
        """Let go what nobody decided before it began; called every few seconds. Return how many dates."""
        now = self._clock.now_ms()

        def late(connection: Connection) -> tuple[list[Booking], list[MoveWish]]:
            dates = [one for one in store.asked(connection) if one.start_ms <= now]
            return dates, [wish for wish, booking in store.wishes(connection) if _is_over(booking, now)]

        def put(connection: Connection) -> list[Booking]:
            dates, wishes = late(connection)
            store.set_state(connection, dates, State.DECLINED)
            for one in dates:
                plan.free(connection, one.id)
                self._bookings.note(connection, one, Act.DECLINED, None, detail={"expired": True})
                news.tell(connection, self._bookings.news(one, NewsKind.DECLINED, None, expired=True))
            for wish in wishes:
                store.end_wish(connection, wish.id, "expired")
            return dates

        if not any(await self._records.read(late)):
            return 0
        dates = await self._records.write(put)
        self._tell(dates)
        return len(dates)


def _known(request: str) -> tuple[RequestKind, str]:
    found = rules.parsed(request)
    if found is None:
        raise no_such_request()
    return found


def _is_over(booking: Booking, now_ms: int) -> bool:
    return booking.state != State.BOOKED or booking.start_ms <= now_ms


def _of_wish(wish: MoveWish, booking: Booking) -> Request:
    return Request(
        RequestKind.MOVE,
        wish.id,
        wish.club,
        wish.created_ms,
        booking.title,
        (booking,),
        ("move",),
        wish.why,
        wish.person,
        tuple(wish.change.items()),
    )


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
