"""Lend or cancel a date by a link that was sent to one person. Looking changes nothing, whoever or whatever looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.accounts.store import person_of
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store
from hallenwart_backend.booking.lending import store as lent
from hallenwart_backend.booking.lending.rules import OfferState
from hallenwart_backend.booking.lending.service import Lending
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.policy.rules import is_late
from hallenwart_backend.booking.policy.service import newest
from hallenwart_backend.booking.policy.terms import OfficeTerms
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.tap import tokens
from hallenwart_backend.booking.tap.tokens import Mac, Tap
from hallenwart_contract.clock import Clock

_ACTS: Final[dict[str, tuple[str, ...]]] = {
    "own": ("lend", "cancel"),
    "asked": ("cancel",),
    "offered": ("withdraw", "cancel"),
    "borrowed": ("give_back",),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """`state`: own, asked, offered, lent, borrowed, cancelled, over, elsewhere; expired, unknown, not_yours without a booking.

    `acts` are what can be done now; `late`: a cancellation counts as late.
    """

    state: str
    booking: Booking | None = None
    person: Person | None = None
    acts: tuple[str, ...] = ()
    late: bool = False


class Taps:
    def __init__(
        self, records: Records, clock: Clock, bookings: Bookings, lending: Lending, terms: OfficeTerms, mac: Mac
    ) -> None:
        self._records = records
        self._clock = clock
        self._bookings = bookings
        self._lending = lending
        self._terms = terms
        self._mac = mac

    def link(self, booking: Booking, person: str) -> str:
        """Return the path of one tap for a person of the club that has this date; it ends when the date begins."""
        return f"/t/{tokens.sign(self._mac, Tap(booking.id, person, booking.start_ms))}"

    def read(self, token: str) -> Tap | None:
        return tokens.read(self._mac, token)

    async def look(self, token: str) -> Looked:
        """Return what the link shows now."""
        tap = self.read(token)
        if tap is None:
            return Looked("unknown")
        return await self._records.read(lambda connection: self._look(connection, tap))

    def _look(self, connection: Connection, tap: Tap) -> Looked:
        booking, person, now = store.one(connection, tap.booking), person_of(connection, tap.person), self._clock.now_ms()
        if booking is None:
            return Looked("unknown")
        if person is None or not any(_books_for(person, club) for club in (booking.club, booking.borrower)):
            return Looked("not_yours")
        if now >= tap.expires_ms and now < booking.start_ms:  # moved to later: the next letter has a new link
            return Looked("expired")
        state = self._state(connection, booking, person, now)
        acts = tuple(act for act in _ACTS.get(state, ()) if act != "lend" or self._may_lend(connection))
        entry = newest(connection).policy.entry(
            self._terms.group(booking.holder), booking.hall, self._terms.place(booking.hall).site
        )
        late = "cancel" in acts and booking.state == State.BOOKED and is_late(booking.start_ms, entry.cancel_min, now)
        return Looked(state, booking, person, acts, late)

    def _state(self, connection: Connection, booking: Booking, person: Person, now_ms: int) -> str:
        if booking.state not in {State.BOOKED, State.ASKED}:
            return "cancelled"
        if now_ms >= booking.start_ms:
            return "over"
        if booking.partner is not None:
            return "elsewhere"
        if booking.borrower is not None:
            return "borrowed" if _books_for(person, booking.borrower) else "lent"
        if booking.state == State.ASKED:
            return "asked"
        offer = lent.living(connection, booking.id)
        return "offered" if offer is not None and offer.state == OfferState.OPEN else "own"

    @staticmethod
    def _may_lend(connection: Connection) -> bool:
        return newest(connection).policy.lending.allowed

    async def act(self, token: str, act: str) -> Looked:
        """Do one of `acts`, by the person the link was sent to. Raises RefusedError when that cannot be any more."""
        looked = await self.look(token)
        if looked.booking is None or looked.person is None or act not in looked.acts:
            return looked
        match act:
            case "lend":
                await self._lending.offer(looked.person, looked.booking.id)
            case "withdraw":
                await self._lending.withdraw(looked.person, looked.booking.id)
            case "give_back":
                await self._lending.give_back(looked.person, looked.booking.id)
            case _:
                await self._bookings.cancel(looked.person, looked.booking.id)
        return await self.look(token)


def _books_for(person: Person, club: str | None) -> bool:
    return club is not None and (person.has(OFFICE_HANDS) or person.has_at(CLUB_ROLES & BOOKERS, club))
