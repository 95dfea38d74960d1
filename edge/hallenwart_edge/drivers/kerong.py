"""What the Kerong lock boards have in common: 19200 8N1, a sum over every byte before it, and no answer to an unlock.

The boards never speak unasked. Some RS-485 adapters echo what they send; an echo is no status frame and is passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from hallenwart_edge.errors import DriverFault

BAUD: Final = 19_200
ANSWERS_WITHIN_S: Final = 0.2
TRIES: Final = 3
QUIET_AFTER_UNLOCK_S: Final = 0.005  # the board hears the next request only when it has left the last one behind

STX: Final = 0x02
ETX: Final = 0x03

Found = TypeVar("Found")


class Wire(Protocol):
    """A line of its own, or a place on a shared one."""

    async def send(self, request: bytes, *, quiet_s: float = 0.0) -> None: ...

    async def exchange(self, request: bytes, find: Callable[[bytes], Found | None], *, within_s: float) -> Found: ...

    def close(self) -> None: ...


def sealed(body: bytes) -> bytes:
    """Return `body` with its sum behind it."""
    return body + bytes([sum(body) & 0xFF])


def last_frame(received: bytes, *, fits: Callable[[bytes], bool], length: int) -> bytes | None:
    """Return the last frame of `length` bytes in `received` whose ends and sum are right and which `fits`."""
    start = received.rfind(STX)
    while start >= 0:
        frame = received[start : start + length]
        if len(frame) == length and frame[-2] == ETX and frame == sealed(frame[:-1]) and fits(frame):
            return frame
        start = received.rfind(STX, 0, start)
    return None


async def asked(wire: Wire, request: bytes, find: Callable[[bytes], Found | None]) -> Found:
    """Ask up to three times. Raises DriverFault on silence and on nonsense."""
    for _ in range(TRIES - 1):
        try:
            return await wire.exchange(request, find, within_s=ANSWERS_WITHIN_S)
        except DriverFault:
            continue
    return await wire.exchange(request, find, within_s=ANSWERS_WITHIN_S)
