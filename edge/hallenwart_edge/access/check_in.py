"""Helpers who check in: the mark of a shift at the reader is written down as "somebody with this mark was here".

A mark opens nothing and counts as no code. What is told is its digest. The same mark within a minute is told once, and a
flood of marks that nobody can have is not kept.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from hallenwart_contract import marks
from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_edge.access.help_desk import Tell
from hallenwart_edge.access.rules import Method

ONCE_WITHIN_MS: Final = 60_000
MOST: Final = 60
MOST_WITHIN_MS: Final = 600_000
_WAITING: Final = 8


class CheckIn:
    """`noted` is called once the event is safe on the card, or told before: then the person may go."""

    def __init__(self, tell: Tell, clock: Clock, noted: Callable[[], None]) -> None:
        self._tell, self._clock, self._noted = tell, clock, noted
        self._seen_ms: dict[str, int] = {}
        self._told_ms: deque[int] = deque(maxlen=MOST)
        self._shown: asyncio.Queue[str] = asyncio.Queue(maxsize=_WAITING)

    def shown(self, text: str) -> bool:
        """Take in what a reader read. Returns False when it is no mark."""
        digest = marks.digest_of(text)
        if digest is not None and not self._shown.full():
            self._shown.put_nowait(digest)
        return digest is not None

    async def run(self) -> None:
        """Write one after another down until cancelled."""
        while True:
            digest = await self._shown.get()
            now_ms = self._clock.mono_ms()
            self._seen_ms = {each: at_ms for each, at_ms in self._seen_ms.items() if now_ms - at_ms < ONCE_WITHIN_MS}
            if digest not in self._seen_ms:
                if self._flooded(now_ms):
                    continue
                await self._tell(EventKind.CHECKED_IN, mark=digest, method=Method.QR)
                self._seen_ms[digest] = now_ms
                self._told_ms.append(now_ms)
            self._noted()

    def _flooded(self, now_ms: int) -> bool:
        return len(self._told_ms) == MOST and now_ms - self._told_ms[0] < MOST_WITHIN_MS
