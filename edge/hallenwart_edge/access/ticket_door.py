"""The reader as a door of an event: checks tickets from the signed list, without a network, and remembers who came in.

A ticket is on the card before the screen says welcome: nobody comes in twice by pulling the plug in between.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.tickets import TicketWord
from hallenwart_edge.access.help_desk import Tell
from hallenwart_edge.access.ticket_rules import TicketSaid, open_doors, said_to
from hallenwart_edge.ports import Documents
from hallenwart_edge.small_file import SmallFile

STILL_MS: Final = 8_000
"""A symbol that is still before the reader, or comes back at once, is answered as before and told once."""
_FORGET_AFTER_MS: Final = 86_400_000
_TRUSTED: Final = ("ntp", "rtc")
_log: Final = logging.getLogger(__name__)


class UsedAt(msgspec.Struct, kw_only=True):
    """Who came in to one event: digests, and the end of the event."""

    to_ms: int = 0
    digests: list[bytes] = []


class UsedTickets(msgspec.Struct, kw_only=True):
    events: dict[str, UsedAt] = {}


class TicketDoor:
    """`file` keeps who came in; None keeps it in memory alone."""

    def __init__(self, documents: Documents, tell: Tell, clock: Clock, trust: Callable[[], str], file: Path | None) -> None:
        self._documents, self._tell, self._clock, self._trust = documents, tell, clock, trust
        self._file: SmallFile[UsedTickets] = SmallFile(file, UsedTickets)
        self._events = {event: (used.to_ms, set(used.digests)) for event, used in self._file.load().events.items()}
        self._last: dict[bytes, tuple[int, TicketSaid]] = {}

    async def take(self, text: str) -> TicketSaid | None:
        """Return what is said to a ticket, once it is safe; None when this is no ticket for a door here."""
        grants, now_ms = self._documents.grants, self._clock.now_ms()
        trusted = self._trust() in _TRUSTED
        doors = open_doors(grants.doors if grants else (), now_ms, trusted=trusted)
        said = said_to(text, doors, {event: digests for event, (_, digests) in self._events.items()})
        if said is None or said.word is TicketWord.ELSEWHERE:
            return said
        mono_ms = self._clock.mono_ms()
        at_ms, before = self._last.get(said.digest, (0, said))
        still = said.digest in self._last and mono_ms - at_ms < STILL_MS
        told = before if still else said
        self._last = {each: seen for each, seen in self._last.items() if mono_ms - seen[0] < STILL_MS}
        self._last[said.digest] = (mono_ms, told)
        if still:
            return told
        if said.word is TicketWord.ADMITTED:
            to_ms = next(door.to_ms for door in doors if door.event == said.event)
            await self._keep(said, to_ms, now_ms if trusted else 0)
        await self._tell(
            EventKind.TICKET_SHOWN,
            event=said.event,
            ticket=said.digest.hex(),
            outcome=str(said.word),
            badge=said.badge,
            code=said.code,
        )
        return said

    async def _keep(self, said: TicketSaid, to_ms: int, now_ms: int) -> None:
        """Remember who came in; a full card turns nobody away."""
        self._events = {event: used for event, used in self._events.items() if used[0] + _FORGET_AFTER_MS > now_ms}
        self._events.setdefault(said.event, (to_ms, set()))[1].add(said.digest)
        kept = {event: UsedAt(to_ms=ends, digests=sorted(digests)) for event, (ends, digests) in self._events.items()}
        try:
            await asyncio.to_thread(self._file.save, UsedTickets(events=kept))
        except OSError as error:
            _log.error("who came in is not kept: %s", error)
