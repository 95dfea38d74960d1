"""Joins the tickets of events with the queue of messages, doors and pages."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.tickets.desk import TicketDesk
from hallenwart_backend.events.tickets.doors import EventDoors
from hallenwart_backend.events.tickets.due import LOOK_EVERY_S, DueTickets
from hallenwart_backend.events.tickets.holding import Holding
from hallenwart_backend.events.tickets.letters import PATH, Letters
from hallenwart_backend.events.tickets.ports import Badges, Post, Vault
from hallenwart_backend.events.tickets.service import Tickets
from hallenwart_backend.events.tickets.signs import TicketSigns
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.runtime import every
from hallenwart_contract.clock import Clock, utc

_ASKS_AT_ONCE, _ASKS_PER_S = 6, 1 / 120
"""Wishes from one address of the net: a family at one table, and no flood of mails."""
_DOORS_AT_ONCE, _DOORS_PER_S = 60, 1.0


@dataclass(frozen=True, slots=True)
class TicketRoom:
    tickets: Tickets
    holding: Holding
    desk: TicketDesk
    signs: TicketSigns
    doors: EventDoors
    due: DueTickets
    ask_rate: Buckets = field(default_factory=lambda: Buckets(_ASKS_AT_ONCE, _ASKS_PER_S))
    door_rate: Buckets = field(default_factory=lambda: Buckets(_DOORS_AT_ONCE, _DOORS_PER_S))

    def stand_on(self, badges: Badges) -> None:
        """Let tickets stand on the badges of people."""
        self.tickets.badges = badges

    async def _look(self) -> None:
        await self.due.look()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"tickets": partial(every, LOOK_EVERY_S, self._look)}


def join_tickets(
    records: Records, places: PlaceBook, clock: Clock, vault: Vault, post: Post, changed: PlanChanged
) -> TicketRoom:
    """`changed` makes the devices' documents and the club's pages follow."""

    def when(found: Dated, english: bool) -> str:
        hall = places.hall(found.date.hall)
        start, end = (utc(ms).astimezone(hall.zone) for ms in (found.date.start_ms, found.date.end_ms))
        where = ", ".join(dict.fromkeys(filter(None, (hall.name, hall.site.address))))
        return f"{start:%d.%m.%Y, %H:%M}\u2013{end:%H:%M}{'' if english else ' Uhr'}, {where}"

    tickets: Tickets
    letters = Letters(when, lambda order: PATH + tickets.token(order))
    tickets = Tickets(records, clock, places, vault, post, letters, changed)
    desk = TicketDesk(records, clock, tickets)
    signs = TicketSigns(records, places, clock, tickets, desk, post, letters)
    signs.changed = lambda club: changed("", club)
    return TicketRoom(tickets, Holding(tickets), desk, signs, EventDoors(places), DueTickets(records, clock, tickets, letters))
