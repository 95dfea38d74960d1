"""What is done with the plan of halls for the use of time, through the desks that give and take it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store
from hallenwart_backend.booking.lending.service import Lending
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.booking.service import Bookings


class PlanDesk:
    """See `proposals.service.Plan` and `releasing.LetsGo`. `changed` lets displays, pages and the waiting list follow."""

    def __init__(self, records: Records, lending: Lending, bookings: Bookings, changed: PlanChanged) -> None:
        self._records = records
        self._lending = lending
        self._bookings = bookings
        self._changed = changed

    async def lend(self, person: Person, booking: str, note: str) -> None:
        await self._lending.offer(person, booking, note=note)

    async def release(self, person: Person, booking: str, why: str) -> None:
        await self._bookings.cancel(person, booking, why=why)

    async def let_go(self, booking: str, *, minutes: int, also: Callable[[Connection], None]) -> bool:
        def put(connection: Connection) -> Booking | None:
            found = store.one(connection, booking)
            if found is None or found.state != State.BOOKED:
                return None
            self._bookings.cancel_in(connection, found, None, kind=NewsKind.USE_RELEASED, detail={"minutes": minutes})
            also(connection)
            return found

        done = await self._records.write(put)
        if done is not None:
            self._changed(done.hall, done.holder)
        return done is not None
