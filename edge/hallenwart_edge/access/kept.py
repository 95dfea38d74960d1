"""The ledger in memory and on the card: what changes is written at once where an answer stands on it, soon otherwise."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.access.ledger import Ledger, LedgerFile
from hallenwart_edge.access.rules import Holding
from hallenwart_edge.bell import Bell

_log: Final = logging.getLogger(__name__)
AGE_EVERY_S: Final = 3_600.0
"""So often wrong codes grow older on the card, so that restarts do not keep them young for ever."""
AGAIN_EVERY_S: Final = 20.0
MAX_KEPT: Final = 600
"""Fetches, passes and cards that are remembered at most; the oldest are forgotten first."""


class Kept:
    """`now` is what holds; `readable` False: what the card held was lost; `writable` False: the card took nothing last time."""

    def __init__(self, file: LedgerFile, clock: Clock) -> None:
        self._file, self._clock = file, clock
        self.now, self.readable = file.load(clock.mono_ms())
        self.writable = True
        self._held: Callable[[], Mapping[int, Holding]] = lambda: self.now.held
        self._writing, self._turns = asyncio.Lock(), 0
        self._unkept = Bell()

    def change(self, **changes: Any) -> None:
        """Change fields of the ledger, in memory alone."""
        self.now = replace(self.now, **changes)

    def note(self) -> None:
        """Have it written soon."""
        self._unkept.ring()

    async def write(self) -> bool:
        """Return when it is on the card; False when the card did not take it."""
        async with self._writing:
            try:
                await asyncio.to_thread(self._file.save, *self._state())
            except OSError as error:
                if self.writable:
                    _log.error("wrong codes and custody not kept: %s", error)
                self.writable = False
            else:
                self.writable = True
            return self.writable

    async def rises(self, cred: str, counter: int) -> bool:
        """Keep the counter of a credential before it opens anything; False when it was reached before.

        A card that takes nothing keeps it in memory.
        """
        counters = self.now.counters
        if counter <= counters.get(cred, -1):
            return False
        rest = {name: counted for name, counted in counters.items() if name != cred}
        self.change(counters=youngest({**rest, cred: counter}))
        await self.write()
        return True

    async def keep(self, held: Callable[[], Mapping[int, Holding]]) -> None:
        """Write whenever something changed, now and then, and at the end, until cancelled. `held` tells who has which key."""
        self._held = held
        try:
            while True:
                await self.write()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(AGE_EVERY_S if self.writable else AGAIN_EVERY_S):
                        await self._unkept.wait()
        finally:
            self._last_word()

    def _last_word(self) -> None:
        """Write once more, without waiting for anybody: the agent ends."""
        with contextlib.suppress(OSError):
            self._file.save(*self._state())

    def _state(self) -> tuple[Ledger, int, int]:
        held = dict(self._held())
        self.change(held=held, pending=self.now.pending - {key.grant for key in held.values()})
        self._turns += 1
        return self.now, self._clock.mono_ms(), self._turns


def youngest(entries: Mapping[str, int]) -> dict[str, int]:
    """Keep what was added last."""
    return dict(list(entries.items())[-MAX_KEPT:])
