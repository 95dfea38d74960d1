"""Which of all the devices is it? Its screens say its name in large letters and its lamps blink, for a while."""

from __future__ import annotations

import asyncio
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.documents import Command
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.ports import Lamps, Signal

SHORTEST_S: Final = 1
LONGEST_S: Final = 300
USUAL_S: Final = 30


class Identify:
    """Handles `identify` {on_s}. Asked again it begins anew; 0 ends it. It ends by itself."""

    def __init__(self, device: str, clock: Clock) -> None:
        self._device = device
        self._clock = clock
        self._until_mono_ms = 0
        self._ending: asyncio.TimerHandle | None = None
        self._lamps: list[IdentifyingLamps] = []

    @property
    def on(self) -> bool:
        return self._clock.mono_ms() < self._until_mono_ms

    @property
    def shown(self) -> str:
        """The name to show now, empty while nobody asks."""
        return self._device if self.on else ""

    def lamps(self, lamps: Lamps) -> Lamps:
        """Return lamps that blink while the device identifies itself."""
        blinking = IdentifyingLamps(lamps, self)
        self._lamps.append(blinking)
        return blinking

    async def handle(self, command: Command) -> Outcome:
        on_s = command.arg.get("on_s", USUAL_S)
        if not isinstance(on_s, int) or isinstance(on_s, bool) or not 0 <= on_s <= LONGEST_S:
            return Outcome("bad_arg")
        if self._ending is not None:
            self._ending.cancel()
        self._until_mono_ms = self._clock.mono_ms() + on_s * 1000 if on_s else 0
        self._ending = asyncio.get_running_loop().call_later(on_s, self._end) if on_s else None
        self._tell()
        return Outcome()

    def _end(self) -> None:
        self._until_mono_ms = 0
        self._ending = None
        self._tell()

    def _tell(self) -> None:
        for lamps in self._lamps:
            lamps.again()


class IdentifyingLamps:
    """Lamps whose last signal comes back after the blinking; what sends people out of the building is never covered."""

    def __init__(self, lamps: Lamps, identify: Identify) -> None:
        self._inner = lamps
        self._identify = identify
        self._last: Signal | None = None

    def show(self, signal: Signal) -> None:
        self._last = signal
        self._inner.show(Signal.IDENTIFY if self._identify.on and signal is not Signal.LEAVE else signal)

    def again(self) -> None:
        """Show what is to be shown now. A fault is told at the next signal."""
        if self._last is not None:
            try:
                self.show(self._last)
            except OSError:
                return

    def close(self) -> None:
        self._inner.close()
