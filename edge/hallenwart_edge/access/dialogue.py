"""The dialogue with the person at the locker: the one step that is shown, and the one question that waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from hallenwart_contract.clock import Clock
from hallenwart_contract.kiosk import KioskStep
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.face import Face
from hallenwart_edge.bell import Bell
from hallenwart_edge.ports import Card

LEAVE: Final = "leave"
Presented: TypeAlias = Entry | Card | str
"""What a person shows: digits, a card, or the text of a QR symbol."""


@dataclass(frozen=True, slots=True)
class OpenedFromAfar:
    """Somebody on call opened a compartment for whoever stands here."""

    slot: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A helper showed the mark of a shift, and it is written down; or somebody a ticket, with its word and its event."""

    ticket: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: a word and what belongs to it.

    `done`, `choose`, `all`, `spare`, `report`, `key_missing` are a person's; `shown` is a card or code where one is asked
    for, `leave` says that somebody else came.
    """

    do: str
    slot: int | None = None
    word: str = ""
    shown: Presented | None = None


class Dialogue:
    """Whoever leads the person through turns the step and asks; keypad, touch screen and readers answer."""

    def __init__(self, clock: Clock, sleep: Callable[[float], Awaitable[None]]) -> None:
        self.face = Face()
        self.bell = Bell()
        self._clock, self._sleep = clock, sleep
        self._takes: Collection[str] = ()
        self._answer: asyncio.Future[Said] | None = None

    def noted(self, seen: CheckedIn) -> None:
        """Show what was written down."""
        if seen.ticket:
            self.turn(KioskStep.TICKET, ticket=seen.ticket, ticket_title=seen.title)
        else:
            self.turn(KioskStep.CHECKED_IN)

    def turn(self, step: KioskStep, **shown: Any) -> None:
        """Show another step; what belonged to the one before is forgotten."""
        self.face = Face(step=step, since_ms=self._clock.mono_ms(), **shown)
        self.bell.ring()

    async def ask(self, takes: Collection[str], within_s: float, until: Coroutine[Any, Any, None] | None = None) -> Said | None:
        """Wait for an answer that is one of `takes`; None after `within_s`, or when `until` came first."""
        answer: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        self._takes, self._answer = takes, answer
        ends: list[asyncio.Future[Any]] = [asyncio.ensure_future(self._sleep(within_s))]
        ends += [asyncio.create_task(until)] if until is not None else []
        try:
            await asyncio.wait([answer, *ends], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._takes, self._answer = (), None
            for each in ends:
                each.cancel()
            await asyncio.gather(*ends, return_exceptions=True)
        return answer.result() if answer.done() else None

    def answer(self, said: Said) -> bool:
        """Give an answer. Returns whether the question that is asked now takes it; leaving twice is leaving."""
        if self._answer is None or said.do not in self._takes:
            return False
        if self._answer.done():
            return said.do == LEAVE and self._answer.result().do == LEAVE
        self._answer.set_result(said)
        return True

    def note(self, *, fault: str) -> None:
        """Say what is wrong without leaving the step."""
        self.face = replace(self.face, fault=fault)
        self.bell.ring()

    def seconds_left(self, within_s: float) -> float:
        """Return what is left of a span that began with this step."""
        return within_s - (self._clock.mono_ms() - self.face.since_ms) / 1000
