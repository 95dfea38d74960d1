"""Alarms on one connection: first of all, again and again until the backend has them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_contract.channels import ALARM, Channel
from hallenwart_contract.messages import ALARM_STREAM
from hallenwart_edge.uplink.batches import Batches
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.rules import SUSPECT_AFTER, AlarmBook
from hallenwart_edge.uplink.stamp import Stamp

LOOK_EVERY_S: Final = 30.0

Publish = Callable[[Channel, bytes], Awaitable[None]]
"""Sends a payload on an up channel with QoS 1."""


class AlarmSender:
    """Sends each alarm at once, after 2, 5 and 10 s and every 15 s until it is receipted. Reads memory only, no card."""

    def __init__(self, outbox: SqliteOutbox, stamp: Stamp, publish: Publish) -> None:
        self._outbox = outbox
        self._stamp = stamp
        self._publish = publish
        self._batches = Batches(ALARM_STREAM, outbox=outbox, stamp=stamp)
        self._book = AlarmBook()
        self._calm = asyncio.Event()

    async def run(self) -> None:
        while True:
            keys = self._keys()
            self._book.keep(keys)
            await self._send(self._book.due(keys, now_mono_ms=self._now()))
            if not self.unsent:
                self._calm.set()
            await self._sleep()

    async def calm(self) -> None:
        """Wait until no alarm is unsent."""
        while self.unsent:
            self._calm.clear()
            await self._calm.wait()

    @property
    def unsent(self) -> bool:
        return self._book.unsent(self._keys())

    @property
    def unanswered(self) -> bool:
        return self._book.worst() > SUSPECT_AFTER

    async def receipt(self, wm: int) -> None:
        """Take in a watermark. An alarm that is refused for long is put aside, so that the watermark can pass it."""
        first = min(self._outbox.alarms, default=0)
        if wm >= first:
            self._book.refusals = 0
            return
        if self._book.refused(first, now_mono_ms=self._now()):
            self._book.refusals = 0
            await self._outbox.quarantine(ALARM_STREAM, first)

    def again(self) -> None:
        """Send everything once more."""
        self._book = AlarmBook()
        self._outbox.rings[ALARM_STREAM].ring()

    def _keys(self) -> list[int | bytes]:
        return [*self._outbox.unstored_alarms(), *self._outbox.alarms]

    async def _send(self, due: Sequence[int | bytes]) -> None:
        for key in due:
            body = key if isinstance(key, bytes) else self._outbox.alarms.get(key)
            if body is None:
                continue
            self._book.sent(key, now_mono_ms=self._now())
            stored = isinstance(key, int)
            await self._publish(ALARM, self._batches.of([(key if isinstance(key, int) else 0, body)], unstored=not stored))

    async def _sleep(self) -> None:
        due_mono_ms = self._book.next_mono_ms(self._keys(), now_mono_ms=self._now())
        timeout_s = LOOK_EVERY_S if due_mono_ms is None else max(0, due_mono_ms - self._now()) / 1000
        await rung(self._outbox, ALARM_STREAM, timeout_s)

    def _now(self) -> int:
        return self._stamp.clock.mono_ms()


async def rung(outbox: SqliteOutbox, stream: str, timeout_s: float) -> None:
    """Wait until a stream may have something to send, at most `timeout_s`."""
    try:
        async with asyncio.timeout(timeout_s):
            await outbox.rings[stream].wait()
    except TimeoutError:
        return
