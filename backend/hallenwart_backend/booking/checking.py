"""Says what would become of a booking before it is made: booked at once, asked for, or refused and why. Changes nothing."""

from __future__ import annotations

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.ports import Decision, Terms
from hallenwart_backend.booking.refusals import taken
from hallenwart_backend.booking.service import Bookings, Wish


class Checking:
    """The same questions as for booking, in the same order."""

    def __init__(self, records: Records, bookings: Bookings, terms: Terms) -> None:
        self._records = records
        self._bookings = bookings
        self._terms = terms

    async def check(self, person: Person, wish: Wish) -> Decision:
        """Raises RefusedError as booking does."""
        club = self._bookings.club_of(person, wish.club)
        booking = self._bookings.wanted(wish, club=club, person=person.id, asker=person)

        def decide(connection: Connection) -> Decision | list[Booking]:
            return store.conflicts(connection, booking) or self._terms.decide(connection, [booking], person, wish.why)

        found = await self._records.read(decide)
        if isinstance(found, Decision):
            return found
        raise taken(booking.hall, found, await self._bookings.nearest(booking))
