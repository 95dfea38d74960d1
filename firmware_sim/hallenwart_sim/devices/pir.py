"""HC-SR501 motion sensor: its output is high for some seconds after motion, then it is blind for a while."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

HOLD_S: Final = 3.0
BLIND_S: Final = 2.5


class Pins(Protocol):
    def drive(self, pin: int, high: bool) -> None: ...

    def release(self, pin: int) -> None: ...


class EmulatedPir:
    """Built at rest. Motion while it is high makes it stay so (retriggering). Needs a running loop. `speed` shortens
    its times.
    """

    def __init__(self, pins: Pins, pin: int, *, speed: float = 1.0) -> None:
        self._pins, self._pin, self._speed = pins, pin, speed
        self._loop = asyncio.get_running_loop()
        self._until_s = self._blind_until_s = float("-inf")
        self._timer: asyncio.TimerHandle | None = None
        self.broken = False
        """Dead or stuck: motion changes nothing any more."""
        self._pins.drive(pin, False)

    def see_motion(self) -> None:
        now_s = self._loop.time()
        if self.broken or self._until_s <= now_s < self._blind_until_s:
            return
        self._until_s = now_s + HOLD_S / self._speed
        self._blind_until_s = self._until_s + BLIND_S / self._speed
        self._pins.drive(self._pin, True)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(self._until_s, self._rest)

    def stick(self) -> None:
        """Say motion for ever."""
        self._break()
        self._pins.drive(self._pin, True)

    def die(self) -> None:
        """Say nothing any more."""
        self._break()
        self._pins.drive(self._pin, False)

    def mend(self) -> None:
        self.broken = False
        self._rest()

    def cut(self) -> None:
        """Cut its wire."""
        self._break()
        self._pins.release(self._pin)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _break(self) -> None:
        self.broken = True
        self.close()

    def _rest(self) -> None:
        self._pins.drive(self._pin, False)
