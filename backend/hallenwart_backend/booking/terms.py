"""The terms while the office has set none: every booking counts at once, up to a number of coming ones."""

from __future__ import annotations

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.booking import rules, store
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.refusals import over_quota


class OpenTerms:
    """Implements `ports.Terms`. Staff and other systems (`person` None) have no quota."""

    def decide(self, connection: Connection, booking: Booking, person: Person | None) -> State:
        free = person is None or person.has(MANAGERS) or booking.club is None
        held = 0 if free else store.coming_of_club(connection, booking.club or "", booking.created_ms)
        if held >= rules.MAX_COMING:
            raise over_quota(rules.MAX_COMING)
        return State.BOOKED

    def may_change(self, connection: Connection, before: Booking, after: Booking | None, person: Person) -> None:
        """Nothing is too late."""
