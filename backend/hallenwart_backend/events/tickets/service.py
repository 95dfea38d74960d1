"""Tickets on their way: asked for, confirmed by the link in a letter, waited for, given back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.events import rules as event_rules
from hallenwart_backend.events import store as event_store
from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.tickets import links, rules, store
from hallenwart_backend.events.tickets.letters import Letters
from hallenwart_backend.events.tickets.ports import Badges, NoBadges, Post, Vault
from hallenwart_backend.events.tickets.rules import Order, OrderState, Ticket, Ticketing
from hallenwart_backend.events.tickets.words import refusal
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract import tickets as text
from hallenwart_contract.clock import Clock

_PURPOSE: Final = b"hallenwart ticket order 1\n"
_TAG_BYTES: Final = 16
_ID_BYTES: Final = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held:
    """An order with its tickets and its event. `texts` are what the symbols say, by ticket; `used`: who came in already."""

    order: Order
    found: Dated
    tickets: tuple[Ticket, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """How many tickets an event has, and how many of them are given. `open`: somebody may ask for one now."""

    capacity: int
    given: int
    open: bool

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.given)


class Tickets:
    """The only writer of orders and tickets. `changed` makes doors and pages follow."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        places: PlaceBook,
        vault: Vault,
        post: Post,
        letters: Letters,
        changed: PlanChanged,
    ) -> None:
        self._records, self._clock, self._places = records, clock, places
        self._vault, self._post, self._letters, self._changed = vault, post, letters, changed
        self._pending: list[tuple[str, str | None]] = []
        self.badges: Badges = NoBadges()

    # --- links ---

    def token(self, order: str) -> str:
        return links.signed(self.mac, _PURPOSE, bytes.fromhex(order), _TAG_BYTES)

    def order_of(self, token: str) -> str:
        """Return the id a link stands for; empty for one this server never made."""
        return links.opened(self.mac, _PURPOSE, token, _ID_BYTES, _TAG_BYTES).hex()

    # --- reading ---

    async def room(self, found: Dated) -> Room | None:
        """Return how full an event is, None where it has no tickets."""

        def read(connection: Connection) -> Room | None:
            ticketing = store.of_event(connection, found.event.id)
            return self.room_of(connection, found, ticketing) if ticketing is not None and ticketing.open else None

        return await self._records.read(read)

    def room_of(self, connection: Connection, found: Dated, ticketing: Ticketing) -> Room:
        now = self._clock.now_ms()
        coming = event_rules.phase(found.event, found.date, now) in {Phase.COMING, Phase.NOW}
        full = rules.capacity(self.allowed(found), ticketing.held_back, ticketing.places)
        return Room(full, store.given(connection, found.event.id), ticketing.open and coming and full > 0)

    def allowed(self, found: Dated) -> int:
        """Return how many people may be in what was booked; where nobody entered that, as many as a door can know."""
        return self.entered(found) or text.MAX_AT_A_DOOR

    def entered(self, found: Dated) -> int:
        """Return how many people the hall's entry allows in what was booked; 0: nobody entered it."""
        hall = self._places.hall(found.date.hall)
        return rules.allowed_in(hall.capacity, len(found.sections), hall.sections)

    def mac(self, purpose: bytes, body: bytes) -> bytes:
        return self._vault.mac(purpose, body)

    async def held(self, token: str) -> Held:
        """Return what a link shows. Raises RefusedError 404."""
        return await self._records.read(lambda connection: self.by_token(connection, token))

    async def has_badge(self, person: Person) -> bool:
        return bool(await self._records.read(lambda connection: self.badges.handle_of(connection, person.id)))

    # --- asking ---

    async def ask(self, event: str, email: str, places: int, lang: str) -> None:
        """Note a wish; it counts once the link in the letter is pressed. Raises RefusedError 404, 409, 503.

        What comes back never says whether this address has tickets: whoever types it may be somebody else.
        """

        def add(connection: Connection, now: int) -> None:
            if not self._post.ready(connection):
                raise refusal("no_mail")
            found, _ = self._open(connection, event)
            before = store.of_address(connection, event, email)
            if before is not None and before.state != OrderState.ASKED:
                mail = self._letters.again(found, before.id)
                self._post.guest(connection, found.event.club, email, mail, now_ms=now, once=f"ticket-again {before.id} {now}")
                return
            order = before or self._fresh(found, email, lang, now)
            order = replace(order, places=places, lang=lang, made_ms=now)
            if before is None:
                store.add_order(connection, order)
            else:
                store.change_order(connection, order.id, places=places, lang=lang, made_ms=now)
            mail = self._letters.confirm(found, order.id)
            self._post.guest(connection, found.event.club, email, mail, now_ms=now, once=f"ticket-ask {order.id} {now}")

        await self.write(add)

    async def take(self, event: str, person: Person, places: int, lang: str) -> Order:
        """Give somebody with an account tickets at once; the first stands on their badge. Raises RefusedError 404, 409."""

        def add(connection: Connection, now: int) -> Order:
            found, ticketing = self._open(connection, event)
            before = store.of_person(connection, event, person.id) or store.of_address(connection, event, person.email)
            if before is not None and before.state != OrderState.ASKED:
                return before
            handle = self.badges.handle_of(connection, person.id)
            order = replace(
                before or self._fresh(found, person.email, lang, now), person=person.id, badge=handle, places=places, lang=lang
            )
            if before is None:
                store.add_order(connection, order)
            else:
                store.change_order(connection, order.id, person=person.id, badge=handle, places=places, lang=lang)
            return self._enter(connection, found, ticketing, order, now)

        return await self.write(add)

    @staticmethod
    def _fresh(found: Dated, email: str, lang: str, now: int) -> Order:
        return Order(
            id=secrets.token_hex(_ID_BYTES),
            event=found.event.id,
            email=email,
            lang=lang,
            person=None,
            badge="",
            places=1,
            state=OrderState.ASKED,
            made_ms=now,
            confirmed_ms=None,
            until_ms=found.date.end_ms,
        )

    async def confirm(self, token: str) -> Held:
        """Let the wish behind a link count. Raises RefusedError 404, 409."""

        def settle(connection: Connection, now: int) -> Held:
            held = self.by_token(connection, token)
            if held.order.state == OrderState.ASKED:
                found, ticketing = self._open(connection, held.order.event)
                self._enter(connection, found, ticketing, held.order, now)
            return self.by_token(connection, token)

        return await self.write(settle)

    def _enter(self, connection: Connection, found: Dated, ticketing: Ticketing, order: Order, now: int) -> Order:
        """Give tickets, or a place in the line where too few are left."""
        store.change_order(connection, order.id, state=OrderState.WAITING, confirmed_ms=now)
        self.advance(connection, found, ticketing, now)
        after = store.order(connection, order.id) or order
        if after.state == OrderState.WAITING:
            self.tell(connection, found, after, self._letters.waiting(found, order.id), now, f"ticket-waiting {order.id}")
        return after

    def _draw(self, connection: Connection, order: Order) -> None:
        drawn = []
        for number in range(order.places):
            identity, said = secrets.token_hex(_ID_BYTES), text.draw()
            badge = order.badge if number == 0 else ""
            digest = text.badge_digest(order.event, badge) if badge else text.digest_of(said) or b""
            sealed = self._vault.seal_bytes(said.encode(), identity)
            drawn.append(Ticket(identity, order.id, order.event, digest, sealed, badge))
        store.add_tickets(connection, drawn)

    # --- what all stand on ---

    def onto(self, connection: Connection, ticket: Ticket, badge: str) -> None:
        """Let a ticket stand on a badge; with an empty handle on its own symbol."""
        said = self._vault.open_bytes(ticket.secret, ticket.id).decode()
        digest = text.badge_digest(ticket.event, badge) if badge else text.digest_of(said)
        store.change_ticket(connection, ticket.id, badge=badge, digest=digest)
        store.change_order(connection, ticket.order, badge=badge)

    def advance(self, connection: Connection, found: Dated, ticketing: Ticketing, now: int) -> int:
        """Give what became free to who waits; return how many orders that were."""
        room = self.room_of(connection, found, ticketing)
        waiting = store.orders_of(connection, found.event.id, OrderState.WAITING) if room.open else []
        chosen = rules.next_in_line(waiting, room.free)
        for order in chosen:
            store.change_order(connection, order.id, state=OrderState.VALID)
            self._draw(connection, order)
            mail = self._letters.valid(found, order.id)
            self.tell(connection, found, order, mail, now, f"ticket-next {order.id}")
        if chosen:
            self.moved(found)
        return len(chosen)

    def tell(self, connection: Connection, found: Dated, order: Order, mail: Mail, now: int, once: str) -> None:
        """Write to the holder of an order, as far as their address is known."""
        if order.email and self._post.ready(connection):
            self._post.guest(connection, found.event.club, order.email, mail, now_ms=now, once=once)

    def moved(self, found: Dated) -> None:
        """Say that doors and pages of an event have to follow; they do once the transaction is through."""
        self._pending.append((found.date.hall, found.event.club))

    def committed(self) -> None:
        """Let doors, pages and the queue follow, once the transaction is through."""
        while self._pending:
            self._changed(*self._pending.pop())
        self._post.wake()

    def locked(self, connection: Connection, event: str) -> tuple[Dated, Ticketing]:
        """Return an event that has tickets; nobody else changes them meanwhile. Raises RefusedError 409."""
        ticketing = store.of_event(connection, event, lock=True)
        found = event_store.one(connection, event)
        if ticketing is None or found is None:
            raise refusal("no_tickets")
        return found, ticketing

    def _open(self, connection: Connection, event: str) -> tuple[Dated, Ticketing]:
        found, ticketing = self.locked(connection, event)
        if not self.room_of(connection, found, ticketing).open:
            raise refusal("no_tickets")
        return found, ticketing

    def by_token(self, connection: Connection, token: str) -> Held:
        """Return what a link stands for. Raises RefusedError 404."""
        identity = self.order_of(token)
        order = store.order(connection, identity) if identity else None
        found = event_store.one(connection, order.event) if order else None
        if order is None or found is None:
            raise refusal("no_such_ticket")
        own = store.tickets_of(connection, order.id)
        came = frozenset(one.ticket for one in store.check_ins_of(connection, order.event) if one.ticket in {t.id for t in own})
        texts = {one.id: self._vault.open_bytes(one.secret, one.id).decode() for one in own if one.cancelled_ms is None}
        return Held(order, found, tuple(own), texts, came)

    async def write(self, fn: Callable[[Connection, int], T]) -> T:
        """Do something in one transaction, at one time, and let others follow."""
        done = await self._records.write(lambda connection: fn(connection, self._clock.now_ms()))
        self.committed()
        return done
