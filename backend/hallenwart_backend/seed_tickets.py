"""Tickets of a seed file's public events.

    [[event]]   tickets = 120, given = [2, 1, 4]    (how many there are; what invented guests hold already, by order)

An event that has tickets is left as people set it. Guests of a seed have no address: nobody writes to them.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.events import store as event_store
from hallenwart_backend.events.tickets import store
from hallenwart_backend.events.tickets.rules import MOST_EACH, Order, OrderState, Ticket, Ticketing
from hallenwart_contract import tickets


class Sealing(Protocol):
    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...


def plant_tickets(
    connection: Connection, event: str, places: int, given: Sequence[int], vault: Sealing | None, *, now_ms: int
) -> None:
    """Offer tickets for an event. Raises ConfigError for more than there are. Without a vault nobody holds any yet."""
    if sum(given) > places or any(not 0 < one <= MOST_EACH for one in given):
        raise ConfigError(f"event {event!r}: given are orders of 1 to {MOST_EACH} tickets, together no more than tickets")
    found = event_store.one(connection, event)
    if found is None or store.of_event(connection, event) is not None:
        return
    store.put(connection, Ticketing(event, True, places, known_start_ms=found.date.start_ms, known_hall=found.date.hall))
    if vault is None:
        return
    for many in given:
        order = Order(
            id=secrets.token_hex(8),
            event=event,
            email="",
            lang="de",
            person=None,
            badge="",
            places=many,
            state=OrderState.VALID,
            made_ms=now_ms,
            confirmed_ms=now_ms,
            until_ms=found.date.end_ms,
        )
        store.add_order(connection, order)
        store.add_tickets(connection, [_drawn(order, vault) for _ in range(many)])


def _drawn(order: Order, vault: Sealing) -> Ticket:
    identity, text = secrets.token_hex(8), tickets.draw()
    digest = tickets.digest_of(text) or b""
    return Ticket(identity, order.id, order.event, digest, vault.seal_bytes(text.encode(), identity))
