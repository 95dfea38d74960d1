"""Hands the queue's letters to notifiers: at least once, with back-off, over restarts, and none waits for another's way."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, rules, settle, traces
from hallenwart_backend.alerts.follow import Follower, follows
from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.alerts.measure import Spans
from hallenwart_backend.alerts.ways import store as ways
from hallenwart_backend.due_work import DueWork, write_down
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Handed, Notice, Notifier
from hallenwart_contract.clock import Clock

AT_ONCE: Final = 8
"""Letters of one way handed over at the same time."""
HAND_OVER_S: Final = 20.0
ASK_AFTER_MS: Final = 5_000
_log: Final = logging.getLogger(__name__)
Finish = Callable[[Letter, Notice], Awaitable[Notice]]
"""Puts into a notice what must not stand in the records: codes, and links that act."""


class Queue:
    """A letter is only forgotten when the next hop accepted it, its address is dead for good, or nobody needs it any more."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        notifiers: Mapping[str, Notifier],
        spans: Spans,
        *,
        hand_over_s: float = HAND_OVER_S,
        dress: Callable[[Letter], Notice] | None = None,
    ) -> None:
        self._records = records
        self._clock = clock
        self._notifiers = notifiers
        self.spans = spans
        self._hand_over_s = hand_over_s
        self._dress = dress or _bare
        self.finish: Finish = _as_it_is
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._lanes: Counter[str] = Counter()
        self._due = DueWork("the queue of messages", records, clock, work=self._round, next_due_ms=self._next_ms)
        self.follower = Follower(records, clock, notifiers)
        self._looked_ms = 0

    @property
    def ways(self) -> list[str]:
        return sorted(self._notifiers)

    @property
    def followed(self) -> frozenset[str]:
        """The ways that tell by themselves what became of a message."""
        return frozenset(way for way, notifier in self._notifiers.items() if follows(notifier))

    def wake(self) -> None:
        self._due.wake()

    async def run(self) -> None:
        """Work until cancelled; what is under way is then left to the next start."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._due.run(), name="queue-letters")
                group.create_task(self.follower.run(), name="queue-receipts")
        finally:
            for task in self._busy.values():
                task.cancel()

    async def hand_over_due(self) -> int:
        """Try every letter that is due once, and wait for that; return how many there were."""
        started = await self._start_due()
        await asyncio.gather(*started)
        return len(started)

    async def _round(self) -> int:
        await self._start_due()
        return 0

    def _next_ms(self, connection: Connection) -> int | None:
        """What is due already waits for room on its way: whatever ends there wakes the queue."""
        return letters.next_due_ms(connection, after_ms=self._looked_ms)

    async def _start_due(self) -> list[asyncio.Task[None]]:
        now, busy = self._clock.now_ms(), frozenset(self._busy)
        self._looked_ms = now
        if await self._records.read(settle.is_due):
            await self._records.write(lambda connection: settle.settle(connection, now_ms=now))
            self.follower.wake()
        due = await self._records.read(lambda connection: letters.due_letters(connection, now_ms=now, busy=busy))
        return [self._start(letter) for letter in due if self._lanes[letter.lane] < AT_ONCE and letter.id not in self._busy]

    def _start(self, letter: Letter) -> asyncio.Task[None]:
        self._lanes[letter.lane] += 1
        task = asyncio.create_task(self._hand_over(letter), name=f"notify-{letter.id}")
        self._busy[letter.id] = task

        def ended(task: asyncio.Task[None]) -> None:
            self._busy.pop(letter.id, None)
            if not task.cancelled() and (error := task.exception()) is not None:
                _log.error("message %s: %s", letter.id, error)
            self.wake()

        task.add_done_callback(ended)
        return task

    async def _hand_over(self, letter: Letter) -> None:
        try:
            outcome = await self._try(letter)
        finally:
            self._lanes[letter.lane] -= 1
        self.wake()
        now = self._clock.now_ms()
        if isinstance(outcome, Handed):
            self.spans.handed(letter.incident, now)
            _log.info("message handed over", extra={"incident": letter.incident, "letter": letter.id, "way": letter.way})
        await write_down(self._records, lambda connection: _note(connection, letter, outcome, now), f"message {letter.id}")
        if isinstance(outcome, Handed) and outcome.receipt:
            self.follower.wake()

    async def _try(self, letter: Letter) -> Handed | DeadAddressError | str:
        """Return what the next hop said, that the address is dead, or the reason to try again."""
        notifier = self._notifiers.get(letter.way)
        if notifier is None:
            return f"no notifier for {letter.way}"
        try:
            async with asyncio.timeout(self._hand_over_s):
                notice = await self.finish(letter, replace(self._dress(letter), letter=letter.id))
                return await notifier.notify(letter.address, notice)
        except DeadAddressError as error:
            return error
        except OSError as error:  # TimeoutError is one
            return str(error)[:200] or type(error).__name__
        except Exception as error:  # noqa: BLE001 - a mistake of one way must neither end nor hurry the queue
            _log.exception("message %s by %s", letter.id, letter.lane)
            return f"{type(error).__name__}: {error}"[:200]


async def _as_it_is(_letter: Letter, notice: Notice) -> Notice:
    return notice


def _bare(letter: Letter) -> Notice:
    return Notice(**letter.notice)


def _note(connection: Connection, letter: Letter, outcome: Handed | DeadAddressError | str, now_ms: int) -> None:
    """Write down how a try ended. A letter withdrawn meanwhile that reached its way is taken back there."""
    attempts = letter.attempts + 1
    ways.note_outcome(connection, letter.way_id, outcome, attempts=attempts, now_ms=now_ms)
    if isinstance(outcome, Handed):
        _accepted(connection, letter, outcome, attempts, now_ms)
        return
    error, dead = str(outcome)[:200], isinstance(outcome, DeadAddressError)
    if dead or now_ms - letter.created_ms > rules.GIVE_UP_MS:
        letters.mark(connection, letter.id, attempts=attempts, dead_ms=now_ms, error=error)
    else:
        letters.mark(connection, letter.id, attempts=attempts, next_ms=now_ms + rules.pause_ms(attempts), error=error)
    if dead or attempts == 1:
        traces.failed(connection, letter, error, now_ms=now_ms)


def _accepted(connection: Connection, letter: Letter, handed: Handed, attempts: int, now_ms: int) -> None:
    """A letter withdrawn while it was under way is taken back there, or told to be over."""
    values: dict[str, object] = {"attempts": attempts, "accepted_ms": now_ms, "error": "", "receipt": handed.receipt}
    known = letters.one(connection, letter.id)
    withdrawn = known is not None and known.withdrawn_ms is not None
    if handed.receipt:
        values["ask_ms"] = now_ms if withdrawn else now_ms + ASK_AFTER_MS
    if withdrawn:
        values["settled"] = False
    letters.mark(connection, letter.id, **values)
    traces.handed_over(connection, letter, now_ms=now_ms)
