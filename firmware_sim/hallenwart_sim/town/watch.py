"""What people and the director see: the same pages, over the same WebSockets, each message with the moment it came.

Moments are milliseconds of this machine's monotonic clock.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Final, Generic, TypeVar

import httpx
import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

T = TypeVar("T")
_AGAIN_AFTER_S: Final = 0.5


def mono_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class Watched(Generic[T]):
    """The latest state of one page. Fed by `follow`, asked by `until`."""

    def __init__(self) -> None:
        self.latest: T | None = None
        self.at_ms = 0
        self._news = asyncio.Condition()

    async def put(self, state: T) -> None:
        async with self._news:
            self.latest, self.at_ms = state, mono_ms()
            self._news.notify_all()

    async def until(self, holds: Callable[[T], bool]) -> int:
        """Return the moment of the first state, from now on or the present one, for which `holds` is true."""
        async with self._news:
            await self._news.wait_for(lambda: self.latest is not None and holds(self.latest))
            return self.at_ms

    async def follow(self, source: Callable[[], AsyncIterator[T]]) -> None:
        """Take in states for ever; opens the source again whenever it ends."""
        while True:
            with suppress(OSError, TimeoutError, WebSocketException, httpx.HTTPError, msgspec.MsgspecError):
                async for state in source():
                    await self.put(state)
            await asyncio.sleep(_AGAIN_AFTER_S)


async def screen_states(url: str, kind: type[T]) -> AsyncIterator[T]:
    """Yield what an agent tells a page it serves, until the connection ends."""
    async with connect(url, origin=origin_of(url), max_size=None) as socket:
        async for message in socket:
            yield msgspec.json.decode(message, type=kind)


def origin_of(url: str) -> Origin:
    """Return the origin a page at this address has."""
    return Origin("http://" + url.split("/")[2])
