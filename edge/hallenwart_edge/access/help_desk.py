"""Asking for help at the locker: the request goes out as an event, the answer comes back as a command.

Without a network the request waits in the outbox; the number to call stands on the screen all the while.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, Protocol
from uuid import uuid4

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Scalar

ENDS_AFTER_MS: Final = 30 * 60_000
ASKED: Final = "asked"
_WORDS: Final = ("seen", "call")
_DONE: Final = "done"


class Tell(Protocol):
    """Stores an event of the locker."""

    def __call__(self, kind: str, /, **told: Scalar) -> Awaitable[None]: ...


class HelpDesk:
    """One request at a time. `state` is empty, asked, seen or call; `since_ms` the wall time of the request."""

    def __init__(self, tell: Tell, clock: Clock, ring: Callable[[], None]) -> None:
        self.state, self.since_ms = "", 0
        self._id, self._began_ms = "", 0
        self._tell, self._clock, self._ring = tell, clock, ring

    async def ask(self, *, slot: int | None, grant: str, booking: str) -> None:
        """Ask, once: pressing again changes nothing."""
        if self.state:
            return
        self._id, self.state = uuid4().hex, ASKED
        self.since_ms, self._began_ms = self._clock.now_ms(), self._clock.mono_ms()
        self._ring()
        await self._tell(EventKind.HELP_ASKED, help=self._id, slot=slot, grant=grant, booking=booking)

    def answer(self, identity: str, word: str) -> bool:
        """Take in what whoever is on call said. Returns whether this request was meant and the word known."""
        if not self.state or identity != self._id or word not in (*_WORDS, _DONE):
            return False
        self.state = "" if word == _DONE else word
        self._ring()
        return True

    async def end(self) -> None:
        """Nobody needs help any more."""
        if self.state:
            self.state = ""
            self._ring()
            await self._tell(EventKind.HELP_ENDED, help=self._id)

    async def expire(self) -> None:
        """End a request that nobody ended."""
        if self.state and self._clock.mono_ms() - self._began_ms >= ENDS_AFTER_MS:
            await self.end()
