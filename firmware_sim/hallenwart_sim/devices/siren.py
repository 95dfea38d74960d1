"""A siren behind a relay board, with the resistor that keeps it silent while its pin floats."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from hallenwart_sim.pins_server import Change, PinsServer


class Sounding(NamedTuple):
    mono_ms: int
    sounding: bool


class EmulatedSiren:
    """Hears what a relay does. Needs a running loop."""

    def __init__(self, pins: PinsServer, pin: int, *, active_high: bool = False) -> None:
        self._pins = pins
        self._pin = pin
        self._active_high = active_high
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        pins.rest(pin, high=not active_high)
        self._heard_from = len(pins.history(pin))
        pins.observe(pin, self._on_change)

    @property
    def sounding(self) -> bool:
        return self._pins.level(self._pin) == self._active_high

    @property
    def history(self) -> list[Sounding]:
        """What it did so far, oldest first."""
        changes = self._pins.history(self._pin)[self._heard_from :]
        return [Sounding(change.mono_ms, change.high == self._active_high) for change in changes]

    async def wait(self, *, sounding: bool, within_s: float = 5.0) -> None:
        """Wait until it sounds, or is silent. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while self.sounding != sounding:
                self._changed.clear()
                await self._changed.wait()

    def _on_change(self, _: Change) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed.set)
