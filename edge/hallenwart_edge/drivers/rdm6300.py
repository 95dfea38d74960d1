"""RDM6300, a 125 kHz reader for EM4100 tags. It only talks: every 65 ms or so while a tag is there, 9600 8N1.

    02 | version 2, tag 8 hexadecimal digits | checksum 2 digits | 03          checksum: XOR of the five bytes

Close to motors and power supplies it also reports tags that are not there, with a good checksum. So a tag counts only when it
was heard twice within 200 ms, tag number 0 never counts, and cards are told at most once a second. EM4100 tags are copied in
seconds: they are a convenience, never proof of who comes.
"""

from __future__ import annotations

import asyncio
import binascii
from collections.abc import AsyncIterator
from functools import reduce
from operator import xor
from typing import Final

from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.drivers.showing import Showing
from hallenwart_edge.ports import Card

BAUD: Final = 9_600
FRAME_LENGTH: Final = 14
HEARD_TWICE_WITHIN_S: Final = 0.2
GONE_AFTER_S: Final = 0.3
TOLD_EVERY_S: Final = 1.0

HANGS_AFTER_S: Final = 1.0  # a key that swings before its reader is not gone yet
LISTENS_S: Final = 0.2  # three repetitions
STALE_AFTER_S: Final = 1.0

_STX, _ETX = 0x02, 0x03


def cut_frame(buffer: bytearray) -> bytes | None:
    """Take the next valid frame off `buffer`, with the garbage before it, and return its five bytes."""
    while (start := buffer.find(_STX)) >= 0:
        del buffer[:start]
        if len(buffer) < FRAME_LENGTH:
            return None
        if (tag := _tag_in(bytes(buffer[:FRAME_LENGTH]))) is not None:
            del buffer[:FRAME_LENGTH]
            return tag
        del buffer[:1]
    buffer.clear()
    return None


def _tag_in(frame: bytes) -> bytes | None:
    try:
        octets = binascii.unhexlify(frame[1:-1])
    except binascii.Error:
        return None
    return octets[:5] if frame[-1] == _ETX and reduce(xor, octets) == 0 else None


class GhostFilter:
    """Believes what is heard twice in a short time. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._heard_s: dict[bytes, float] = {}

    def believes(self, tag: bytes, now_s: float) -> bool:
        """Note that `tag` (version, four bytes of number) is heard now, and say whether it is to be believed."""
        if not any(tag[1:]):
            return False
        self._heard_s = {each: heard_s for each, heard_s in self._heard_s.items() if now_s - heard_s <= HEARD_TWICE_WITHIN_S}
        before = tag in self._heard_s
        self._heard_s[tag] = now_s
        return before


class Rdm6300:
    """The reader at the locker, for cards."""

    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._line = line
        self._frames = FrameStream(line, cut_frame, component=component)
        self._ghosts = GhostFilter()
        self._showing = Showing[bytes](gone_after_s=GONE_AFTER_S)
        self._told_s = -TOLD_EVERY_S

    async def cards(self) -> AsyncIterator[Card]:
        """Yield each card when it comes. A reader nobody uses is silent; one that is unplugged raises DriverFault."""
        while True:
            tag = await self._frames.next(within_s=None)
            if self._is_news(tag, asyncio.get_running_loop().time()):
                yield Card(uid=tag)
                self._showing.keep(tag, asyncio.get_running_loop().time())

    async def identify(self) -> str:
        """Return nothing: it takes no commands."""
        return ""

    def close(self) -> None:
        self._line.close()

    def _is_news(self, tag: bytes, now_s: float) -> bool:
        if not self._ghosts.believes(tag, now_s):
            return False
        if now_s - self._told_s < TOLD_EVERY_S and not self._showing.there(tag, now_s):
            return False  # too soon after the last one; while it stays, its turn comes
        if not self._showing.new(tag, now_s):
            return False
        self._told_s = now_s
        return True


class HangingTag:
    """Which tag hangs in a compartment, through flicker: gone only after a second of silence. Times as above."""

    def __init__(self) -> None:
        self._ghosts = GhostFilter()
        self._tag: bytes | None = None
        self._heard_s = 0.0

    def heard(self, tag: bytes, now_s: float) -> None:
        if not self._ghosts.believes(tag, now_s):
            return
        if tag == self._tag or self._tag is None or now_s - self._heard_s > GONE_AFTER_S:
            self._tag, self._heard_s = tag, now_s

    def at(self, now_s: float) -> bytes | None:
        if self._tag is not None and now_s - self._heard_s > HANGS_AFTER_S:
            self._tag = None
        return self._tag


class RdmTagReader:
    """The same reader inside a compartment, for the tag on a key."""

    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._line = line
        self._frames = FrameStream(line, cut_frame, component=component)
        self._hanging = HangingTag()
        self._asked_s: float | None = None

    async def present(self) -> str | None:
        """Return the tag that hangs there. At once when asked at least once a second; else it listens for 200 ms first."""
        frames = self._frames.waiting()
        if self._is_stale():
            await asyncio.sleep(LISTENS_S)  # of what waited nobody knows how old it is
            frames = self._frames.waiting()
        self._asked_s = now_s = asyncio.get_running_loop().time()
        for tag in frames:
            self._hanging.heard(tag, now_s)
        hanging = self._hanging.at(now_s)
        return None if hanging is None else hanging.hex().upper()

    def close(self) -> None:
        self._line.close()

    def _is_stale(self) -> bool:
        return self._asked_s is None or asyncio.get_running_loop().time() - self._asked_s > STALE_AFTER_S
