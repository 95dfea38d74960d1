"""A serial port for an emulated device: a pseudo-terminal behind a name that stays the same.

The device holds both ends, so clients may come and go. Writing never blocks: what nobody reads is dropped when the
terminal is full, as on a real line. With `baud`, bytes come and go at the speed of that line.
"""

from __future__ import annotations

import asyncio
import os
import termios
import time
import tty
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final

BITS_PER_BYTE: Final = 10
KEPT_WRITES: Final = 2_048
_BAUDS: Final = {termios.B9600: 9_600, termios.B57600: 57_600, termios.B115200: 115_200, termios.B460800: 460_800}


class Pty:
    def __init__(self, link: Path, on_bytes: Callable[[bytes], None], *, baud: int | None = None) -> None:
        """Open a terminal and name it `link`. Needs a running loop, which calls `on_bytes` with what clients send."""
        self._link = link
        self._on_bytes = on_bytes
        self._byte_s = BITS_PER_BYTE / baud if baud else 0.0
        self._loop = asyncio.get_running_loop()
        self._timers: set[asyncio.TimerHandle] = set()
        self._sent_until_s = self._heard_until_s = 0.0
        self._ends: tuple[int, int] | None = None
        self.dropped_bytes = 0
        self.last_sent_ns = 0
        self.sent: deque[tuple[int, bytes]] = deque(maxlen=KEPT_WRITES)
        self.plug_in()

    @property
    def port(self) -> str:
        return str(self._link)

    @property
    def listeners_baud(self) -> int | None:
        """Return the rate at which somebody opened it; None before that. 256000 stands for every uncommon one."""
        if self._ends is None:
            return None
        speed = termios.tcgetattr(self._ends[1])[5]
        return None if speed == self._untouched else _BAUDS.get(speed, 256_000)

    def plug_in(self) -> None:
        if self._ends is not None:
            return
        master, slave = os.openpty()
        tty.setraw(slave)  # before anybody opens it: a cooked terminal echoes
        self._untouched = termios.tcgetattr(slave)[5]
        os.set_blocking(master, False)
        self._ends = master, slave
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(os.ttyname(slave))
        self._loop.add_reader(master, self._on_readable)

    def unplug(self) -> None:
        """Pull the plug: clients lose the line, and the name is gone until `plug_in`.

        What clients wrote before has been on the wire, whenever the kernel gets round to handing it over; it is heard first.
        """
        if self._ends is None:
            return
        self._loop.remove_reader(self._ends[0])
        self._on_readable()
        for end in self._ends:
            os.close(end)
        self._ends = None
        self._link.unlink(missing_ok=True)
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def write(self, octets: bytes) -> None:
        if not self._byte_s:
            self._put(octets)
            return
        self._sent_until_s = max(self._sent_until_s, self._loop.time())
        for octet in octets:
            self._sent_until_s += self._byte_s
            self._at(self._sent_until_s, self._put, bytes([octet]))

    def later(self, delay_s: float, call: Callable[[], None]) -> None:
        """Call once after `delay_s`, unless the device is unplugged before."""
        self._at(self._loop.time() + delay_s, lambda _: call(), b"")

    def _put(self, octets: bytes) -> None:
        if self._ends is None:
            return
        try:
            written = os.write(self._ends[0], octets)
        except BlockingIOError:
            written = 0
        self.dropped_bytes += len(octets) - written
        self.last_sent_ns = time.monotonic_ns()
        self.sent.append((self.last_sent_ns, octets))

    def _on_readable(self) -> None:
        assert self._ends is not None  # noqa: S101 - the reader is removed with the ends
        try:
            received = os.read(self._ends[0], 4096)
        except BlockingIOError:
            return
        if not self._byte_s:
            self._on_bytes(received)
            return
        self._heard_until_s = max(self._heard_until_s, self._loop.time()) + len(received) * self._byte_s
        self._at(self._heard_until_s, self._on_bytes, received)

    def _at(self, when_s: float, call: Callable[[bytes], None], octets: bytes) -> None:
        def run() -> None:
            self._timers.discard(timer)
            call(octets)

        timer = self._loop.call_at(when_s, run)
        self._timers.add(timer)


class SerialDevice:
    """A device on a serial line. Subclasses answer in `received`."""

    BAUD: ClassVar[int]

    def __init__(self, link: Path, *, paced: bool = False) -> None:
        self._pty = Pty(link, self.received, baud=self.BAUD if paced else None)

    @property
    def port(self) -> str:
        return self._pty.port

    @property
    def last_sent_ns(self) -> int:
        """The monotonic ns at which the last byte went out; where measurements begin."""
        return self._pty.last_sent_ns

    @property
    def sent(self) -> Sequence[tuple[int, bytes]]:
        """What went out last, each piece with the monotonic ns at which it did."""
        return self._pty.sent

    def received(self, octets: bytes) -> None:
        """Take in what the agent sent, in pieces of any size."""

    def unplug(self) -> None:
        self._pty.unplug()

    def plug_in(self) -> None:
        self._pty.plug_in()

    def close(self) -> None:
        self._pty.unplug()
