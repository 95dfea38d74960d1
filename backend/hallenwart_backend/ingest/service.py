"""The way in: messages are grouped, committed, acknowledged, receipted and told, in this order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ingest.opening import known_topic, letter
from hallenwart_backend.ingest.ports import Incoming, Ledger, Posted, Session
from hallenwart_backend.ingest.receipts import ReceiptDesk
from hallenwart_backend.ingest.rules import SLOW_FROM_MESSAGES, SLOW_FROM_MS, slow_ms
from hallenwart_contract.messages import Conn

log = logging.getLogger(__name__)
MAX_QUEUE: Final = 20_000
"""Messages waiting for the store. Beyond, they are neither kept nor acknowledged: the device sends them again."""
MAX_QUEUE_BYTES: Final = 64 * 1024 * 1024
MAX_GROUP: Final = 1_000
MAX_GROUP_BYTES: Final = 1024 * 1024
RETRY_S: Final = (0.1, 0.5, 2.0, 5.0)


def _devices(messages: Iterable[Incoming]) -> set[str]:
    return {known[0] for topic in {message.topic for message in messages} if (known := known_topic(topic)) is not None}


class Intake:
    """The messages of one backend identity on their way into one ledger.

    Those that wait too long make it ask their devices to hold telemetry back (see `ReceiptDesk.slow`), again and again while
    such devices send all the same.
    """

    def __init__(
        self,
        name: str,
        ledger: Ledger,
        desk: ReceiptDesk,
        tell: Callable[[Posted], None],
        *,
        store_changed: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`store_changed` is called when the store begins to refuse, and when it takes rows again."""
        self.name = name
        self.store_ok = True
        """Whether the store took what it was given last."""
        self.stored = 0
        """Messages committed since the start."""
        self.left = 0
        """Messages left to be sent again since the queue was full."""
        self._ledger = ledger
        self._desk = desk
        self._tell = tell
        self._store_changed = store_changed
        self._queue: deque[Incoming] = deque()
        self._wake = asyncio.Event()
        self._known: set[str] = set()
        self._waiting_bytes = 0
        self._group: Sequence[Incoming] = ()
        self._begun_s = self._took_s = self._ended_s = 0.0
        desk.slow_ms = self.slow_ms

    def receive(self, incoming: Incoming) -> None:
        """Take a message from the session; never waits. Above `MAX_QUEUE` it is left to be sent again."""
        if len(self._queue) < MAX_QUEUE and self._waiting_bytes < MAX_QUEUE_BYTES:
            self._queue.append(incoming)
            self._waiting_bytes += len(incoming.payload)
            self._wake.set()
            self.left = 0
        else:
            self.left += 1
            if self.left == 1:
                log.warning("%s: %d messages wait; more are left to be sent again", self.name, len(self._queue))
        if self._late or len(self._queue) >= SLOW_FROM_MESSAGES:
            self._desk.slow(_devices([incoming]))

    @property
    def backlog(self) -> int:
        return len(self._queue)

    def slow_ms(self) -> int:
        """Return how long devices shall hold telemetry back; 0 while the store keeps up."""
        now_s = time.monotonic()
        took_s = self._took_s if now_s - self._ended_s < self._took_s else 0.0  # the last group may have been slow already
        oldest_s = max(now_s - self._begun_s if self._group else 0.0, took_s)
        return slow_ms(waiting=len(self._queue), oldest_ms=round(oldest_s * 1_000))

    @property
    def _late(self) -> bool:
        return bool(self._group) and time.monotonic() - self._begun_s >= SLOW_FROM_MS / 1_000

    async def run(self, session: Session) -> None:
        """Commit until cancelled."""
        while True:
            await self._wake.wait()
            group = self._next_group()
            if not group:
                self._wake.clear()
                continue
            self._group, self._begun_s = group, time.monotonic()
            late = asyncio.get_running_loop().call_later(SLOW_FROM_MS / 1_000, self._tell_late)
            try:
                await self._settle(group, session)
            finally:
                late.cancel()
                self._group = ()

    def _tell_late(self) -> None:
        """The store has been at one group for too long: everybody whose messages wait shall hear it."""
        self._desk.slow(_devices([*self._group, *self._queue]))

    async def heard(self, conn: Conn) -> None:
        """Compare a device's watermark with the ledger's; reads the ledger once per device after a start."""
        self._desk.met(conn)
        if conn.dev not in self._known:
            try:
                self._desk.learned(await self._ledger.progress_of(conn.dev))
            except StoreUnavailableError as error:
                log.warning("%s: %s", self.name, error)
                return
            self._known.add(conn.dev)
        self._desk.heard(conn)

    async def dead_letters(self) -> int:
        return await self._ledger.dead_letters()

    def _next_group(self) -> list[Incoming]:
        group: list[Incoming] = []
        size = 0
        while self._queue and len(group) < MAX_GROUP and size < MAX_GROUP_BYTES:
            size += len(self._queue[0].payload)
            group.append(self._queue.popleft())
        self._waiting_bytes -= size
        return group

    async def _settle(self, group: Sequence[Incoming], session: Session) -> None:
        """Commit a group however long it takes; a message that no store takes is buried alone."""
        posted = await self._committed(group)
        if posted is None:
            half = len(group) // 2
            for part in (group[:half], group[half:]):
                await self._settle(part, session)
            return
        session.acknowledge([incoming.ticket for incoming in group if incoming.ticket is not None])
        self.stored += len(group)
        self._desk.committed(posted.progress)
        self._tell(posted)

    async def _committed(self, group: Sequence[Incoming]) -> Posted | None:
        """Return what the commit brought, or None when the group must be tried in halves."""
        attempt = 0
        while True:
            try:
                posted = await self._ledger.commit(group)
            except StoreUnavailableError as error:
                await self._note(ok=False)
                wait_s = RETRY_S[min(attempt, len(RETRY_S) - 1)]
                log.warning("%s: %s; again in %.1f s", self.name, error, wait_s)
                await asyncio.sleep(wait_s)
                attempt += 1
            except Exception:  # what one message does to the store must not stop all others: find it and bury it
                if len(group) > 1:
                    return None
                log.exception("%s: no store takes a message on %s", self.name, group[0].topic)
                return await self._buried(group[0])
            else:
                await self._note(ok=True)
                return posted

    async def _note(self, *, ok: bool) -> None:
        if ok is not self.store_ok:
            self.store_ok = ok
            if self._store_changed is not None:
                await self._store_changed()

    async def _timed_commit(self, group: Sequence[Incoming]) -> Posted:
        began_s = time.monotonic()
        posted = await self._ledger.commit(group)
        self._ended_s = time.monotonic()
        self._took_s = self._ended_s - began_s
        return posted

    async def _buried(self, incoming: Incoming) -> Posted:
        try:
            await self._ledger.bury([letter(incoming, "refused_by_store")])
        except Exception:  # even that failed: the log has it
            log.exception("%s: cannot even bury it", self.name)
        return Posted()
