"""Joins public events with streams: who may film what, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.events.consenting import Consents
from hallenwart_backend.events.objecting import Objections
from hallenwart_backend.events.ports import Commands, Post, States, Vault
from hallenwart_backend.events.rights import StreamRights
from hallenwart_backend.events.rules import Hindrance
from hallenwart_backend.events.service import Events
from hallenwart_backend.events.tickets.join import TicketRoom, join_tickets
from hallenwart_backend.events.tickets.ports import Post as TicketPost
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Evidence
from hallenwart_backend.runtime import every
from hallenwart_backend.streaming.files import Files
from hallenwart_backend.streaming.ports import Grant
from hallenwart_backend.streaming.service import Streaming
from hallenwart_backend.streaming.watching import Watching
from hallenwart_contract.clock import Clock

LOOK_EVERY_S: Final = 2.0
EXPIRE_EVERY_S: Final = 600.0
FOLDER: Final = "streams"


@dataclass(frozen=True, slots=True)
class EventRoom:
    events: Events
    consents: Consents
    rights: StreamRights
    objections: Objections
    streaming: Streaming
    watching: Watching
    tickets: TicketRoom

    async def load(self) -> None:
        await self.streaming.load()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {
            "streams": partial(every, LOOK_EVERY_S, self.streaming.look),
            "recordings": partial(every, EXPIRE_EVERY_S, self.streaming.expire),
            **self.tickets.tasks(),
        }


class _Grants:
    """Implements streaming.ports.Grants: what events say of streams."""

    def __init__(self, records: Records, rights: StreamRights) -> None:
        self._records = records
        self._rights = rights

    async def of_stream(self, stream: str) -> Grant | None:
        def read(connection: Connection) -> Grant | None:
            granted = self._rights.of_stream(connection, stream)
            if granted is None:
                return None
            event, date = granted.found.event, granted.found.date
            return Grant(
                event=event.id,
                device=event.device,
                hall=date.hall,
                from_ms=date.start_ms,
                to_ms=date.end_ms,
                record_days=event.record_days,
                hindered=granted.hindered or "",
                gone=granted.gone,
                elsewhere=granted.hindered not in {None, Hindrance.EARLY, Hindrance.OVER},
            )

        return await self._records.read(read)


def join_events(
    state: Path,
    records: Records,
    places: PlaceBook,
    clock: Clock,
    vault: Vault,
    evidence: Evidence,
    commands: Commands,
    post: Post,
    ticket_post: TicketPost,
    *,
    states: States,
    changed: PlanChanged,
) -> EventRoom:
    """`states` are the devices' newest snapshots; `changed` makes displays and cameras follow."""
    streaming = Streaming(records, clock, Files(state / FOLDER), lambda hall: changed(hall, None))
    events = Events(records, places, clock, vault, streaming, states, changed)
    rights = StreamRights(records, events, places, clock, vault, streaming, commands)
    streaming.grants = _Grants(records, rights)
    consents = Consents(records, clock, vault, evidence, streaming, post, changed)
    objections = Objections(records, clock, evidence, streaming, post)
    tickets = join_tickets(records, places, clock, vault, ticket_post, changed)
    return EventRoom(events, consents, rights, objections, streaming, Watching(streaming, clock), tickets)
