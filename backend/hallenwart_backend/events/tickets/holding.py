"""What holders do with their tickets, by the link: give back, put onto their badge."""

from __future__ import annotations

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.events.tickets import store
from hallenwart_backend.events.tickets.rules import OrderState
from hallenwart_backend.events.tickets.service import Held, Tickets
from hallenwart_backend.events.tickets.words import refusal


class Holding:
    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets

    async def give_back(self, token: str, ticket: str = "") -> Held:
        """Give one ticket back, or all of them and the place in the line. Raises RefusedError 404, 409."""

        def change(connection: Connection, now: int) -> Held:
            held = self._tickets.by_token(connection, token)
            _, ticketing = self._tickets.locked(connection, held.order.event)
            mine = [one for one in held.tickets if ticket in {"", one.id} and one.cancelled_ms is None]
            if ticket and not mine:
                raise refusal("no_such_ticket")
            if any(one.id in held.used for one in mine):
                raise refusal("ticket_used")
            for one in mine:
                store.change_ticket(connection, one.id, cancelled_ms=now)
            left = sum(one.cancelled_ms is None for one in store.tickets_of(connection, held.order.id))
            if left == 0:
                store.change_order(connection, held.order.id, state=OrderState.CANCELLED)
            else:
                store.change_order(connection, held.order.id, places=left)
            self._tickets.advance(connection, held.found, ticketing, now)
            self._tickets.moved(held.found)
            return self._tickets.by_token(connection, token)

        return await self._tickets.write(change)

    async def on_badge(self, token: str, person: Person | None) -> Held:
        """Put the first ticket onto the holder's badge, or back onto its own symbol. Raises RefusedError 404, 409."""

        def change(connection: Connection, _: int) -> Held:
            held = self._tickets.by_token(connection, token)
            self._tickets.locked(connection, held.order.event)
            one = next((one for one in held.tickets if one.cancelled_ms is None), None)
            if one is None:
                raise refusal("no_such_ticket")
            if one.id in held.used:
                raise refusal("ticket_used")
            handle = self._tickets.badges.handle_of(connection, person.id) if person is not None else ""
            if person is not None and not handle:
                raise refusal("no_badge")
            self._tickets.onto(connection, one, handle)
            self._tickets.moved(held.found)
            return self._tickets.by_token(connection, token)

        return await self._tickets.write(change)
