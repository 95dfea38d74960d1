"""Joins what concerns keys and the people at lockers: custody, lost keys, calls for help, reports, releases, evidence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hallenwart_backend.access.commands import RemoteOpening
from hallenwart_backend.access.custody.desk import KeyDesk
from hallenwart_backend.access.custody.hand_over import HandOver
from hallenwart_backend.access.custody.key_watch import KeyWatch
from hallenwart_backend.access.custody.presence_watch import PresenceWatch
from hallenwart_backend.access.custody.service import Custody
from hallenwart_backend.access.responder.service import Responder
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.messages import Messages
from hallenwart_backend.alerts.service import IncidentDesk
from hallenwart_backend.booking.letters.choices import key_hops
from hallenwart_backend.evidence.service import EvidenceLog
from hallenwart_backend.halls.board import Board
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.help.service import HelpDesk
from hallenwart_backend.ports import Listener
from hallenwart_backend.reports.service import Reports
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Lockers:
    messages: Messages
    custody: Custody
    keys: KeyDesk
    responder: Responder
    evidence: EvidenceLog
    help: HelpDesk
    reports: Reports
    key_watch: KeyWatch
    presence_watch: PresenceWatch

    @property
    def listeners(self) -> tuple[Listener, ...]:
        return self.custody, self.keys, self.help, self.reports, self.evidence

    async def look(self) -> None:
        """Look at what did not happen; called every few seconds."""
        await self.key_watch.look()
        await self.presence_watch.look()


def join_lockers(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    incidents: IncidentDesk,
    board: Board,
    commands: RemoteOpening,
    evidence: EvidenceLog,
    *,
    filled: Callable[[], None],
    keys_moved: Callable[[], Awaitable[None]],
    rights_changed: Callable[[], Awaitable[None]],
    pseudonym: Callable[[str], str],
    hand_over: HandOver,
) -> Lockers:
    """`filled` wakes the queue of messages; `keys_moved` tells pages, `rights_changed` lockers too.

    `hand_over` is what displays say of keys.
    """
    messages = Messages(records, clock, filled)
    messages.chosen = key_hops
    return Lockers(
        messages=messages,
        custody=Custody(records, places, clock, incidents, keys_moved),
        keys=KeyDesk(records, places, clock, incidents, messages, rights_changed, pseudonym=pseudonym),
        responder=Responder(records, places, clock, commands, rights_changed),
        evidence=evidence,
        help=HelpDesk(records, places, clock, incidents, incidents, commands),
        reports=Reports(records, places, clock, incidents),
        key_watch=KeyWatch(records, places, clock, incidents, messages, hand_over),
        presence_watch=PresenceWatch(records, places, clock, incidents, board),
    )
