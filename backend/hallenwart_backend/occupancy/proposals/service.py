"""Proposals to lend or release dates of a right: the office makes them, the club answers, the office carries them out."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.proposals import store
from hallenwart_backend.occupancy.proposals.rules import ProposalKind, ProposalState, look
from hallenwart_backend.occupancy.tables import usage_proposals
from hallenwart_contract.clock import Clock

_OPEN: Final = (ProposalState.MADE, ProposalState.ACCEPTED, ProposalState.OBJECTED)


class Plan(Protocol):
    """What the plan of halls does with a date."""

    async def lend(self, person: Person, booking: str, note: str) -> None:
        """Offer a date to everybody. Raises RefusedError."""
        ...

    async def release(self, person: Person, booking: str, why: str) -> None:
        """Cancel a date and let others have its time. Raises RefusedError."""
        ...


class Proposals:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, plan: Plan) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._plan = plan

    async def make(self, person: Person, series: str, kind: ProposalKind, first: date, last: date, text: str) -> str:
        """Propose something about dates from `first` to `last`. Raises RefusedError 404, 409, 422."""
        now = self._clock.now_ms()
        if first > last:
            raise RefusedError("bad_days", "Der Zeitraum braucht Beginn vor Ende.", "Start before end.", status=422)

        def put(connection: Connection) -> str:
            right = store.series_rows(connection, [series]).get(series)
            if right is None or right.club is None:
                raise _no_right()
            before = store.open_of(connection, [series]).get(series)
            if before is not None and before.state in _OPEN:
                raise RefusedError(
                    "proposed", "Dazu gibt es schon einen offenen Vorschlag.", "There is an open proposal already.", status=409
                )
            seen = store.rights(connection, now, own=None, only=series)
            said = look(seen[0].dates if seen else (), newest(connection).policy)
            name = secrets.token_hex(8)
            row = {
                "id": name,
                "series": series,
                "club": right.club,
                "kind": kind,
                "from_date": first,
                "to_date": last,
                "text": text,
                "no_shows": said.no_shows,
                "of": said.of,
                "p_next": said.p_next,
                "state": ProposalState.MADE,
                "made_ms": now,
                "person": person.id,
            }
            connection.execute(insert(usage_proposals).values(**row))
            self._tell(connection, row, right, person)
            return name

        return await self._records.write(put)

    def _tell(self, connection: Connection, row: dict[str, Any], right: Row[Any], person: Person) -> None:
        detail = {
            "propose": row["kind"],
            "no_shows": row["no_shows"],
            "of": row["of"],
            "why": row["text"],
            "from_date": row["from_date"].isoformat(),
            "to_date": row["to_date"].isoformat(),
            "hall": right.hall,
            "sections": right.sections,
            "title": right.title,
            "weekday": right.weekday,
            "start": wall(right.start_min),
            "end": wall(right.end_min),
        }
        told = News(NewsKind.USE_PROPOSED, self._clock.now_ms(), None, row["series"], row["club"], person.id, detail)
        news.tell(connection, told)

    async def answer(self, person: Person, club: str, proposal: str, *, accept: bool, text: str) -> None:
        """Answer a proposal for its club. Raises RefusedError 404, 409."""
        state = ProposalState.ACCEPTED if accept else ProposalState.OBJECTED
        said = {"state": state, "answer": text, "answered_ms": self._clock.now_ms(), "answerer": person.id}
        await self._change(proposal, said, club=club, allowed=(ProposalState.MADE, ProposalState.OBJECTED))

    async def withdraw(self, proposal: str) -> None:
        """Take a proposal back. Raises RefusedError 404, 409."""
        await self._change(proposal, {"state": ProposalState.WITHDRAWN, "ended_ms": self._clock.now_ms()}, allowed=_OPEN)

    async def carry_out(self, person: Person, proposal: str) -> int:
        """Lend or release the coming dates it is about; return how many. Raises RefusedError 404, 409.

        A club that objected was heard: the office decides. Dates that cannot be had (lent already, too late) stay as they are.
        """
        row = await self._records.read(lambda connection: _found(connection, proposal))
        if row.state not in _OPEN:
            raise _ended()
        done = list(row.carried_out)
        for booking in await self._records.read(lambda connection: self.dates(connection, row)):
            if booking.id in done:
                continue
            if await self._carry(person, row, booking):
                done.append(booking.id)
        said = {"state": ProposalState.DONE, "ended_ms": self._clock.now_ms(), "carried_out": done}
        await self._change(proposal, said, allowed=_OPEN)
        return len(done)

    async def _carry(self, person: Person, row: Row[Any], booking: Booking) -> bool:
        act = self._plan.lend if row.kind == ProposalKind.LEND else self._plan.release
        try:
            await act(person, booking.id, row.text)
        except RefusedError:
            return False
        return True

    def dates(self, connection: Connection, row: Row[Any]) -> list[Booking]:
        """Return the coming dates a proposal is about that are still in their owner's hands."""
        hall = self._hall_of(connection, row.series)
        zone = self._places.hall(hall).zone
        from_ms = max(self._clock.now_ms(), local_ms(row.from_date, 0, zone))
        to_ms = local_ms(row.to_date, 1440, zone)
        mine = bookings.c.series == row.series, bookings.c.state == "booked", bookings.c.borrower.is_(None)
        wanted = select(bookings).where(*mine, bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms)
        return [booking_of(one) for one in connection.execute(wanted.order_by(bookings.c.start_ms))]

    def _hall_of(self, connection: Connection, series: str) -> str:
        found = store.series_rows(connection, [series]).get(series)
        if found is None:
            raise _no_right()
        return str(found.hall)

    async def _change(
        self, proposal: str, values: dict[str, Any], *, allowed: Sequence[ProposalState], club: str | None = None
    ) -> None:
        def put(connection: Connection) -> None:
            row = _found(connection, proposal)
            if club is not None and row.club != club:
                raise _gone()
            if row.state not in allowed:
                raise _ended()
            connection.execute(update(usage_proposals).where(usage_proposals.c.id == proposal).values(**values))

        await self._records.write(put)


def wall(minute: int) -> str:
    """Return a time of day as `18:00`."""
    return f"{minute % 1440 // 60:02}:{minute % 60:02}"


def _found(connection: Connection, proposal: str) -> Row[Any]:
    row = store.one(connection, proposal)
    if row is None:
        raise _gone()
    return row


def _gone() -> RefusedError:
    return RefusedError("no_proposal", "Diesen Vorschlag gibt es nicht.", "There is no such proposal.", status=404)


def _no_right() -> RefusedError:
    return RefusedError("no_right", "Dieses Recht gibt es nicht.", "There is no such right.", status=404)


def _ended() -> RefusedError:
    return RefusedError("ended", "Dieser Vorschlag ist schon erledigt.", "This proposal has ended.", status=409)
