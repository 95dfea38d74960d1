"""Kerong KR-CU48 lock board with its cabinet: forty-eight spring-loaded doors with hook switches, no key sensors.

    request  02 | ADDR | LOCK | CMD | 03 | SUM           50 status, 51 unlock; address 0A: all boards, lock 30: all locks
    status   02 | ADDR | 00   | 65  | hooks 1-8 | ... | hooks 41-48 | 03 | SUM

Asked all at once, the boards answer one behind the other in the order of their addresses; an unlock is not answered.
"""

from __future__ import annotations

from typing import Final

from hallenwart_sim.devices.lock_board import LockBoard, sealed

LOCKS: Final = 48

_ALL_BOARDS: Final = 0x0A
_ALL_LOCKS: Final = 0x30
_COMMANDS: Final = (0x50, 0x51)


class EmulatedCu48(LockBoard):
    """The board. Locks are numbered from 0; keys hang in it all the same, it only does not see them."""

    def status(self) -> bytes:
        hooks = sum(self._hook_bit(door) << lock for lock, door in enumerate(self.doors))
        return sealed(bytes([0x02, self._address, 0x00, 0x65, *hooks.to_bytes(6, "little"), 0x03]))

    def _next_request(self, buffer: bytearray) -> bytes | None:
        while (start := buffer.find(0x02)) >= 0:
            del buffer[:start]
            if len(buffer) < 6:
                return None
            frame = bytes(buffer[:6])
            if frame[3] in _COMMANDS and frame[4] == 0x03 and frame == sealed(frame[:-1]):
                del buffer[:6]
                return frame
            del buffer[:1]
        buffer.clear()
        return None

    def _obey(self, frame: bytes) -> None:
        _, address, lock, command, *_ = frame
        if address not in (self._address, _ALL_BOARDS):
            return
        if command == 0x50:
            self._say(self.status(), place=self._address if address == _ALL_BOARDS else 0)
        else:
            self._pulse(*(range(len(self.doors)) if lock == _ALL_LOCKS else [lock]))
