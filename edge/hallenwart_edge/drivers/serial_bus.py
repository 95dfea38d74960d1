"""One serial port that several boards share: a half-duplex bus has one talker, so their requests take turns.

A silent board costs the others its answering time, never the line: it is opened at first use, anew after it was lost, and
given back when the last board lets go.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault

Found = TypeVar("Found")


class SerialBus:
    """The port. Needs a running loop from the first request on."""

    def __init__(self, port: str, *, baud: int) -> None:
        self._port = port
        self._baud = baud
        self._line: SerialLine | None = None
        self._places: set[Place] = set()

    def place(self, component: str) -> Place:
        """Return the place of one board, whose name its faults carry."""
        place = Place(self, component)
        self._places.add(place)
        return place

    def line(self, component: str) -> SerialLine:
        """Return the open line. Raises DriverFault when the port cannot be opened."""
        if self._line is None or self._line.lost:
            self._line = SerialLine(component, self._port, baud=self._baud)
        return self._line

    def leave(self, place: Place) -> None:
        self._places.discard(place)
        if not self._places and self._line is not None:
            self._line.close()
            self._line = None


class Place:
    """One board's place on the bus; speaks as a line of its own would."""

    def __init__(self, bus: SerialBus, component: str) -> None:
        self._bus = bus
        self._component = component

    async def send(self, request: bytes, *, quiet_s: float = 0.0) -> None:
        """Send what gets no answer. Raises DriverFault when the port is lost."""
        line = self._bus.line(self._component)
        try:
            await line.send(request, quiet_s=quiet_s)
        except DriverFault as fault:
            raise DriverFault(self._component, fault.reason) from fault

    async def exchange(self, request: bytes, find: Callable[[bytes], Found | None], *, within_s: float) -> Found:
        """Send `request` and return what `find` makes of the answer. Raises DriverFault: silence, nonsense or a lost port."""
        line = self._bus.line(self._component)
        try:
            return await line.exchange(request, find, within_s=within_s)
        except DriverFault as fault:
            raise DriverFault(self._component, fault.reason) from fault

    def close(self) -> None:
        """Leave the bus. May be called twice."""
        self._bus.leave(self)
