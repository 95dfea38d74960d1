"""Hands the queue's messages to notifiers: at least once, with back-off, over restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import rules, store
from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.store import Letter
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.due_work import DueWork
from hallenwart_backend.ports import Notice, Notifier
from hallenwart_contract.clock import Clock

AT_ONCE: Final = 8
HAND_OVER_S: Final = 20.0


class Queue:
    """One worker. A message is only forgotten when the next hop accepted it, or its address is dead for good."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        notifiers: Mapping[str, Notifier],
        spans: Spans,
        dress: Callable[[Letter], Notice] | None = None,
    ) -> None:
        self._records = records
        self._clock = clock
        self._notifiers = notifiers
        self._spans = spans
        self._dress = dress or _bare
        self._due = DueWork("the queue of messages", records, clock, work=self.hand_over_due, next_due_ms=store.next_due_ms)

    @property
    def ways(self) -> list[str]:
        return sorted(self._notifiers)

    def wake(self) -> None:
        self._due.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        await self._due.run()

    async def hand_over_due(self) -> int:
        """Try every message that is due once; return how many there were."""
        now = self._clock.now_ms()
        letters = await self._records.read(lambda connection: store.due_letters(connection, now_ms=now))
        room = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for letter in letters:
                group.create_task(self._hand_over(letter, room), name=f"notify-{letter.id}")
        return len(letters)

    async def _hand_over(self, letter: Letter, room: asyncio.Semaphore) -> None:
        async with room:
            started = self._clock.now_ms()
            if letter.since_ms and not letter.attempts:
                self._spans.notify_ms.append(max(0, started - letter.since_ms))
            outcome = await self._try(letter)
        now = self._clock.now_ms()

        def note(connection: Connection) -> None:
            store.mark(connection, letter.id, **_values(letter, outcome, now))
            ways.note_outcome(connection, letter.way_id, outcome, attempts=letter.attempts + 1, now_ms=now)

        await self._records.write(note)

    async def _try(self, letter: Letter) -> bool | str:
        """Return True when accepted, False when the address is dead, or the reason to try again."""
        notifier = self._notifiers.get(letter.way)
        if notifier is None:
            return f"no notifier for {letter.way}"
        try:
            async with asyncio.timeout(HAND_OVER_S):
                return await notifier.notify(letter.address, self._dress(letter))
        except OSError as error:  # TimeoutError is one
            return str(error)[:200] or type(error).__name__


def _bare(letter: Letter) -> Notice:
    return Notice(**letter.notice)


def _values(letter: Letter, outcome: bool | str, now_ms: int) -> dict[str, object]:
    attempts = letter.attempts + 1
    if outcome is True:
        return {"attempts": attempts, "accepted_ms": now_ms, "error": ""}
    if outcome is False or now_ms - letter.created_ms > rules.GIVE_UP_MS:
        return {"attempts": attempts, "dead_ms": now_ms, "error": "address is dead" if outcome is False else str(outcome)}
    return {"attempts": attempts, "next_ms": now_ms + rules.pause_ms(attempts), "error": str(outcome)}
