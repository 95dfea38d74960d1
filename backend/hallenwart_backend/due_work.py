"""A worker for what falls due in the records: works off what is due, then sleeps until the next is, or until it is woken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_contract.clock import Clock

_log: Final = logging.getLogger(__name__)
_SHORTEST_WAIT_S: Final = 0.05
_LONGEST_WAIT_S: Final = 5.0
_STORE_PAUSE_S: Final = 1.0
WRITE_AGAIN_S: Final = 1.0
T = TypeVar("T")


async def write_down(records: Records, fn: Callable[[Connection], T], what: str) -> T:
    """Write how something ended that cannot be undone, however long the records are away: else it would be done again."""
    while True:
        try:
            return await records.write(fn)
        except StoreUnavailableError as error:
            _log.warning("%s cannot be noted yet: %s", what, error)
            await asyncio.sleep(WRITE_AGAIN_S)


class DueWork:
    """`work` tries once what is due and returns how many that were; `next_due_ms` reads when the next is, None for never."""

    def __init__(
        self,
        name: str,
        records: Records,
        clock: Clock,
        *,
        work: Callable[[], Awaitable[int]],
        next_due_ms: Callable[[Connection], int | None],
    ) -> None:
        self._name = name
        self._records = records
        self._clock = clock
        self._work = work
        self._next_due_ms = next_due_ms
        self._filled = asyncio.Event()

    def wake(self) -> None:
        self._filled.set()

    async def run(self) -> None:
        """Work until cancelled; a database that fails is tried again."""
        while True:
            self._filled.clear()
            try:
                wait_s = 0.0 if await self._work() else await self._wait_s()
            except* StoreUnavailableError as errors:
                _log.warning("%s waits: %s", self._name, errors.exceptions[0])
                wait_s = _STORE_PAUSE_S
            if wait_s:
                try:
                    async with asyncio.timeout(wait_s):
                        await self._filled.wait()
                except TimeoutError:
                    continue

    async def _wait_s(self) -> float:
        due = await self._records.read(self._next_due_ms)
        if due is None:
            return _LONGEST_WAIT_S
        return min(max((due - self._clock.now_ms()) / 1000, _SHORTEST_WAIT_S), _LONGEST_WAIT_S)
