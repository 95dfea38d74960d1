"""Kerong KR-CU48 lock board on RS-485: forty-eight locks with hook switches, without key sensors.

    request  02 | ADDR | LOCK | CMD | 03 | SUM                             19200 8N1, half duplex
    status   02 | ADDR | any  | 65  | hooks 1-8 | ... | hooks 41-48 | 03 | SUM

ADDR: 0-9 as the switches are set. LOCK: 0-47; of a status it means nothing. SUM: low byte of the sum of all bytes before it.
The addresses and locks that stand for "all" are never sent: a supply carries one coil at a time.
Source: Kerong, CU48 protocol and introduction v2.1 (23 March 2020).
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.drivers import kerong
from hallenwart_edge.ports import DoorReading

LOCKS: Final = 48
ADDRESSES: Final = range(10)
STATUS_LENGTH: Final = 12

_READ, _UNLOCK, _STATUS = 0x50, 0x51, 0x65


def request(command: int, *, board: int, lock: int = 0) -> bytes:
    return kerong.sealed(bytes([kerong.STX, board, lock, command, kerong.ETX]))


def find_status(received: bytes, *, board: int) -> int | None:
    """Return the hook bits (bit 0 = lock 1) of the last status frame of `board` in `received`, if there is one."""
    frame = kerong.last_frame(received, fits=lambda frame: frame[1] == board and frame[3] == _STATUS, length=STATUS_LENGTH)
    return None if frame is None else int.from_bytes(frame[4:10], "little")


class KrCu48:
    """One board. `hook_bit_when_closed` depends on how its switches are wired; `hallenwart-edge commission` finds it out."""

    def __init__(self, wire: kerong.Wire, *, address: int = 0, hook_bit_when_closed: bool = True) -> None:
        if address not in ADDRESSES:
            raise ValueError(f"a KR-CU48 has address 0 to 9, not {address}")
        self._wire = wire
        self._address = address
        self._hook_bit_when_closed = hook_bit_when_closed

    async def unlock(self, lock: int) -> None:
        """Pulse the coil of `lock` (0-47), never twice. Returns when the request is on the line, not when the door is open."""
        if not 0 <= lock < LOCKS:
            raise ValueError(f"a KR-CU48 has locks 0 to 47, not {lock}")
        unlocking = request(_UNLOCK, board=self._address, lock=lock)
        await self._wire.send(unlocking, quiet_s=kerong.QUIET_AFTER_UNLOCK_S)

    async def read(self) -> tuple[DoorReading, ...]:
        """Read all doors, in up to three tries; the keys are unknown. Raises DriverFault on silence and on nonsense."""
        reading = request(_READ, board=self._address)
        hooks = await kerong.asked(self._wire, reading, lambda received: find_status(received, board=self._address))
        return tuple(
            DoorReading(closed=bool(hooks >> lock & 1) == self._hook_bit_when_closed, item_present=None)
            for lock in range(LOCKS)
        )

    def close(self) -> None:
        """Give the line back; a shared one stays open for the other boards."""
        self._wire.close()
