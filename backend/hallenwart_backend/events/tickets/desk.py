"""What clubs and the office do with tickets: how many there are, who came, and the link for helpers at the door."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.events import store as event_store
from hallenwart_backend.events.service import may_lead
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.tickets import links, rules, store
from hallenwart_backend.events.tickets.rules import CheckIn, OrderState, Outcome, Ticketing
from hallenwart_backend.events.tickets.service import Tickets
from hallenwart_backend.events.tickets.words import refusal
from hallenwart_backend.events.words import refusal as event_refusal
from hallenwart_contract.clock import Clock

_PURPOSE: Final = b"hallenwart door link 1\n"
_TAG_BYTES: Final = 18
_EVENT_BYTES: Final = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """The tickets of an event for those who lead it. `odd` are check-ins that somebody should look at."""

    found: Dated
    ticketing: Ticketing
    allowed: int
    capacity: int
    given: int
    waiting: int
    came: int
    odd: Sequence[CheckIn]


@dataclass(frozen=True, slots=True)
class DoorList:
    """What a phone at the door knows: digests, and who is in already (digest, time, door). `rev` changes with `admits`."""

    found: Dated
    now_ms: int
    admits: Sequence[bytes]
    used: Sequence[tuple[bytes, int, str]]

    @property
    def rev(self) -> str:
        return sha256(b"".join(self.admits)).hexdigest()[:16]


class TicketDesk:
    def __init__(self, records: Records, clock: Clock, tickets: Tickets) -> None:
        self._records, self._clock, self._tickets = records, clock, tickets

    # --- for who leads an event ---

    async def shown(self, person: Person, event: str) -> Shown:
        """Raises RefusedError 403, 404."""
        return await self._records.read(lambda connection: self._shown(connection, _led(connection, person, event)))

    async def put(self, person: Person, event: str, *, is_open: bool, places: int | None) -> Shown:
        """Say whether there are tickets, and how many; None: as many as the hall allows. Raises RefusedError 403, 404, 409."""

        def change(connection: Connection) -> Shown:
            found = _led(connection, person, event)
            ticketing = store.of_event(connection, event, lock=True) or Ticketing(event)
            wanted = replace(ticketing, open=is_open, places=places, **_told(found, ticketing))
            return self._put(connection, found, wanted)

        return await self._write(change)

    async def hold_back(self, person: Person, event: str, held_back: int) -> Shown:
        """Keep places free: for players, stewards, the press. Raises RefusedError 403, 404, 409."""

        def change(connection: Connection) -> Shown:
            found = _led(connection, person, event)
            if not person.has(OFFICE_HANDS):
                raise event_refusal("not_yours")
            ticketing = store.of_event(connection, event, lock=True) or Ticketing(event)
            return self._put(connection, found, replace(ticketing, held_back=held_back, **_told(found, ticketing)))

        return await self._write(change)

    def _put(self, connection: Connection, found: Dated, wanted: Ticketing) -> Shown:
        full = rules.capacity(self._tickets.allowed(found), wanted.held_back, wanted.places)
        if wanted.open and wanted.places is None and not self._tickets.entered(found):
            raise refusal("no_capacity")
        if (given := store.given(connection, found.event.id)) > full:
            raise refusal("too_few", given=given)
        store.put(connection, wanted)
        self._tickets.advance(connection, found, wanted, self._clock.now_ms())
        self._tickets.moved(found)
        return self._shown(connection, found)

    def _shown(self, connection: Connection, found: Dated) -> Shown:
        event = found.event.id
        ticketing, allowed = store.of_event(connection, event) or Ticketing(event), self._tickets.allowed(found)
        odd = [one for one in store.check_ins_of(connection, event) if one.outcome not in {Outcome.ADMITTED, Outcome.AGAIN}]
        waiting = sum(one.places for one in store.orders_of(connection, event, OrderState.WAITING))
        return Shown(
            found,
            ticketing,
            allowed,
            rules.capacity(allowed, ticketing.held_back, ticketing.places),
            store.given(connection, event) or ticketing.given,
            waiting,
            store.came(connection, event) or ticketing.came,
            odd,
        )

    # --- the door link ---

    async def link(self, person: Person, event: str) -> str:
        """Make the link by which a helper without account checks tickets; the one before ends. Raises RefusedError 403, 404."""

        def make(connection: Connection) -> str:
            _led(connection, person, event)
            ticketing = store.of_event(connection, event, lock=True)
            if ticketing is None:
                raise refusal("no_tickets")
            made = max(self._clock.now_ms(), ticketing.link_ms + 1)
            store.put(connection, replace(ticketing, link_ms=made))
            return self._token(event, made)

        return await self._write(make)

    async def end_link(self, person: Person, event: str) -> None:
        """Raises RefusedError 403, 404."""

        def end(connection: Connection) -> None:
            _led(connection, person, event)
            if (ticketing := store.of_event(connection, event, lock=True)) is not None:
                store.put(connection, replace(ticketing, link_ms=0))

        await self._write(end)

    def _token(self, event: str, made_ms: int) -> str:
        return links.signed(self._tickets.mac, _PURPOSE, bytes.fromhex(event), _TAG_BYTES, made_ms.to_bytes(8, "big"))

    def by_link(self, connection: Connection, token: str) -> Dated:
        """Return the event a door link is for. Raises RefusedError 404."""
        event = links.body_of(token, _EVENT_BYTES).hex()
        ticketing, found = store.of_event(connection, event), event_store.one(connection, event)
        if ticketing is None or found is None or not ticketing.link_ms:
            raise refusal("no_such_door")
        genuine = hmac.compare_digest(self._token(event, ticketing.link_ms).encode(), token.encode())
        if not genuine or self._clock.now_ms() > found.date.end_ms + rules.LINK_AFTER_MS:
            raise refusal("no_such_door")
        return found

    # --- what a phone at the door knows ---

    async def door(self, event: str, person: Person | None, token: str = "") -> DoorList:
        """Return the list of a door, for who leads the event or has its door link. Raises RefusedError 403, 404."""

        def read(connection: Connection) -> DoorList:
            found = self.door_of(connection, event, person, token)
            identity = found.event.id
            admits = sorted(store.digests_of(connection, identity))
            return DoorList(found, self._clock.now_ms(), admits, store.used_of(connection, identity))

        return await self._records.read(read)

    def door_of(self, connection: Connection, event: str, person: Person | None, token: str) -> Dated:
        found = self.by_link(connection, token) if person is None else _led(connection, person, event)
        if store.of_event(connection, found.event.id) is None:
            raise refusal("no_tickets")
        return found

    async def _write(self, fn: Callable[[Connection], T]) -> T:
        done = await self._records.write(fn)
        self._tickets.committed()
        return done


def _led(connection: Connection, person: Person, event: str) -> Dated:
    found = event_store.one(connection, event)
    if found is None:
        raise event_refusal("no_such_event")
    if not may_lead(person, found.event):
        raise event_refusal("not_yours")
    return found


def _told(found: Dated, ticketing: Ticketing) -> dict[str, Any]:
    """What holders know already, at the moment the first tickets are there."""
    return {} if ticketing.known_start_ms else {"known_start_ms": found.date.start_ms, "known_hall": found.date.hall}
