"""USB keyboards as the kernel shows them: key pads, and readers that type what they read.

    event   time, two native words | type, 2 bytes | code, 2 bytes | value, 4 bytes        24 bytes on 64 bit, 16 on 32 bit

Read from /dev/input/by-id/...-event-kbd; the agent's user belongs to the group `input`. The device is grabbed, so that its
keys go nowhere else, least of all into the kiosk's browser. Source: linux/input.h and linux/input-event-codes.h.
"""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import struct
from collections.abc import AsyncIterator
from typing import Final, NamedTuple

from hallenwart_edge.drivers.showing import AGAIN_AFTER_S, Showing
from hallenwart_edge.errors import DriverFault

EVENT: Final = struct.Struct("@llHHi")
EVIOCGRAB: Final = 0x40044590
READ_BYTES: Final = EVENT.size * 64
TEXT_CAP: Final = 2048

_SYN, _KEY = 0, 1
_SYN_REPORT, _SYN_DROPPED = 0, 3
_UP, _DOWN = 0, 1
_ENTER: Final = {28, 96}
_SHIFT: Final = {42, 54}
_ERASE: Final = {1, 14, 55, 74, 111, 0x20A}  # Escape, Backspace, * and - of the number block, Delete, * of a phone pad
_POUND: Final = 0x20B
_DIGITS: Final = (
    {code: str((code - 1) % 10) for code in range(2, 12)}  # the top row: 1 2 ... 9 0
    | dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True))  # the number block, whatever Num Lock says
    | {0x200 + digit: str(digit) for digit in range(10)}  # phone pads
)
_ROWS: Final = ((2, "1234567890-=", "!@#$%^&*()_+"), (16, "qwertyuiop[]", "QWERTYUIOP{}"), (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'))
_LAST_ROW: Final = (43, "\\zxcvbnm,./", "|ZXCVBNM<>?")
_CHARACTERS: Final = {57: "  "} | {
    first + place: plain[place] + shifted[place] for first, plain, shifted in (*_ROWS, _LAST_ROW) for place in range(len(plain))
}


class KeyEvent(NamedTuple):
    """A key went down or up. `lost`: the kernel dropped keys before this."""

    code: int
    down: bool
    lost: bool = False


def keypad_key(event: KeyEvent) -> str:
    """Return `0`-`9`, `#` (enter), `*` (erase) or nothing: releases, repetitions and other keys."""
    if not event.down:
        return ""
    if event.code in _ENTER or event.code == _POUND:
        return "#"
    return "*" if event.code in _ERASE else _DIGITS.get(event.code, "")


class _KeyEvents:
    """An open input device. `path` may be anything that yields such events."""

    def __init__(self, component: str, path: str) -> None:
        """Open and grab. Needs a running loop. Raises DriverFault when it is missing, or grabbed by somebody else."""
        self._component = component
        self._buffer = bytearray()
        self._dropped = False
        self._arrived = asyncio.Event()
        self._lost: str | None = None
        self._loop = asyncio.get_running_loop()
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise DriverFault(component, f"cannot open {path}: {error}") from error
        try:
            fcntl.ioctl(self._descriptor, EVIOCGRAB, 1)
        except OSError as error:
            if error.errno not in (errno.ENOTTY, errno.EINVAL):  # those say: not an input device of the kernel
                os.close(self._descriptor)
                raise DriverFault(component, f"cannot have {path} alone: {error}") from error
        self._loop.add_reader(self._descriptor, self._on_readable)

    async def next(self) -> list[KeyEvent]:
        """Wait for keys and return them, oldest first. Raises DriverFault when the device is gone."""
        while not (events := self._cut()):
            if self._lost is not None:
                raise DriverFault(self._component, self._lost)
            self._arrived.clear()
            await self._arrived.wait()
        return events

    def close(self) -> None:
        """Let go of the device. May be called twice."""
        self._lose("closed")

    def _cut(self) -> list[KeyEvent]:
        events = []
        whole = len(self._buffer) - len(self._buffer) % EVENT.size
        for _, _, kind, code, value in EVENT.iter_unpack(bytes(self._buffer[:whole])):
            if kind == _SYN and code == _SYN_DROPPED:
                self._dropped = True
                events.append(KeyEvent(0, down=False, lost=True))
            elif kind == _SYN and code == _SYN_REPORT:
                self._dropped = False
            elif kind == _KEY and not self._dropped and value in (_UP, _DOWN):
                events.append(KeyEvent(code, down=value == _DOWN))
        del self._buffer[:whole]
        return events

    def _on_readable(self) -> None:
        try:
            received = os.read(self._descriptor, READ_BYTES)
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(str(error))
            return
        if not received:
            self._lose("the device is gone")
            return
        self._buffer += received
        self._arrived.set()

    def _lose(self, reason: str) -> None:
        if self._lost is not None:
            return
        self._lost = reason
        self._loop.remove_reader(self._descriptor)
        os.close(self._descriptor)
        self._arrived.set()


class HidKeypad:
    """A key pad on USB."""

    def __init__(self, component: str, path: str) -> None:
        """Open and grab the device. Needs a running loop. Raises DriverFault."""
        self._events = _KeyEvents(component, path)

    async def keys(self) -> AsyncIterator[str]:
        """Yield keys as they are pressed; after lost keys an erase comes first. Raises DriverFault when it is unplugged."""
        while True:
            for event in await self._events.next():
                if key := "*" if event.lost else keypad_key(event):
                    yield key

    def close(self) -> None:
        self._events.close()


class HidCodeReader:
    """A code reader that types what it reads, as a keyboard with the American layout does, and Enter behind it."""

    def __init__(self, component: str, path: str) -> None:
        """Open and grab the device. Needs a running loop. Raises DriverFault."""
        self._events = _KeyEvents(component, path)
        self._shifts: set[int] = set()
        self._typed = ""
        self._showing = Showing[str](gone_after_s=AGAIN_AFTER_S)

    async def identify(self) -> str:
        """Return nothing: a keyboard cannot be asked."""
        return ""

    async def texts(self) -> AsyncIterator[str]:
        """Yield what each symbol says, once per showing. One with lost keys or over 2048 characters is dropped.

        Raises DriverFault.
        """
        spoilt = False
        while True:
            for event in await self._events.next():
                spoilt = spoilt or event.lost or len(self._typed) > TEXT_CAP
                if event.down and event.code in _ENTER:
                    typed, self._typed = self._typed, ""
                    if typed and not spoilt and self._showing.new(typed, asyncio.get_running_loop().time()):
                        yield typed
                        self._showing.keep(typed, asyncio.get_running_loop().time())
                    spoilt = False
                elif not spoilt:
                    self._type(event)

    def close(self) -> None:
        self._events.close()

    def _type(self, event: KeyEvent) -> None:
        if event.code in _SHIFT:
            (self._shifts.add if event.down else self._shifts.discard)(event.code)
        elif event.down:
            plain_and_shifted = _CHARACTERS.get(event.code)
            self._typed += plain_and_shifted[bool(self._shifts)] if plain_and_shifted else ""
