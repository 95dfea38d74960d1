"""Asks ways that can tell what became of a letter, and takes letters back that nobody needs any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeGuard

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters, traces
from hallenwart_backend.alerts.letters import Letter
from hallenwart_backend.due_work import DueWork
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Became, FollowedNotifier, Notifier
from hallenwart_contract.clock import Clock

ASK_EVERY_MS: Final = 5_000
"""Pushover asks for no more than one question in five seconds."""
ASKED_FOR_MS: Final = 4 * 3_600_000
"""Longer than any way rings or repeats."""
MOST_TRIES: Final = 2
AGAIN_MS: Final = 30_000
_ASK_S: Final = 10.0
_AT_ONCE: Final = 8
_log: Final = logging.getLogger(__name__)
Answered = Callable[[Letter, str], Awaitable[bool]]
"""Somebody acknowledged by the message itself: the letter, and the word (going, there, false_alarm, seen).

Tells whether it counts.
"""


async def _nobody(_letter: Letter, _word: str) -> bool:
    """Stand in until `main` has joined the engine."""
    return False


class Follower:
    def __init__(self, records: Records, clock: Clock, notifiers: Mapping[str, Notifier]) -> None:
        self._records = records
        self._clock = clock
        self._notifiers = notifiers
        self._due = DueWork("receipts of messages", records, clock, work=self.ask_due, next_due_ms=letters.asked_next_ms)
        self.answered: Answered = _nobody

    def wake(self) -> None:
        self._due.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        await self._due.run()

    async def ask_due(self) -> int:
        """Ask about every letter whose turn it is; return how many there were."""
        now = self._clock.now_ms()
        asked = await self._records.read(lambda connection: letters.asked_now(connection, now_ms=now))
        room = asyncio.Semaphore(_AT_ONCE)

        async def ask(letter: Letter) -> None:
            async with room:
                await self._ask(letter)

        await asyncio.gather(*(ask(letter) for letter in asked))
        return len(asked)

    async def _ask(self, letter: Letter) -> None:
        notifier = self._notifiers.get(letter.way)
        became = Became.ENDED
        if follows(notifier):
            try:
                async with asyncio.timeout(_ASK_S):
                    if letter.withdrawn_ms is not None:
                        await notifier.cancel(letter.address, letter.receipt)
                    else:
                        became = await notifier.follow(letter.address, letter.receipt)
            except DeadAddressError as error:
                _log.info("message %s: %s", letter.id, error)
            except OSError as error:  # TimeoutError is one
                _log.info("message %s: %s", letter.id, error)
                became = Became.WAITING
        if became is Became.ACKED and letter.incident is not None:
            await self.answered(letter, "seen")
        now = self._clock.now_ms()
        await self._records.write(lambda connection: note(connection, letter, became, now_ms=now))


def follows(notifier: Notifier | None) -> TypeGuard[FollowedNotifier]:
    """Say whether a way tells later what became of a message."""
    return hasattr(notifier, "follow")


def note(connection: Connection, letter: Letter, became: Became, *, now_ms: int) -> None:
    """Write down what became of a letter."""
    known = letters.times(connection, letter.id)
    if known is None:
        return
    if became is Became.MISSED and known.delivered_ms is None and letter.withdrawn_ms is None:
        _try_again(connection, letter, now_ms)
        return
    goes_on = became in {Became.WAITING, Became.DELIVERED} and now_ms - letter.created_ms < ASKED_FOR_MS
    values: dict[str, int | None] = {"ask_ms": now_ms + ASK_EVERY_MS if goes_on else None}
    if became in {Became.DELIVERED, Became.ACKED} and known.delivered_ms is None:
        values["delivered_ms"] = now_ms
        traces.delivered(connection, letter, now_ms=now_ms)
    if became is Became.ACKED and known.acked_ms is None:
        values["acked_ms"] = now_ms
    letters.mark(connection, letter.id, **values)


def _try_again(connection: Connection, letter: Letter, now_ms: int) -> None:
    """Put it back into the queue, up to `MOST_TRIES` times in all; the other ways of the person went out at once anyway."""
    values: dict[str, object] = {"ask_ms": None, "error": "nobody answered"}
    if letter.attempts >= MOST_TRIES:
        letters.mark(connection, letter.id, dead_ms=now_ms, **values)
        traces.failed(connection, letter, "nobody answered", now_ms=now_ms)
    else:
        letters.mark(connection, letter.id, accepted_ms=None, receipt="", next_ms=now_ms + AGAIN_MS, **values)
