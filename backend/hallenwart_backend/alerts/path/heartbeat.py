"""The dead man's switch: a sign of life to an address of the operator's choice, only while the alert path is proved alive."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import letters
from hallenwart_backend.alerts.path import store
from hallenwart_contract.clock import Clock

STUCK_MS: Final = 60_000
"""A waking message that waits longer for its first try proves that the queue stands."""
_log: Final = logging.getLogger(__name__)


class Call(Protocol):
    async def __call__(self, method: str, url: str) -> int:
        """Call once and return the HTTP status. Raises OSError."""
        ...


class Heartbeat:
    """`fault` says what of broker and tasks is not alive, empty when all is. `changed` tells the pages."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        call: Call,
        *,
        fault: Callable[[], str],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._records = records
        self._clock = clock
        self._call = call
        self._fault = fault
        self._changed = changed
        self._tried_ms: int | None = None
        self.failures = 0

    async def look(self) -> None:
        """Send a sign of life when it is time. A path that is not alive sends none: that is the alarm outside."""
        wanted = await self._records.read(store.settings)
        now = self._clock.now_ms()
        if not wanted.heartbeat_url:
            self.failures, self._tried_ms = 0, None
            return
        if self._tried_ms is not None and now - self._tried_ms < wanted.heartbeat_every_min * 60_000:
            return
        self._tried_ms = now
        if fault := await self._what_is_dead(now):
            _log.warning("no sign of life goes out: %s", fault)
            await self._records.write(lambda connection: store.note_beat(connection, answered_ms=None, error=fault))
            return
        error = await self._try(wanted.heartbeat_method, wanted.heartbeat_url)
        self.failures = self.failures + 1 if error else 0
        answered = None if error else self._clock.now_ms()
        await self._records.write(lambda connection: store.note_beat(connection, answered_ms=answered, error=error))
        await self._changed()

    async def _try(self, method: str, url: str) -> str:
        try:
            status = await self._call(method, url)
        except OSError as error:
            return str(error)[:200] or type(error).__name__
        return "" if 200 <= status < 300 else f"answered {status}"

    async def _what_is_dead(self, now_ms: int) -> str:
        """Ask broker, store, queue and notifiers. The question is written, so the store must take writes, too."""
        if fault := self._fault():
            return fault

        def prove(connection: Connection) -> str:
            store.note_beat(connection, answered_ms=None, error="")
            if letters.stuck(connection, now_ms=now_ms, older_ms=STUCK_MS):
                return "the queue of messages stands"
            failing = {one.lane for one in letters.failing(connection, now_ms=now_ms)}
            used = letters.lanes_used(connection, now_ms=now_ms)
            return "no way to people works" if used and used <= failing else ""

        return await self._records.write(prove)
