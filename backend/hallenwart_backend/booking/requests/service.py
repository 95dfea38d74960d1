"""The office decides: asked dates and series, moves after the deadline, rights that were lent too often."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import history, news
from hallenwart_backend.booking import store as plan
from hallenwart_backend.booking.drawing import commit_drawn
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.moving import Change, Moving
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights
from hallenwart_backend.booking.refusals import changed, gone, not_yours, over
from hallenwart_backend.booking.requests import rules, store
from hallenwart_backend.booking.requests.refusals import decided, need_why, no_such_request, with_the_series
from hallenwart_backend.booking.requests.rules import Request, RequestKind
from hallenwart_backend.booking.requests.store import MoveWish
from hallenwart_backend.booking.series.approving import SeriesApproval
from hallenwart_backend.booking.service import Bookings, may_change
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of one request."""

    request: str
    dates: int = 0


class Requests:
    def __init__(
        self,
        records: Records,
        clock: Clock,
        bookings: Bookings,
        moving: Moving,
        series: SeriesApproval,
        rights: Rights,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._clock = clock
        self._bookings = bookings
        self._moving = moving
        self._series = series
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
            case RequestKind.SERIES:
                return Decided(request, await self._series.approve(person, about, why))
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
            case RequestKind.SERIES:
                return Decided(request, await self._series.decline(person, about, why))
            case _:
                return await self._decline(person, request, about, why)

    async def _approve(self, person: Person, request: str, about: str, why: str) -> Decided:
        booking = await self._bookings.one(about)
        if booking is None or booking.state != State.ASKED:
            raise decided() if booking else no_such_request()
        if booking.start_ms <= self._clock.now_ms():
            raise over()
        made = replace(booking, state=State.BOOKED)

        def commit(connection: Connection, drawn: Drawn) -> None:
            current = plan.one(connection, about)
            if current is None or current.state != State.ASKED:
                raise decided()
            if current != booking:  # moved meanwhile: other compartments
                raise changed()
            plan.approve(connection, [about])
            self._rights.store(connection, made, drawn)
            self._bookings.note(connection, made, Act.APPROVED, person, why=why)
            news.tell(connection, self._bookings.news(made, NewsKind.APPROVED, person, why=why))

        await commit_drawn(self._records, self._rights, made, commit)
        self._tell([made])
        return Decided(request, 1)

    async def _decline(self, person: Person, request: str, about: str, why: str) -> Decided:
        def put(connection: Connection) -> Booking:
            booking = plan.one(connection, about)
            if booking is None or booking.state != State.ASKED:
                raise decided() if booking else no_such_request()
            self._let_go(connection, booking, person, why=why)
            return booking

        self._tell([await self._records.write(put)])
        return Decided(request, 1)

    def _let_go(self, connection: Connection, booking: Booking, person: Person | None, **said: object) -> None:
        plan.cancel(connection, booking.id, now_ms=self._clock.now_ms(), state=State.DECLINED)
        why = str(said.get("why", ""))
        self._bookings.note(connection, booking, Act.DECLINED, person, why=why, detail=said if person is None else None)
        news.tell(connection, self._bookings.news(booking, NewsKind.DECLINED, person, **said))

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
            for one in dates:
                self._let_go(connection, one, None, expired=True)
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
