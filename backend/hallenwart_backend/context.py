"""The facts that stand beside an incident: people counted, who holds the key, whose booking, who is woken next."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access import store as access
from hallenwart_backend.access.rules import Held
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import store as alerts
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import Fact

_MOST_KEYS: Final = 5


class Context:
    """Reads what other subjects know; implements the incident desk's `Context`."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, board: Board) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._board = board

    def place(self, site: str, hall: str) -> str:
        found = self._places.current.halls.get(hall)
        if found is not None:
            return found.name
        known = self._places.current.sites.get(site)
        return known.name if known else site

    def halls_of(self, site: str, hall: str) -> list[str]:
        """Return the hall, or all halls of the site where the cause names none."""
        return [hall] if hall else [one.id for one in self._places.current.halls.values() if one.site.id == site]

    async def facts(self, cause: Cause) -> list[Fact]:
        halls, now = self.halls_of(cause.site, cause.hall), self._clock.now_ms()

        def read(connection: Connection) -> tuple[list[Booking], list[Held], str]:
            line_of_call = alerts.line_of_call(connection)
            first = line_of_call[0].name if line_of_call else ""
            return bookings.of_halls(connection, halls, now, now + 1), access.held_keys(connection), first

        running, held, first = await self._records.read(read)
        return [
            *self._people(halls),
            *self._keys(halls, held),
            *(Fact(kind="booking", text=self.line(one), t_ms=one.end_ms, detail=self.place("", one.hall)) for one in running),
            *([Fact(kind="next", text=first)] if first else []),
        ]

    def _people(self, halls: list[str]) -> list[Fact]:
        told = [(hall, self._board.people(hall)) for hall in halls]
        return [
            Fact(kind="people", number=people.count, detail=self.place("", hall), t_ms=people.t_ms)
            for hall, people in told
            if people is not None
        ]

    def _keys(self, halls: list[str], held: list[Held]) -> list[Fact]:
        found = []
        for one in held:
            compartment = self._places.current.compartment(one.device, one.slot)
            if compartment is not None and compartment.hall in halls:
                found.append(Fact(kind="key", text=compartment.label, number=one.slot, t_ms=one.taken_ms))
        return found[:_MOST_KEYS]

    def line(self, booking: Booking) -> str:
        """Return `TSV Lindenau · E-Jugend`."""
        return line(names(self._places.current.clubs, booking.club), booking.title)
