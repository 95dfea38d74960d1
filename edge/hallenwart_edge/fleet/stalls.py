"""How long the agent's loop stood still: everything here shares one loop, and what blocks it blocks a door."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

EVERY_S: Final = 0.25


class Stalls:
    """Sleeps a little again and again and notes how much longer it took. `mono_ms`: a monotonic clock."""

    def __init__(self, mono_ms: Callable[[], int], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._mono_ms = mono_ms
        self._sleep = sleep
        self._longest_ms = 0

    def take(self) -> int:
        """Return the longest pause since the last call, in milliseconds."""
        longest_ms, self._longest_ms = self._longest_ms, 0
        return longest_ms

    async def run(self) -> None:
        while True:
            began_ms = self._mono_ms()
            await self._sleep(EVERY_S)
            late_ms = self._mono_ms() - began_ms - round(EVERY_S * 1000)
            self._longest_ms = max(self._longest_ms, late_ms)
