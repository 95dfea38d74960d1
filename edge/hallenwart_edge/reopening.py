"""Device ports that open themselves when needed, and again after a fault: a plug pulled and put back heals.

Each takes a callable that opens the real driver and raises DriverFault; nothing is opened before the first use.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Generic, TypeVar

from hallenwart_edge.door_ports import DoorRadar
from hallenwart_edge.door_types import RadarFrame
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.output_ports import Switch
from hallenwart_edge.ports import (
    AnalogInput,
    BeamEdge,
    BeamPair,
    Card,
    CardReader,
    Closable,
    CodeReader,
    Contact,
    DoorReading,
    Keypad,
    Lamps,
    LockBoard,
    Sample,
    Sensor,
    Signal,
    TagReader,
)

P = TypeVar("P", bound=Closable)


class Reopening(Generic[P]):
    """Holds one open driver at most."""

    def __init__(self, opener: Callable[[], P]) -> None:
        self._opener = opener
        self._port: P | None = None

    def _opened(self) -> P:
        """Return the driver, opened. Raises DriverFault."""
        if self._port is None:
            self._port = self._opener()
        return self._port

    def close(self) -> None:
        """Close the driver; the next use opens it anew."""
        port, self._port = self._port, None
        if port is not None:
            port.close()


class ReopeningSensor(Reopening[Sensor]):
    async def read(self) -> tuple[Sample, ...]:
        try:
            return await self._opened().read()
        except DriverFault:
            self.close()
            raise


class ReopeningInput(Reopening[AnalogInput]):
    async def read_code(self) -> int:
        try:
            return await self._opened().read_code()
        except DriverFault:
            self.close()
            raise


class ReopeningLockBoard(Reopening[LockBoard]):
    async def unlock(self, lock: int) -> None:
        try:
            await self._opened().unlock(lock)
        except DriverFault:
            self.close()
            raise

    async def read(self) -> tuple[DoorReading, ...]:
        try:
            return await self._opened().read()
        except DriverFault:
            self.close()
            raise


class ReopeningKeypad(Reopening[Keypad]):
    async def keys(self) -> AsyncIterator[str]:
        try:
            async for key in self._opened().keys():
                yield key
        except DriverFault:
            self.close()
            raise


class ReopeningCardReader(Reopening[CardReader]):
    async def identify(self) -> str:
        try:
            return await self._opened().identify()
        except DriverFault:
            self.close()
            raise

    async def cards(self) -> AsyncIterator[Card]:
        try:
            async for card in self._opened().cards():
                yield card
        except DriverFault:
            self.close()
            raise


class ReopeningCodeReader(Reopening[CodeReader]):
    async def identify(self) -> str:
        try:
            return await self._opened().identify()
        except DriverFault:
            self.close()
            raise

    async def texts(self) -> AsyncIterator[str]:
        try:
            async for text in self._opened().texts():
                yield text
        except DriverFault:
            self.close()
            raise


class ReopeningTagReader(Reopening[TagReader]):
    async def present(self) -> str | None:
        try:
            return await self._opened().present()
        except DriverFault:
            self.close()
            raise


class ReopeningContact(Reopening[Contact]):
    def active(self) -> bool:
        try:
            return self._opened().active()
        except DriverFault:
            self.close()
            raise


class ReopeningLamps(Reopening[Lamps]):
    def show(self, signal: Signal) -> None:
        try:
            self._opened().show(signal)
        except DriverFault:
            self.close()
            raise


class ReopeningBeamPair(Reopening[BeamPair]):
    async def edges(self) -> AsyncIterator[BeamEdge]:
        try:
            async for edge in self._opened().edges():
                yield edge
        except DriverFault:
            self.close()
            raise

    def levels(self) -> tuple[bool, bool]:
        try:
            return self._opened().levels()
        except DriverFault:
            self.close()
            raise


class ReopeningDoorRadar(Reopening[DoorRadar]):
    async def frames(self) -> AsyncIterator[RadarFrame]:
        try:
            async for frame in self._opened().frames():
                yield frame
        except DriverFault:
            self.close()
            raise


class ReopeningSwitch(Reopening[Switch]):
    async def switch(self, *, on: bool) -> None:
        try:
            await self._opened().switch(on=on)
        except DriverFault:
            self.close()
            raise

    async def read(self) -> bool:
        try:
            return await self._opened().read()
        except DriverFault:
            self.close()
            raise
