"""Waking whoever waits for a change, without queues and without losing one that came in between."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from weakref import WeakKeyDictionary


class Bell:
    """`ring` wakes every waiter. A task that waits again is woken at once when it rang since that task last woke."""

    def __init__(self) -> None:
        self._rings = 0
        self._event = asyncio.Event()
        self._heard: WeakKeyDictionary[asyncio.Task[Any], int] = WeakKeyDictionary()

    def ring(self) -> None:
        self._rings += 1
        self._event.set()
        self._event = asyncio.Event()

    def wait(self) -> Coroutine[Any, Any, None]:
        """Wait for the next ring. Noted for the calling task, also when wrapped in a timeout."""
        task = asyncio.current_task()
        heard = self._rings if task is None else self._heard.setdefault(task, self._rings)
        return self._wait(task, heard)

    async def _wait(self, task: asyncio.Task[Any] | None, heard: int) -> None:
        while self._rings == heard:
            await self._event.wait()
        if task is not None:
            self._heard[task] = self._rings


async def listen(changed: Callable[[], Awaitable[None]]) -> None:
    """Let the calling task hear of every change from here on, also of one that comes before it waits for the first time."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0):
            await changed()
