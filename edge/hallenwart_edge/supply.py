"""One coil at a time per supply: a board's supply bears one lock coil (3 A against 2.4 A), and a second one browns it out."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import DoorReading, LockBoard

AFTER_PULSE_MS: Final = 50
"""What a coil gets beyond its pulse to let go before the next one is fed."""
LONGEST_WAIT_S: Final = 1.4
"""A turn that has not come by then is refused: whoever asked is told at once, and no door opens late."""


class Supply:
    """The turns of the boards that hang at one supply."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self._coil: object = None
        self._free_s = 0.0  # by the loop's clock

    async def wait_for(self, coil: object) -> None:
        """Wait until no coil but this one is on any more. Hold `turn` meanwhile."""
        if coil != self._coil:
            await asyncio.sleep(max(0.0, self._free_s - asyncio.get_running_loop().time()))

    def load(self, coil: object, pulse_ms: int) -> None:
        """Note that this coil is on from now."""
        self._coil = coil
        self._free_s = asyncio.get_running_loop().time() + (pulse_ms + AFTER_PULSE_MS) / 1000


class SuppliedLockBoard:
    """A board whose unlockings wait for the coils of its supply. `pulse_ms`: how long the board leaves a coil on."""

    def __init__(self, component: str, board: LockBoard, supply: Supply, *, pulse_ms: int) -> None:
        self._component = component
        self._board = board
        self._supply = supply
        self._pulse_ms = pulse_ms

    async def unlock(self, lock: int) -> None:
        """Pulse one coil when its turn has come; also a pulse that may have failed keeps the others waiting.

        Raises DriverFault when the turn does not come within 1.4 s; then nothing was pulsed.
        """
        coil = (self, lock)
        async with contextlib.AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(LONGEST_WAIT_S):
                    await turn.enter_async_context(self._supply.turn)
                    await self._supply.wait_for(coil)
            except TimeoutError as error:
                raise DriverFault(self._component, "its supply is busy with other coils") from error
            self._supply.load(coil, self._pulse_ms)
            try:
                await self._board.unlock(lock)
            finally:
                self._supply.load(coil, self._pulse_ms)

    async def read(self) -> tuple[DoorReading, ...]:
        return await self._board.read()

    def close(self) -> None:
        self._board.close()
