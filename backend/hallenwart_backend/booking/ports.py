"""What bookings need of others: rights to keys, the office's terms, and who is told that a plan changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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

    def fetched(self, connection: Connection, bookings: Collection[str], *, out: bool = False) -> set[str]:
        """Return for which of these bookings a key was taken; with `out` for which one is out now."""
        ...

    def with_locker(self, booking: Booking) -> bool:
        """Say whether a locker holds keys of its places."""
        ...

    def pseudonym(self, person: str) -> str:
        """Return by which name history and devices know a person; empty for nobody."""
        ...


@dataclass(frozen=True, slots=True)
class Decision:
    """`booked`, or `asked` for reasons the office is told, by their codes; `overruled` are the rules that staff went beyond."""

    state: State = State.BOOKED
    reasons: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()

    @property
    def detail(self) -> dict[str, object]:
        """What history says of it."""
        told = {"reasons": self.reasons, "overruled": self.overruled}
        return {name: list(codes) for name, codes in told.items() if codes}


class Terms(Protocol):
    """The office's rules for who may have what. Called inside the booking's transaction."""

    def decide(self, connection: Connection, wanted: Sequence[Booking], person: Person | None, why: str = "") -> Decision:
        """Decide on a booking, or on the dates of a series together. `person` None: another system, which no terms bind.

        Staff go beyond the rules with a reason. Raises RefusedError 409.
        """
        ...

    def may_change(self, connection: Connection, before: Booking, after: Booking | None, person: Person) -> dict[str, object]:
        """Return what history is to say of a move (`after`) or a cancellation (None): late, overruled.

        Raises RefusedError 409 when only the office may.
        """
        ...


class PlanChanged(Protocol):
    def __call__(self, hall: str, club: str | None, /) -> None:
        """Tell that the plan of a hall changed. Does not wait."""
        ...
