"""Kerong KR-CU16 lock board with its cabinet: sixteen spring-loaded doors, hook switches and item sensors.

    request  02 | ADDR | CMD | data | 03 | SUM          30 status, 31 unlock, 32 status of all, 33 unlock all, 37 pulse time
    status   02 | ADDR | 35  | hooks 1-8 | 9-16 | items 1-8 | 9-16 | 03 | SUM

The board answers a status and a pulse time and nothing else; it ignores what is not for it or does not add up.
"""

from __future__ import annotations

from typing import Final

from hallenwart_sim.devices.lock_board import LockBoard, sealed

LOCKS: Final = 16

_DATA_LENGTHS: Final = {0x30: (0,), 0x31: (0,), 0x32: (0,), 0x33: (0,), 0x37: (2, 0)}


class EmulatedCu16(LockBoard):
    """The board. Locks are numbered from 0."""

    def status(self, command: int = 0x35) -> bytes:
        hooks = sum(self._hook_bit(door) << lock for lock, door in enumerate(self.doors))
        items = sum(self._key_bit(door) << lock for lock, door in enumerate(self.doors))
        return sealed(
            bytes([0x02, self._address << 4, command, *hooks.to_bytes(2, "little"), *items.to_bytes(2, "little"), 0x03])
        )

    def _next_request(self, buffer: bytearray) -> bytes | None:
        while (start := buffer.find(0x02)) >= 0:
            del buffer[:start]
            if len(buffer) < 5:
                return None
            for data_length in _DATA_LENGTHS.get(buffer[2], ()):
                frame = bytes(buffer[: 5 + data_length])
                if len(frame) == 5 + data_length and frame[-2] == 0x03 and frame == sealed(frame[:-1]):
                    del buffer[: len(frame)]
                    return frame
            if buffer[2] == 0x37 and len(buffer) < 7:
                return None
            del buffer[:1]
        buffer.clear()
        return None

    def _obey(self, frame: bytes) -> None:
        address, command = frame[1], frame[2]
        if command == 0x32 and address in (0xF0, 0x00):
            self._say(self.status(0x36), place=self._address)
        if address >> 4 != self._address:
            return
        if command == 0x30:
            self._say(self.status())
        elif command == 0x31:
            self._pulse(address & 0x0F)
        elif command == 0x33:
            self._pulse(*range(len(self.doors)))
        elif command == 0x37:
            self._pulse_time(frame[3:-2])

    def _pulse_time(self, setting: bytes) -> None:
        if setting:
            self.pulse_ms = int.from_bytes(setting, "big") * 10
        self._say(sealed(bytes([0x02, self._address << 4, 0x38, *(self.pulse_ms // 10).to_bytes(2, "big"), 0x03])))
