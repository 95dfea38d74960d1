"""What falls due: wishes nobody confirmed, events that moved or are off, tickets that became free, counts that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.events import rules as event_rules
from hallenwart_backend.events import store as event_store
from hallenwart_backend.events.rules import Phase
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.tickets import rules, store
from hallenwart_backend.events.tickets.letters import Letters
from hallenwart_backend.events.tickets.rules import OrderState, Ticket, Ticketing
from hallenwart_backend.events.tickets.service import Tickets
from hallenwart_backend.events.tickets.tables import orders
from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 15.0


class DueTickets:
    """`look` is called now and then. What is done and that it is done are one transaction: no restart repeats it."""

    def __init__(self, records: Records, clock: Clock, tickets: Tickets, letters: Letters) -> None:
        self._records, self._clock, self._tickets, self._letters = records, clock, tickets, letters

    async def look(self) -> int:
        """Work off what is due; return how much that was."""
        if not await self._records.read(self._due):
            return 0
        done = await self._records.write(self._work)
        self._tickets.committed()
        return done

    def _due(self, connection: Connection) -> bool:
        if self._unconfirmed(connection):
            return True
        return any(self._behind(connection, one) or self._lost(connection, one) for one in self._events(connection))

    def _lost(self, connection: Connection, event: str) -> list[Ticket]:
        """Return the tickets that stand on a badge which is no more."""
        return [
            one
            for order in store.orders_where(connection, orders.c.event == event, orders.c.badge != "")
            for one in store.tickets_of(connection, order.id)
            if one.badge and self._tickets.badges.handle_of(connection, order.person or "") != one.badge
        ]

    def _events(self, connection: Connection) -> list[str]:
        return store.ticketed(connection, after_ms=self._clock.now_ms())

    def _unconfirmed(self, connection: Connection) -> list[str]:
        before = self._clock.now_ms() - rules.CONFIRM_MS
        asked = orders.c.state == OrderState.ASKED, orders.c.made_ms < before
        return [one.id for one in store.orders_where(connection, *asked)]

    def _behind(self, connection: Connection, event: str) -> bool:
        ticketing, found = store.of_event(connection, event), event_store.one(connection, event)
        if ticketing is None or found is None:
            return False
        free = self._tickets.room_of(connection, found, ticketing)
        waiting = store.orders_of(connection, event, OrderState.WAITING) if free.open else []
        return self._moved(ticketing, found) or bool(rules.next_in_line(waiting, free.free))

    def _moved(self, ticketing: Ticketing, found: Dated) -> bool:
        told = ticketing.known_start_ms, ticketing.known_hall, ticketing.known_gone
        return told != (found.date.start_ms, found.date.hall, self._gone(found))

    def _gone(self, found: Dated) -> bool:
        return event_rules.phase(found.event, found.date, self._clock.now_ms()) is Phase.GONE

    def _work(self, connection: Connection) -> int:
        now, done = self._clock.now_ms(), 0
        for order in self._unconfirmed(connection):
            store.drop_order(connection, order)
            done += 1
        for event in self._events(connection):
            ticketing, found = store.of_event(connection, event, lock=True), event_store.one(connection, event)
            if ticketing is None or found is None:
                continue
            if self._moved(ticketing, found):
                self._follow(connection, ticketing, found, now)
                done += 1
            done += self._tickets.advance(connection, found, ticketing, now)
            for ticket in self._lost(connection, event):
                self._tickets.onto(connection, ticket, "")
                self._tickets.moved(found)
                done += 1
        return done

    def _follow(self, connection: Connection, ticketing: Ticketing, found: Dated, now: int) -> None:
        """Tell everybody with tickets, and who waits, of the other time or place."""
        gone, date = self._gone(found), found.date
        store.put(connection, replace(ticketing, known_start_ms=date.start_ms, known_hall=date.hall, known_gone=gone))
        for order in store.orders_of(connection, found.event.id, OrderState.VALID, OrderState.WAITING):
            store.change_order(connection, order.id, until_ms=date.end_ms)
            mail = self._letters.off(found, order.id) if gone else self._letters.moved(found, order.id)
            self._tickets.tell(
                connection, found, order, mail, now, f"ticket-moved {order.id} {date.start_ms} {date.hall} {gone}"
            )
        self._tickets.moved(found)
