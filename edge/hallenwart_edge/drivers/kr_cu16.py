"""Kerong KR-CU16 lock board on RS-485: sixteen locks, each with a hook switch and an item sensor.

    request  02 | ADDR | CMD | 03 | SUM                                    19200 8N1, half duplex
    status   02 | ADDR | 35  | hooks 1-8 | 9-16 | items 1-8 | 9-16 | 03 | SUM

ADDR: high nibble board 0-15, low nibble lock 0-15. SUM: low byte of the sum of all bytes before it.
The board never speaks unasked and does not answer an unlock: whether a door opened shows in the next status.
Some RS-485 adapters echo what they send; an echo is no status frame and is passed over.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.drivers import kerong
from hallenwart_edge.ports import DoorReading

LOCKS: Final = 16
ADDRESSES: Final = range(16)
STATUS_LENGTH: Final = 9

_READ, _UNLOCK, _STATUS = 0x30, 0x31, 0x35


def request(command: int, *, board: int, lock: int = 0) -> bytes:
    return kerong.sealed(bytes([kerong.STX, board << 4 | lock, command, kerong.ETX]))


def find_status(received: bytes, *, board: int) -> tuple[int, int] | None:
    """Return hook bits and item bits (bit 0 = lock 1) of the last status frame of `board` in `received`, if there is one."""
    head = bytes([kerong.STX, board << 4, _STATUS])
    frame = kerong.last_frame(received, fits=lambda frame: frame.startswith(head), length=STATUS_LENGTH)
    if frame is None:
        return None
    return int.from_bytes(frame[3:5], "little"), int.from_bytes(frame[5:7], "little")


class KrCu16:
    """One board. Both polarities depend on how the switches are wired; `hallenwart-edge commission` finds them out.

    Without `key_sensors` nothing is wired to the item inputs, and the keys are unknown.
    """

    def __init__(
        self,
        wire: kerong.Wire,
        *,
        address: int = 0,
        hook_bit_when_closed: bool = True,
        key_bit_when_present: bool = True,
        key_sensors: bool = True,
    ) -> None:
        if address not in ADDRESSES:
            raise ValueError(f"a KR-CU16 has address 0 to 15, not {address}")
        self._wire = wire
        self._address = address
        self._hook_bit_when_closed = hook_bit_when_closed
        self._key_bit_when_present = key_bit_when_present
        self._key_sensors = key_sensors

    async def unlock(self, lock: int) -> None:
        """Pulse the coil of `lock` (0-15), never twice. Returns when the request is on the line, not when the door is open."""
        if not 0 <= lock < LOCKS:
            raise ValueError(f"a KR-CU16 has locks 0 to 15, not {lock}")
        unlocking = request(_UNLOCK, board=self._address, lock=lock)
        await self._wire.send(unlocking, quiet_s=kerong.QUIET_AFTER_UNLOCK_S)

    async def read(self) -> tuple[DoorReading, ...]:
        """Read all sixteen doors, in up to three tries. Raises DriverFault on silence and on nonsense."""
        reading = request(_READ, board=self._address)
        hooks, items = await kerong.asked(self._wire, reading, lambda received: find_status(received, board=self._address))
        return tuple(self._door(hooks >> lock & 1, items >> lock & 1) for lock in range(LOCKS))

    def close(self) -> None:
        """Give the line back; a shared one stays open for the other boards."""
        self._wire.close()

    def _door(self, hook: int, item: int) -> DoorReading:
        present = bool(item) == self._key_bit_when_present if self._key_sensors else None
        return DoorReading(closed=bool(hook) == self._hook_bit_when_closed, item_present=present)
