"""A dry contact to ground: a pin is low while it is closed, and high when it is open or its wire is cut."""

from __future__ import annotations

from hallenwart_sim.pins_server import PinsServer


class EmulatedContact:
    """Built closed, as a contact that is calm."""

    def __init__(self, pins: PinsServer, pin: int, *, closed: bool = True) -> None:
        self._pins = pins
        self._pin = pin
        self.move(closed=closed)

    def move(self, *, closed: bool) -> None:
        self.closed = closed
        self._pins.drive(self._pin, not closed)

    def bounce(self, *, closed: bool, times: int = 5) -> None:
        """Move as a real contact does: to and fro before it stays."""
        for _ in range(times):
            self.move(closed=closed)
            self.move(closed=not closed)
        self.move(closed=closed)

    def cut(self) -> None:
        """Cut its wire."""
        self._pins.release(self._pin)
