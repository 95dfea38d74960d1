"""Who was let in: what readers in halls tell late or twice, and what phones kept while they had no network."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.events import store as event_store
from hallenwart_backend.events.store import Dated
from hallenwart_backend.events.tickets import rules, store
from hallenwart_backend.events.tickets.desk import TicketDesk
from hallenwart_backend.events.tickets.letters import Letters
from hallenwart_backend.events.tickets.ports import Post
from hallenwart_backend.events.tickets.rules import CheckIn, Outcome
from hallenwart_backend.events.tickets.service import Tickets
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Arrival, ListenerBase
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event

CLUB_PAGE: Final = "/club/#/veranstaltungen"
_AHEAD_MS: Final = 300_000
"""So far before the server's own time a phone's clock may be."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One ticket at one door. `badge` and `code` when a badge was shown."""

    digest: bytes
    at_ms: int
    said: str
    badge: str = ""
    code: str = ""


class TicketSigns(ListenerBase):
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        tickets: Tickets,
        desk: TicketDesk,
        post: Post,
        letters: Letters,
    ) -> None:
        self._records, self._places, self._clock = records, places, clock
        self._tickets, self._desk, self._post, self._letters = tickets, desk, post, letters
        self.changed: Callable[[str | None], None] = lambda _club: None

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        """Take in what a reader said to a ticket."""
        if event.kind != EventKind.TICKET_SHOWN:
            return
        told, seen = event.a, _seen(event)
        if seen is None or not isinstance(of := told.get("event"), str):
            return

        def note(connection: Connection) -> Dated | None:
            found = event_store.one(connection, of)
            if found is None or not self._is_here(found, arrival.device):
                return None
            return found if self._note(connection, found, [seen], arrival.device) else None

        found = await self._records.write(note)
        if found is not None:
            self._tickets.committed()
            self.changed(found.event.club)

    def _is_here(self, found: Dated, device: str) -> bool:
        hall, site = self._places.current.halls.get(found.date.hall), self._places.current.site_of_device(device)
        return hall is not None and site is not None and site.id == hall.site.id

    async def take(self, event: str, person: Person | None, token: str, door: str, seen: Sequence[Seen]) -> None:
        """Take in what a phone at the door kept. Raises RefusedError 403, 404."""
        latest = self._clock.now_ms() + _AHEAD_MS

        def note(connection: Connection) -> Dated | None:
            found = self._desk.door_of(connection, event, person, token)
            return found if self._note(connection, found, [one for one in seen if one.at_ms <= latest], door) else None

        found = await self._records.write(note)
        if found is not None:
            self._tickets.committed()
            self.changed(found.event.club)

    def _note(self, connection: Connection, found: Dated, seen: Sequence[Seen], door: str) -> int:
        """Write down what is new of it; return how much that was. All of it may be told twice."""
        event, noted, doubled = found.event.id, 0, False
        for one in seen:
            ticket = store.by_digest(connection, event, one.digest)
            if ticket is None or store.has_check_in(connection, ticket.id, one.at_ms, door):
                continue
            proven = not ticket.badge or self._tickets.badges.proves(connection, ticket.badge, one.code, one.at_ms)
            outcome = rules.worth(one.said, returned=ticket.cancelled_ms is not None, proven=proven)
            if outcome is None:
                continue
            store.add_check_in(connection, CheckIn(secrets.token_hex(8), event, ticket.id, one.at_ms, door, outcome))
            for judged in rules.judged(before := store.check_ins_of(connection, event, ticket.id)):
                if judged not in before:
                    store.judge(connection, judged)
                    doubled = doubled or judged.outcome == Outcome.DOUBLE
            noted += 1
        if doubled:
            mail = self._letters.double(found, CLUB_PAGE)
            self._post.club(
                connection, found.event.club, mail, now_ms=self._clock.now_ms(), once=f"ticket-double {found.event.id}"
            )
        if noted and (ticketing := store.of_event(connection, event)) is not None:
            store.put(connection, store.counted(connection, ticketing))
        return noted


def _seen(event: Event) -> Seen | None:
    told = event.a
    ticket, outcome = told.get("ticket"), told.get("outcome")
    badge, code = told.get("badge"), told.get("code")
    try:
        digest = bytes.fromhex(ticket) if isinstance(ticket, str) else b""
    except ValueError:
        return None
    if not digest or not isinstance(outcome, str):
        return None
    return Seen(digest, event.t_ms, outcome, badge if isinstance(badge, str) else "", code if isinstance(code, str) else "")
