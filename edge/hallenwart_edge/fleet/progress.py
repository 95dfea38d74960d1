"""Whether the loops that people depend on still turn: each ticks as it turns, and the watchdog is fed while all do."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.ports import DoorReading, LockBoard

LOOP_WITHIN_S: Final = 45.0
"""Longer than the longest pause before a crashed agent starts again; a crash is told otherwise."""
CARD_WITHIN_S: Final = 120.0
"""A worn card may take its time; a thread that hangs in it for longer does not come back."""
PROBE_EVERY_S: Final = 5.0
_log: Final = logging.getLogger(__name__)

Tick = Callable[[], None]


class Progress:
    """The loops that have to turn, and when each last did. `seconds`: a monotonic clock."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._loops: dict[str, tuple[float, float]] = {}
        self._told: tuple[str, ...] = ()

    def expect(self, name: str, *, within_s: float = LOOP_WITHIN_S) -> Tick:
        """Return what the loop calls at each turn. Its time begins now."""

        def tick() -> None:
            self._loops[name] = (self._seconds(), within_s)

        tick()
        return tick

    def stuck(self) -> tuple[str, ...]:
        """Return the loops whose last turn is too long ago."""
        now_s = self._seconds()
        return tuple(sorted(name for name, (last_s, within_s) in self._loops.items() if now_s - last_s > within_s))

    def turns(self) -> bool:
        """Say whether all is well, and log once what is not."""
        stuck = self.stuck()
        if stuck != self._told:
            self._told = stuck
            if stuck:
                _log.error("stuck, the watchdog is not fed: %s", ", ".join(stuck))
        return not stuck


async def probe(look: Callable[[], Awaitable[object]], tick: Tick) -> None:
    """Ask a writer thread for a small answer again and again, until cancelled. A full card answers too."""
    while True:
        try:
            await look()
        except StoreUnavailableError as error:
            _log.debug("the card answered: %s", error)
        tick()
        await asyncio.sleep(PROBE_EVERY_S)


class TickingBoard:
    """A lock board whose every reading is a turn of the loop that polls it, also one that fails."""

    def __init__(self, board: LockBoard, tick: Tick) -> None:
        self._board, self._tick = board, tick

    async def unlock(self, lock: int) -> None:
        await self._board.unlock(lock)

    async def read(self) -> tuple[DoorReading, ...]:
        try:
            return await self._board.read()
        finally:
            self._tick()

    def close(self) -> None:
        self._board.close()
