"""Kerong KR-CU16 lock board on RS-485: sixteen locks, each with a hook switch and an item sensor.

    request  02 | ADDR | CMD | 03 | SUM                                    19200 8N1, half duplex
    status   02 | ADDR | 35  | hooks 1-8 | 9-16 | items 1-8 | 9-16 | 03 | SUM

ADDR: high nibble board 0-15, low nibble lock 0-15. SUM: low byte of the sum of all bytes before it.
The board never speaks unasked and does not answer an unlock: whether a door opened shows in the next status.
Some RS-485 adapters echo what they send; an echo is no status frame and is passed over.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import DoorReading

LOCKS: Final = 16
STATUS_LENGTH: Final = 9
BAUD: Final = 19_200
ANSWERS_WITHIN_S: Final = 0.2
TRIES: Final = 3
QUIET_AFTER_UNLOCK_S: Final = 0.005  # the board hears the next request only when it has left the last one behind

_STX, _ETX = 0x02, 0x03
_READ, _UNLOCK, _STATUS = 0x30, 0x31, 0x35


def request(command: int, *, board: int, lock: int = 0) -> bytes:
    return _sealed(bytes([_STX, board << 4 | lock, command, _ETX]))


def find_status(received: bytes, *, board: int) -> tuple[int, int] | None:
    """Return hook bits and item bits (bit 0 = lock 1) of the last status frame of `board` in `received`, if there is one."""
    start = received.rfind(head := bytes([_STX, board << 4, _STATUS]))
    while start >= 0:
        frame = received[start : start + STATUS_LENGTH]
        if len(frame) == STATUS_LENGTH and frame[7] == _ETX and frame == _sealed(frame[:-1]):
            return int.from_bytes(frame[3:5], "little"), int.from_bytes(frame[5:7], "little")
        start = received.rfind(head, 0, start + len(head) - 1)
    return None


class KrCu16:
    """One board. `hook_bit_when_closed` depends on how its switches are wired; `edge check` finds it out."""

    def __init__(self, line: SerialLine, *, address: int = 0, hook_bit_when_closed: bool = True) -> None:
        if not 0 <= address < 16:
            raise ValueError(f"a KR-CU16 has address 0 to 15, not {address}")
        self._line = line
        self._address = address
        self._hook_bit_when_closed = hook_bit_when_closed

    async def unlock(self, lock: int) -> None:
        """Pulse the coil of `lock` (0-15), never twice. Returns when the request is on the line, not when the door is open."""
        if not 0 <= lock < LOCKS:
            raise ValueError(f"a KR-CU16 has locks 0 to 15, not {lock}")
        await self._line.send(request(_UNLOCK, board=self._address, lock=lock), quiet_s=QUIET_AFTER_UNLOCK_S)

    async def read(self) -> tuple[DoorReading, ...]:
        """Read all sixteen doors, in up to three tries. Raises DriverFault on silence and on nonsense."""
        hooks, items = await self._status()
        return tuple(
            DoorReading(
                closed=bool(hooks >> lock & 1) == self._hook_bit_when_closed,
                item_present=bool(items >> lock & 1),
            )
            for lock in range(LOCKS)
        )

    def close(self) -> None:
        """Give the line back, for all boards on it."""
        self._line.close()

    async def _status(self) -> tuple[int, int]:
        for _ in range(TRIES - 1):
            try:
                return await self._ask()
            except DriverFault:
                continue
        return await self._ask()

    async def _ask(self) -> tuple[int, int]:
        return await self._line.exchange(
            request(_READ, board=self._address),
            lambda received: find_status(received, board=self._address),
            within_s=ANSWERS_WITHIN_S,
        )


def _sealed(body: bytes) -> bytes:
    return body + bytes([sum(body) & 0xFF])
