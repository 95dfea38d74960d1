"""Reads a club's coming matches and events, and proposes the help they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Kind, State
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, holder
from hallenwart_backend.events import store as events
from hallenwart_backend.volunteering import proposing, store
from hallenwart_backend.volunteering.model import Task
from hallenwart_backend.volunteering.offering import may_lead
from hallenwart_backend.volunteering.ports import Vault
from hallenwart_backend.volunteering.proposing import Occasion, Proposal
from hallenwart_backend.volunteering.words import refusal
from hallenwart_contract.clock import Clock

AHEAD_MS: Final = 60 * 86_400_000
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Proposed:
    """An occasion with what is proposed and neither offered nor dismissed yet."""

    occasion: Occasion
    proposals: tuple[Proposal, ...]


class Occasions:
    def __init__(self, records: Records, clock: Clock, vault: Vault) -> None:
        self._records = records
        self._clock = clock
        self._vault = vault

    async def of_club(self, person: Person, club: str) -> list[Proposed]:
        """Raises RefusedError 403."""
        if not may_lead(person, club):
            raise refusal("not_yours_to_lead")
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: proposed(connection, club, now))

    async def dismiss(self, person: Person, booking: str, task: Task) -> None:
        """Say that help of a kind is not wanted at a date. Raises RefusedError 403, 404."""

        def put(connection: Connection) -> None:
            row = connection.execute(select(bookings).where(bookings.c.id == booking)).first()
            if row is None:
                raise refusal("no_such_offer")
            if not may_lead(person, booking_of(row).holder):
                raise refusal("not_yours_to_lead")
            by = self._vault.pseudonym(person.id)
            store.dismiss(connection, booking, str(task), by=by, now_ms=self._clock.now_ms())

        await self._records.write(put)


def proposed(connection: Connection, club: str, now_ms: int) -> list[Proposed]:
    """Return what is proposed for a club's coming matches and events, the soonest first."""
    coming = bookings.c.start_ms > now_ms, bookings.c.start_ms < now_ms + AHEAD_MS, bookings.c.state == State.BOOKED
    matches = bookings.c.kind.in_((Kind.MATCH, Kind.EVENT)), holder == club
    found = [
        booking_of(row) for row in connection.execute(select(bookings).where(*coming, *matches).order_by(bookings.c.start_ms))
    ]
    public = {one.event.booking: one.event for one in events.between(connection, now_ms, now_ms + AHEAD_MS)}
    answered = store.of_booking(connection, [one.id for one in found])
    told = []
    for booking in found[:_MOST]:
        event = public.get(booking.id)
        event = event if event is not None and event.withdrawn_ms is None else None
        occasion = Occasion(
            booking=booking.id,
            title=event.title if event else booking.title,
            hall=booking.hall,
            start_ms=booking.start_ms,
            end_ms=booking.end_ms,
            sport=event.sport if event else "",
            spectators=event.spectators if event else None,
            streamed=bool(event and event.stream),
        )
        open_ = tuple(one for one in proposing.proposals(occasion) if (booking.id, str(one.task)) not in answered)
        if open_:
            told.append(Proposed(occasion, open_))
    return told
