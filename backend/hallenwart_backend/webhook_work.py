"""Tells other systems what happened, by signed webhooks: at least once, in the book's order, over restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend import webhook_rules as rules
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.due_work import DueWork, write_down
from hallenwart_contract.clock import Clock

SIGNATURE: Final = "Hallenwart-Signature"


class Post(Protocol):
    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Send once, follow nothing, return the HTTP status. Raises OSError, also for an address that may not be reached."""
        ...


@dataclass(frozen=True, slots=True)
class Address:
    """Where a receiver listens. `secrets`: the living ones, the newest first."""

    url: str
    secrets: tuple[str, ...]


class Told(Protocol):
    """One event as it is sent."""

    @property
    def number(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def receiver(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def created_ms(self) -> int: ...
    @property
    def attempts(self) -> int: ...


class Book(Protocol):
    """Where a subject keeps its events: `next_ms` of those that are to be sent, and how it went."""

    def due(self, connection: Connection, *, now_ms: int) -> Sequence[Told]: ...

    def next_due_ms(self, connection: Connection) -> int | None: ...

    def mark(self, connection: Connection, number: int, **values: object) -> None: ...

    def address(self, connection: Connection, receiver: str, now_ms: int) -> Address | None:
        """Return where a receiver is told; None when it no longer listens."""
        ...


class Webhooks:
    """One worker. A receiver that does not answer delays only its own events."""

    def __init__(self, name: str, records: Records, clock: Clock, book: Book, post: Post) -> None:
        self._records = records
        self._clock = clock
        self._book = book
        self._post = post
        self._due = DueWork(name, records, clock, work=self.send_due, next_due_ms=book.next_due_ms)

    def wake(self) -> None:
        self._due.wake()

    async def run(self) -> None:
        """Work until cancelled."""
        await self._due.run()

    async def send_due(self) -> int:
        """Try what is due once; return how many were tried."""
        now = self._clock.now_ms()
        lines = await self._records.read(lambda connection: self._book.due(connection, now_ms=now))
        queues: dict[str, list[Told]] = {}
        for line in lines:
            queues.setdefault(line.receiver, []).append(line)
        async with asyncio.TaskGroup() as group:
            tried = [group.create_task(self._send_all(queue), name=f"webhook-{name}") for name, queue in queues.items()]
        return sum(task.result() for task in tried)

    async def _send_all(self, queue: list[Told]) -> int:
        """Send one after another; after a failure the rest waits for the next round."""
        for number, line in enumerate(queue, 1):
            if not await self._send(line):
                return number
        return len(queue)

    async def _send(self, line: Told) -> bool:
        now = self._clock.now_ms()
        address = await self._records.read(lambda connection: self._book.address(connection, line.receiver, now))
        if address is None:
            await self._mark(line, next_ms=None, error="nobody listens")
            return True
        status, error = await self._try(line, address, now)
        if status is not None and 200 <= status < 300:
            done = self._clock.now_ms()
            await self._mark(line, next_ms=None, delivered_ms=done, status=status, error="", attempts=line.attempts + 1)
            return True
        await self._put_off(line, status, error or f"answered {status}")
        return False

    async def _try(self, line: Told, address: Address, now_ms: int) -> tuple[int | None, str]:
        body = line.body.encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Hallenwart-Webhooks/1",
            "Hallenwart-Event": line.id,
            "Hallenwart-Event-Type": str(line.kind),
            SIGNATURE: rules.signature(address.secrets, now_ms // 1000, body),
        }
        try:
            return await self._post(address.url, body, headers), ""
        except OSError as error:  # TimeoutError is one
            return None, (str(error) or type(error).__name__)[:200]

    async def _put_off(self, line: Told, status: int | None, error: str) -> None:
        now, attempts = self._clock.now_ms(), line.attempts + 1
        later = None if now - line.created_ms > rules.GIVE_UP_MS else now + rules.pause_ms(attempts)
        await self._mark(line, next_ms=later, attempts=attempts, status=status, error=error)

    async def _mark(self, line: Told, **values: object) -> None:
        await write_down(self._records, lambda connection: self._book.mark(connection, line.number, **values), line.id)
