"""A lamp or a heating's contact behind a relay board, with the resistor that lets the relay rest while its pin floats."""

from __future__ import annotations

import asyncio

from hallenwart_sim.pins_server import Change, PinsServer


class EmulatedRelayLoad:
    """Shows whether it gets current. `closed_at_rest`: it hangs at the contact that is closed while the relay rests.

    Needs a running loop.
    """

    def __init__(self, pins: PinsServer, pin: int, *, active_high: bool = False, closed_at_rest: bool = False) -> None:
        self._pins, self._pin = pins, pin
        self._on_high = active_high != closed_at_rest
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        pins.rest(pin, high=not active_high)
        self._seen_from = len(pins.history(pin))
        pins.observe(pin, self._on_change)

    @property
    def on(self) -> bool:
        return self._pins.level(self._pin) == self._on_high

    @property
    def history(self) -> list[bool]:
        """What it did so far, oldest first."""
        return [change.high == self._on_high for change in self._pins.history(self._pin)[self._seen_from :]]

    async def wait(self, *, on: bool, within_s: float = 5.0) -> None:
        """Wait until it is on, or off. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while self.on is not on:
                self._changed.clear()
                await self._changed.wait()

    def _on_change(self, _: Change) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._changed.set)
