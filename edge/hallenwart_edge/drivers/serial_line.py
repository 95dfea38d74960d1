"""A serial line on the event loop: pyserial opens it, the loop watches it; nothing blocks and no thread waits.

A line that is gone stays gone: every later call raises DriverFault, and the supervisor opens a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import termios
from collections.abc import Callable
from typing import Final, TypeVar

import serial

from hallenwart_edge.drivers.turns import Turns
from hallenwart_edge.errors import DriverFault

BITS_PER_BYTE: Final = 10  # 8N1: start, eight data bits, stop
BUFFER_CAP_BYTES: Final = 4096
IDLE_S: Final = 0.06  # longer than the latency timer of USB adapters (16 ms) and the turnaround of slow boards

_LOST = (serial.SerialException, OSError, termios.error)

Found = TypeVar("Found")


class SerialLine:
    """One open port, 8N1 without flow control. Requests take turns."""

    def __init__(self, component: str, port: str, *, baud: int) -> None:
        """Open `port`. Needs a running loop. Raises DriverFault when it is missing, busy or no serial port."""
        self._component = component
        self._byte_s = BITS_PER_BYTE / baud
        self._buffer = bytearray()
        self._arrived = asyncio.Event()
        self._lost: str | None = None
        self._turns = Turns()
        self._loop = asyncio.get_running_loop()
        try:
            self._port = serial.Serial(port, baud, timeout=0, exclusive=True)
        except _LOST as error:
            raise DriverFault(component, f"cannot open {port}: {error}") from error
        # some USB adapters hold each answer back for 16 ms; the others refuse to be told
        with contextlib.suppress(ValueError, NotImplementedError):
            self._port.set_low_latency_mode(True)
        self._descriptor = self._port.fileno()
        self._loop.add_reader(self._descriptor, self._on_readable)

    @property
    def lost(self) -> bool:
        """Whether the port is gone or closed for good."""
        return self._lost is not None

    async def read(self, *, within_s: float | None = None) -> bytes:
        """Return what has arrived, at least one byte. Raises DriverFault after `within_s` of silence (None: waits on)."""
        if not await self.wait(within_s):
            raise DriverFault(self._component, f"silent for {within_s} s")
        return self.take()

    async def wait(self, within_s: float | None) -> bool:
        """Wait for bytes, at most `within_s`, and return whether there are any. Raises DriverFault when the port is lost."""
        try:
            async with asyncio.timeout(within_s):
                await self._arrived.wait()
        except TimeoutError:
            pass  # bytes may have come in the same turn of the loop: the buffer decides
        self._check()
        return bool(self._buffer)

    def take(self) -> bytes:
        """Return and forget what has arrived; may be empty."""
        if self._lost is None:
            self._on_readable()  # the loop may not have seen the latest yet
        self._check()
        received = bytes(self._buffer)
        self._buffer.clear()
        self._arrived.clear()
        return received

    async def send(self, request: bytes, *, quiet_s: float = 0.0) -> None:
        """Send what gets no answer, before exchanges that wait. Returns when it left the wire and `quiet_s` have passed."""
        async with self._turns.take(urgent=True):
            self._write(request)
            await asyncio.sleep(len(request) * self._byte_s + quiet_s)

    def put(self, request: bytes) -> None:
        """Send without waiting, on a line that one device has for itself."""
        self._write(request)

    async def exchange(self, request: bytes, find: Callable[[bytes], Found | None], *, within_s: float) -> Found:
        """Send `request` and return what `find` makes of the bytes received since; it is asked anew with each arrival.

        Raises:
            DriverFault: silence, a line that fell idle without an answer in it, or a lost port.
        """
        async with self._turns.take():
            self.take()  # late answers to earlier requests
            self._write(request)
            return await self._answer(find, within_s)

    def close(self) -> None:
        """Give the port back. May be called twice."""
        self._lose("closed")

    async def _answer(self, find: Callable[[bytes], Found | None], within_s: float) -> Found:
        received = b""
        deadline = self._loop.time() + within_s
        while (left_s := deadline - self._loop.time()) > 0:
            if not await self.wait(min(left_s, IDLE_S) if received else left_s):
                break
            received += self.take()
            if (found := find(received)) is not None:
                return found
        raise DriverFault(self._component, f"nonsense: {received[:32].hex(' ')}" if received else f"silent for {within_s} s")

    def _write(self, request: bytes) -> None:
        self._check()
        try:
            written = os.write(self._descriptor, request)
        except BlockingIOError:
            written = 0
        except _LOST as error:
            self._lose(str(error))
            raise DriverFault(self._component, str(error)) from error
        if written != len(request):
            raise DriverFault(self._component, "line takes no bytes")

    def _on_readable(self) -> None:
        try:
            self._buffer += self._port.read(BUFFER_CAP_BYTES)
        except _LOST as error:
            self._lose(str(error))
        del self._buffer[:-BUFFER_CAP_BYTES]
        if self._buffer:
            self._arrived.set()

    def _lose(self, reason: str) -> None:
        if self._lost is not None:
            return
        self._lost = reason
        self._loop.remove_reader(self._descriptor)
        self._port.close()
        self._arrived.set()

    def _check(self) -> None:
        if self._lost is not None:
            raise DriverFault(self._component, self._lost)


class FrameStream:
    """The frames of a device that talks unasked.

    `cut` takes the next valid frame off the front of a buffer, with all garbage before it; None when none is complete.
    """

    def __init__(self, line: SerialLine, cut: Callable[[bytearray], bytes | None], *, component: str) -> None:
        self._line = line
        self._cut = cut
        self._component = component
        self._buffer = bytearray()

    def waiting(self) -> list[bytes]:
        """Return the complete frames that have arrived, oldest first."""
        self._buffer += self._line.take()
        frames = []
        while (frame := self._cut(self._buffer)) is not None:
            frames.append(frame)
        return frames

    async def next(self, *, within_s: float | None) -> bytes:
        """Return the next frame. Raises DriverFault when none comes in time, however many other bytes do (None: waits on)."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + (math.inf if within_s is None else within_s)
        while (frame := self._cut(self._buffer)) is None:
            if not await self._line.wait(max(0.0, deadline - loop.time())):
                raise DriverFault(self._component, f"no valid frame for {within_s} s")
            self._buffer += self._line.take()
        return frame
