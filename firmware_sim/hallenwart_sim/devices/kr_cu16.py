"""Kerong KR-CU16 lock board with its cabinet: sixteen spring-loaded doors, hook switches and item sensors.

    request  02 | ADDR | CMD | data | 03 | SUM          30 status, 31 unlock, 32 status of all, 33 unlock all, 37 pulse time
    status   02 | ADDR | 35  | hooks 1-8 | 9-16 | items 1-8 | 9-16 | 03 | SUM

The board answers a status and a pulse time and nothing else; it ignores what is not for it or does not add up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Final

from hallenwart_sim.devices.pty_port import SerialDevice

LOCKS: Final = 16
SPRING_S: Final = 0.06  # from the pulse until the hook is out

_DATA_LENGTHS: Final = {0x30: (0,), 0x31: (0,), 0x32: (0,), 0x33: (0,), 0x37: (2, 0)}


class Fault(StrEnum):
    SILENT = "silent"
    WRONG_SUM = "wrong sum"
    HALF_FRAME = "half frame"
    ECHO = "echo"  # the adapter hears itself


class DoorShutError(RuntimeError):
    """Raised when a hand reaches through a closed door."""


@dataclass(slots=True)
class Door:
    """One compartment as it really is, whatever its sensors say."""

    closed: bool = True
    key: bool = False
    hook_stuck: bool = False
    stuck_closed: bool = True
    jammed: bool = False
    key_sensor_flickers: bool = False


class EmulatedCu16(SerialDevice):
    """The board. Locks are numbered from 0. `faults` may be changed at any time."""

    BAUD: ClassVar[int] = 19_200

    def __init__(
        self,
        link: Path,
        *,
        locks: int = LOCKS,
        keys: Iterable[int] = (),
        address: int = 0,
        hook_bit_when_closed: bool = True,
        paced: bool = False,
    ) -> None:
        super().__init__(link, paced=paced)
        self.faults: set[Fault] = set()
        self.unlocks: list[tuple[int, int]] = []  # (lock, monotonic ns of its last byte)
        self.doors = [Door() for _ in range(locks)]
        for lock in keys:
            self.doors[lock].key = True
        self._address = address
        self._hook_bit_when_closed = hook_bit_when_closed
        self._pulse_10ms = 55
        self._received = bytearray()
        self._dice = random.Random(16)

    # --- what hands do ---

    def hook_open(self, lock: int) -> bool:
        """Return whether the hook is out, so that the door stands open."""
        return not self.doors[lock].closed

    def pull_door(self, lock: int, *, force: bool = False) -> bool:
        """Pull at a door. A latched one stays shut unless forced. Return whether it is open now."""
        if force:
            self.doors[lock].closed = False
        return not self.doors[lock].closed

    def push_door(self, lock: int) -> None:
        """Push a door shut until it latches."""
        self.doors[lock].closed = True

    def take_key(self, lock: int) -> None:
        """Take the key out. Raises DoorShutError."""
        self._reach_into(lock).key = False

    def put_key(self, lock: int) -> None:
        """Hang the key in. Raises DoorShutError."""
        self._reach_into(lock).key = True

    # --- what breaks ---

    def stick_hook(self, lock: int, *, stuck: bool = True) -> None:
        """Let the hook switch keep the state it has now."""
        door = self.doors[lock]
        door.hook_stuck, door.stuck_closed = stuck, door.closed

    def jam_door(self, lock: int, *, jammed: bool = True) -> None:
        """Let the coil click without the door opening."""
        self.doors[lock].jammed = jammed

    def flicker_key_sensor(self, lock: int, *, flickers: bool = True) -> None:
        """Let the item sensor say something else at every status."""
        self.doors[lock].key_sensor_flickers = flickers

    # --- what the board does ---

    def received(self, octets: bytes) -> None:
        if Fault.ECHO in self.faults:
            self._pty.write(octets)
        self._received += octets
        while (frame := self._next_request()) is not None:
            self._obey(frame)

    def status(self, command: int = 0x35) -> bytes:
        hooks = sum(self._hook_bit(door) << lock for lock, door in enumerate(self.doors))
        items = sum(self._item_bit(door) << lock for lock, door in enumerate(self.doors))
        return _sealed(
            bytes([0x02, self._address << 4, command, *hooks.to_bytes(2, "little"), *items.to_bytes(2, "little"), 0x03])
        )

    def _next_request(self) -> bytes | None:
        buffer = self._received
        while (start := buffer.find(0x02)) >= 0:
            del buffer[:start]
            if len(buffer) < 5:
                return None
            for data_length in _DATA_LENGTHS.get(buffer[2], ()):
                frame = bytes(buffer[: 5 + data_length])
                if len(frame) == 5 + data_length and frame[-2] == 0x03 and frame == _sealed(frame[:-1]):
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
            self._say(self.status(0x36))
        if address >> 4 != self._address:
            return
        if command == 0x30:
            self._say(self.status())
        elif command == 0x31:
            self._pulse(address & 0x0F)
        elif command == 0x33:
            for lock in range(len(self.doors)):
                self._pulse(lock)
        elif command == 0x37:
            self._pulse_time(frame[3:-2])

    def _pulse(self, lock: int) -> None:
        if Fault.SILENT in self.faults or lock >= len(self.doors):
            return
        self.unlocks.append((lock, time.monotonic_ns()))
        if not self.doors[lock].jammed:
            self._pty.later(SPRING_S, lambda: self._spring_open(lock))

    def _spring_open(self, lock: int) -> None:
        self.doors[lock].closed = False

    def _pulse_time(self, setting: bytes) -> None:
        if setting:
            self._pulse_10ms = int.from_bytes(setting, "big")
        self._say(_sealed(bytes([0x02, self._address << 4, 0x38, *self._pulse_10ms.to_bytes(2, "big"), 0x03])))

    def _say(self, frame: bytes) -> None:
        if Fault.SILENT in self.faults:
            return
        if Fault.WRONG_SUM in self.faults:
            frame = frame[:-1] + bytes([frame[-1] ^ 0x5A])
        if Fault.HALF_FRAME in self.faults:
            frame = frame[: len(frame) // 2]
        self._pty.write(frame)

    def _reach_into(self, lock: int) -> Door:
        door = self.doors[lock]
        if door.closed:
            raise DoorShutError(f"the door of lock {lock} is shut")
        return door

    def _hook_bit(self, door: Door) -> int:
        closed = door.stuck_closed if door.hook_stuck else door.closed
        return int(closed == self._hook_bit_when_closed)

    def _item_bit(self, door: Door) -> int:
        return self._dice.getrandbits(1) if door.key_sensor_flickers else int(door.key)


def _sealed(body: bytes) -> bytes:
    return body + (sum(body) % 256).to_bytes(1, "big")
