"""A carbon monoxide alarm to EN 50291-1 with a relay: it answers to a dose, not to a value.

50 ppm sound within 60 to 90 min, 100 ppm within 10 to 40 min, 300 ppm within 3 min, 30 ppm not before 120 min.
"""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

SOUNDS_AFTER_S: Final = ((300, 120.0), (100, 25 * 60.0), (50, 75 * 60.0), (30, 130 * 60.0))
"""From so many ppm on, after so many seconds: the middle of what the standard allows."""


class Relay(Protocol):
    def alarm(self) -> None: ...

    def normal(self) -> None: ...


class EmulatedCoAlarm:
    """`relay` is what its contact is wired to. `speed` makes doses come faster."""

    def __init__(self, relay: Relay, *, speed: float = 1.0) -> None:
        self._relay, self._speed = relay, speed
        self._timer: asyncio.TimerHandle | None = None
        self.sounding = False

    def expose(self, ppm: float) -> None:
        """Put it into air with so much carbon monoxide. Needs a running loop."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        after_s = next((seconds for level, seconds in SOUNDS_AFTER_S if ppm >= level), None)
        if after_s is None:
            self._sound(on=False)
        elif not self.sounding:
            self._timer = asyncio.get_running_loop().call_later(after_s / self._speed, lambda: self._sound(on=True))

    def press_test(self) -> None:
        """Press its button: it sounds, and its relay closes too."""
        self._sound(on=True)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _sound(self, *, on: bool) -> None:
        self.sounding = on
        (self._relay.alarm if on else self._relay.normal)()
