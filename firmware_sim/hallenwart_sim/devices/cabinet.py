"""Compartments with spring-loaded doors, hook switches and key sensors; the hands that use them, and what breaks in them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SPRING_S: Final = 0.06  # from the pulse until the hook is out


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


class Cabinet:
    """Locks are numbered from 0. The two polarities say how its switches are wired."""

    def __init__(
        self,
        *,
        locks: int,
        keys: Iterable[int] = (),
        hook_bit_when_closed: bool = True,
        key_bit_when_present: bool = True,
    ) -> None:
        self.doors = [Door() for _ in range(locks)]
        for lock in keys:
            self.doors[lock].key = True
        self._hook_bit_when_closed = hook_bit_when_closed
        self._key_bit_when_present = key_bit_when_present
        self._dice = random.Random(16)

    # --- what hands do ---

    def hook_open(self, lock: int) -> bool:
        """Return whether the hook is out, so that the door stands open."""
        return not self.doors[lock].closed

    def pull_door(self, lock: int, *, force: bool = False) -> bool:
        """Pull at a door. A latched one stays shut unless forced. Return whether it is open now."""
        if force:
            self.doors[lock].closed = False
            self._moved()
        return not self.doors[lock].closed

    def push_door(self, lock: int) -> None:
        """Push a door shut until it latches."""
        self.doors[lock].closed = True
        self._moved()

    def take_key(self, lock: int) -> None:
        """Take the key out. Raises DoorShutError."""
        self._reach_into(lock).key = False
        self._moved()

    def put_key(self, lock: int) -> None:
        """Hang the key in. Raises DoorShutError."""
        self._reach_into(lock).key = True
        self._moved()

    # --- what breaks ---

    def stick_hook(self, lock: int, *, stuck: bool = True) -> None:
        """Let the hook switch keep the state it has now."""
        door = self.doors[lock]
        door.hook_stuck, door.stuck_closed = stuck, door.closed
        self._moved()

    def jam_door(self, lock: int, *, jammed: bool = True) -> None:
        """Let the coil click without the door opening."""
        self.doors[lock].jammed = jammed

    def flicker_key_sensor(self, lock: int, *, flickers: bool = True) -> None:
        """Let the key sensor say something else at every look."""
        self.doors[lock].key_sensor_flickers = flickers
        self._moved()

    # --- what it shows ---

    def _moved(self) -> None:
        """Called whenever a door or a key has moved."""

    def _reach_into(self, lock: int) -> Door:
        door = self.doors[lock]
        if door.closed:
            raise DoorShutError(f"the door of lock {lock} is shut")
        return door

    def _hook_bit(self, door: Door) -> int:
        closed = door.stuck_closed if door.hook_stuck else door.closed
        return int(closed == self._hook_bit_when_closed)

    def _key_bit(self, door: Door) -> int:
        return self._dice.getrandbits(1) if door.key_sensor_flickers else int(door.key == self._key_bit_when_present)
