"""The facts that stand beside an incident: people counted, who holds the key, whose booking."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.custody import store as custody
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.accounts.rules import Role
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.model import FIRE_KINDS
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.display.rules import line, names
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.model import Compartment
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import Fact, IncidentKind

_MOST_KEYS: Final = 5
_SOON_MS: Final = 60 * 60_000
_SPREADS_WITHIN_S: Final = 0.1
_ROLES: Final = {
    Role.CARETAKER: "Hausmeister:in / caretaker",
    Role.FIRE_OFFICER: "Brandschutzbeauftragte:r / fire-safety officer",
    Role.OFFICE: "Sportamt / sports office",
    Role.ADMIN: "Verwaltung / administration",
    Role.TRAINER: "Trainer:in / trainer",
    Role.CLUB_ADMIN: "Vereinsleitung / club lead",
    Role.MEMBER: "Vereinsmitglied / club member",
}
_GROUP: Final = "Gruppe der Belegung / the group that booked"
_WHOLE_SITE: Final = {*FIRE_KINDS, IncidentKind.PRE_ALARM}


@dataclass(frozen=True, slots=True)
class _Known:
    """One consistent look into the records. `holders` are the bookings keys are out for, `roles` words by pseudonym."""

    running: list[Booking]
    coming: list[Booking]
    roles: dict[str, str]
    held: list[Held]
    holders: dict[str, Booking]


class Context:
    """Reads what other subjects know; implements the incident desk's `Context`. `pseudonym` names a person as lockers do."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, board: Board, *, pseudonym: Callable[[str], str]
    ) -> None:
        self.pseudonym = pseudonym
        self.sensor: Callable[[str, str], str] = lambda _device, c: c
        """What a sensor of a device is called; the fire desk knows better once it is joined."""
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

    def site_name(self, site: str) -> str:
        return self.place(site, "")

    def zone(self, site: str, zone: str) -> str:
        return self._places.current.zone_name(site, zone)

    def halls_of(self, cause: Cause) -> list[str]:
        """Return the hall; in a fire, and where the cause names no hall, the others of the site after it."""
        if cause.hall and cause.kind not in _WHOLE_SITE:
            return [cause.hall]
        others = [one.id for one in self._places.current.proper_halls if one.site.id == cause.site and one.id != cause.hall]
        return [cause.hall, *others] if cause.hall else others

    async def facts(self, cause: Cause) -> list[Fact]:
        """Return what is known of the hall, then of the others."""
        halls, now = self.halls_of(cause), self._clock.now_ms()
        known = await self._records.read(lambda connection: _read(connection, halls, now, self.pseudonym))
        spreads = await self._spreads(halls)
        facts = [
            fact
            for at, hall in enumerate(halls)
            for fact in (
                *self._people(hall, spreads.get(hall), own=not at),
                *self._keys(hall, known),
                *(self._keys_in(hall) if not at else ()),
                *self._bookings(hall, known),
                *(self._coming(hall, known) if not at else ()),
            )
        ]
        if cause.kind in _WHOLE_SITE:
            facts += self._house_keys(cause.site, known)
        return facts

    async def _spreads(self, halls: Sequence[str]) -> dict[str, int | None]:
        """Read how sure the counts are; an alarm waits no longer than a moment for that."""
        found: dict[str, int | None] = {}
        with contextlib.suppress(TimeoutError, StoreUnavailableError):
            async with asyncio.timeout(_SPREADS_WITHIN_S):
                for hall in halls:
                    found[hall] = await self._board.spread(hall)
        return found

    def _people(self, hall: str, spread: int | None, *, own: bool) -> list[Fact]:
        """A count that is too old is no number any more; of the hall itself it is said that nobody knows."""
        people, detail = self._board.people(hall), self.place("", hall)
        if people is not None:
            sure = None if people.count is None else spread
            return [Fact(kind="people", number=people.count, spread=sure, detail=detail, t_ms=people.t_ms)]
        last = self._board.last_people(hall)
        if not own and last is None:
            return []
        counted = f"zuletzt {last.count} / last {last.count}" if last is not None and last.count is not None else ""
        return [Fact(kind="people", text=counted, detail=detail, t_ms=last.t_ms if last else None)]

    def _keys(self, hall: str, known: _Known) -> list[Fact]:
        held = [
            (one, compartment)
            for one in known.held
            if (compartment := self._compartment(one)) is not None and compartment.hall == hall
        ]
        return [fact for one, compartment in held[:_MOST_KEYS] for fact in self._key_out(one, compartment, known)]

    def _house_keys(self, site: str, known: _Known) -> list[Fact]:
        """Keys of the house that are out: whoever has one can open every door."""
        places = self._places.current
        held = [
            (one, compartment)
            for one in known.held
            if (compartment := self._compartment(one)) is not None
            and compartment.hall is None
            and (placed := places.devices.get(one.device)) is not None
            and placed.site == site
        ]
        return [fact for one, compartment in held[:_MOST_KEYS] for fact in self._key_out(one, compartment, known)]

    def _compartment(self, held: Held) -> Compartment | None:
        return self._places.current.compartment(held.device, held.slot)

    def _key_out(self, held: Held, compartment: Compartment, known: _Known) -> list[Fact]:
        """The key that is out, and the role of who has it; who that is, stands with the roles that may know."""
        holder = known.holders.get(held.booking)
        detail = self.line(holder) if holder else ""
        out = Fact(kind="key", text=compartment.label, number=held.slot, detail=detail, t_ms=held.taken_ms)
        role = known.roles.get(held.who) or (_GROUP if holder else "")
        return [
            out,
            *([Fact(kind="holder", text=role, detail=detail or compartment.label, t_ms=held.taken_ms)] if role else []),
        ]

    def _keys_in(self, hall: str) -> list[Fact]:
        """Where the keys of a hall hang: those that a locker shows in their compartment."""
        there = [
            one
            for one in self._places.current.compartments
            if one.hall == hall and (door := self._board.door(one.device, one.number)) is not None and door.key
        ]
        return [Fact(kind="key", text=one.label, detail=f"{one.device}, Fach {one.number}") for one in there[:_MOST_KEYS]]

    def _bookings(self, hall: str, known: _Known) -> list[Fact]:
        running = [one for one in known.running if one.hall == hall]
        return [Fact(kind="booking", text=self.line(one), t_ms=one.end_ms, detail=self.place("", hall)) for one in running]

    def _coming(self, hall: str, known: _Known) -> list[Fact]:
        """Who comes next within the hour: they may be on their way."""
        coming = next((one for one in known.coming if one.hall == hall), None)
        if coming is None:
            return []
        zone = self._places.current.halls[hall].zone
        start = datetime.fromtimestamp(coming.start_ms / 1000, UTC).astimezone(zone)
        text = f"ab {start:%H:%M}: {self.line(coming)}"
        return [Fact(kind="booking", text=text, t_ms=coming.end_ms, detail=self.place("", hall))]

    async def line_of_grant(self, grant: str) -> str:
        """Return the group a right was given to, empty when it is nobody's booking."""

        def read(connection: Connection) -> Booking | None:
            return bookings.one(connection, custody.booking_of_grant(connection, grant))

        booking = await self._records.read(read)
        return self.line(booking) if booking else ""

    def line(self, booking: Booking) -> str:
        """Return `TSV Lindenau · E-Jugend`."""
        return line(names(self._places.current.clubs, booking.holder), booking.title)


def _read(connection: Connection, halls: list[str], now_ms: int, pseudonym: Callable[[str], str]) -> _Known:
    held = custody.held_keys(connection)
    soon = bookings.of_halls(connection, halls, now_ms, now_ms + _SOON_MS)
    roles = _roles(connection, pseudonym) if any(one.who for one in held) else {}
    holders = [booking for one in held if one.booking and (booking := bookings.one(connection, one.booking)) is not None]
    return _Known(
        running=[one for one in soon if one.start_ms <= now_ms],
        coming=[one for one in soon if one.start_ms > now_ms],
        roles=roles,
        held=held,
        holders={booking.id: booking for booking in holders},
    )


def _roles(connection: Connection, pseudonym: Callable[[str], str]) -> dict[str, str]:
    """Return the word for what each person is here, by pseudonym: the role that says most of who stands at the door."""
    return {
        pseudonym(person.id): word
        for person in everybody(connection)
        if (word := next((word for role, word in _ROLES.items() if role in person.roles), ""))
    }
