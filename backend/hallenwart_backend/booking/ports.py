"""What bookings need of others: rights to keys, the office's terms, and who is told that a plan changed."""

from __future__ import annotations

from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.model import Booking, State

CODE_AHEAD_MS: Final = 14 * 86_400_000
"""So long before its start a booking gets its code: twice what a locker's list reaches."""


class Drawn(Protocol):
    """Codes drawn for one booking, not yet stored; none where it is too early for them."""


class Rights(Protocol):
    """What gives the right to the keys. `store` and `revoke` run inside the booking's own transaction."""

    async def draw(self, booking: Booking) -> Drawn: ...

    async def redraw(self, before: Booking, after: Booking) -> Drawn:
        """Draw the code a booking has already, for the compartments of its new places."""
        ...

    def store(self, connection: Connection, booking: Booking, drawn: Drawn) -> None:
        """Raise IntegrityError or CodeTakenError when a code is in use at that locker: draw again."""
        ...

    def revoke(self, connection: Connection, booking: str) -> None: ...

    def pseudonym(self, person: str) -> str:
        """Return by which name history and devices know a person; empty for nobody."""
        ...


class Terms(Protocol):
    """The office's rules for who may have what. Called inside the booking's transaction."""

    def decide(self, connection: Connection, booking: Booking, person: Person | None) -> State:
        """Return `booked`, or `asked` when the office wants to approve it. Raises RefusedError."""
        ...

    def may_change(self, connection: Connection, before: Booking, after: Booking | None, person: Person) -> None:
        """Raise RefusedError when it is too late to move (`after`) or cancel (None)."""
        ...


class PlanChanged(Protocol):
    def __call__(self, hall: str, club: str | None, /) -> None:
        """Tell that the plan of a hall changed. Does not wait."""
        ...
