"""The facts that stand beside an incident: people counted, who holds the key, whose booking, who is woken next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.custody import store as custody
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.duty import store as duty
from hallenwart_backend.alerts.model import FIRE_KINDS
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.store import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import Fact, IncidentKind

_MOST_KEYS: Final = 5
_WHOLE_SITE: Final = {*FIRE_KINDS, IncidentKind.PRE_ALARM}


@dataclass(frozen=True, slots=True)
class _Known:
    """One consistent look into the records. `holders` are the bookings keys are out for, by id."""

    running: list[Booking]
    held: list[Held]
    holders: dict[str, Booking]
    first: str


class Context:
    """Reads what other subjects know; implements the incident desk's `Context`. `pseudonym` names a person as lockers do."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, board: Board, *, pseudonym: Callable[[str], str]
    ) -> None:
        self.pseudonym = pseudonym
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

    def zone(self, site: str, zone: str) -> str:
        return self._places.current.zone_name(site, zone)

    def halls_of(self, cause: Cause) -> list[str]:
        """Return the hall; in a fire, and where the cause names no hall, the others of the site after it."""
        if cause.hall and cause.kind not in _WHOLE_SITE:
            return [cause.hall]
        others = [one.id for one in self._places.current.halls.values() if one.site.id == cause.site and one.id != cause.hall]
        return [cause.hall, *others] if cause.hall else others

    async def facts(self, cause: Cause) -> list[Fact]:
        """Return what is known of the hall, then of the others, then who is woken."""
        halls, now = self.halls_of(cause), self._clock.now_ms()
        known = await self._records.read(lambda connection: _read(connection, cause.site, halls, now))
        facts = [
            fact for hall in halls for fact in (*self._people(hall), *self._keys(hall, known), *self._bookings(hall, known))
        ]
        return [*facts, *([Fact(kind="next", text=known.first)] if known.first else [])]

    def _people(self, hall: str) -> list[Fact]:
        people = self._board.people(hall)
        return [Fact(kind="people", number=people.count, detail=self.place("", hall), t_ms=people.t_ms)] if people else []

    def _keys(self, hall: str, known: _Known) -> list[Fact]:
        found = []
        for one in known.held:
            compartment = self._places.current.compartment(one.device, one.slot)
            if compartment is not None and compartment.hall == hall:
                holder = known.holders.get(one.booking)
                detail = self.line(holder) if holder else ""
                found.append(Fact(kind="key", text=compartment.label, number=one.slot, detail=detail, t_ms=one.taken_ms))
        return found[:_MOST_KEYS]

    def _bookings(self, hall: str, known: _Known) -> list[Fact]:
        running = [one for one in known.running if one.hall == hall]
        return [Fact(kind="booking", text=self.line(one), t_ms=one.end_ms, detail=self.place("", hall)) for one in running]

    async def line_of_grant(self, grant: str) -> str:
        """Return the group a right was given to, empty when it is nobody's booking."""

        def read(connection: Connection) -> Booking | None:
            return bookings.one(connection, custody.booking_of_grant(connection, grant))

        booking = await self._records.read(read)
        return self.line(booking) if booking else ""

    def line(self, booking: Booking) -> str:
        """Return `TSV Lindenau · E-Jugend`."""
        return line(names(self._places.current.clubs, booking.club), booking.title)


def _read(connection: Connection, site: str, halls: list[str], now_ms: int) -> _Known:
    line_of_call = duty.line(connection, site, now_ms)
    held = custody.held_keys(connection)
    holders = [booking for one in held if one.booking and (booking := bookings.one(connection, one.booking)) is not None]
    return _Known(
        running=bookings.of_halls(connection, halls, now_ms, now_ms + 1),
        held=held,
        holders={booking.id: booking for booking in holders},
        first=line_of_call[0].name if line_of_call else "",
    )
