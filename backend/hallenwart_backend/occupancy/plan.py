"""What proposals do with the plan of halls, through the desks that give and take its time."""

from __future__ import annotations

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.lending.service import Lending
from hallenwart_backend.booking.service import Bookings


class PlanDesk:
    """See `proposals.service.Plan`."""

    def __init__(self, lending: Lending, bookings: Bookings) -> None:
        self._lending = lending
        self._bookings = bookings

    async def lend(self, person: Person, booking: str, note: str) -> None:
        await self._lending.offer(person, booking, note=note)

    async def release(self, person: Person, booking: str, why: str) -> None:
        await self._bookings.cancel(person, booking, why=why)
