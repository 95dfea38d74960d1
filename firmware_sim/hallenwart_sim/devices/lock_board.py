"""What every emulated lock board has: a place on a bus, coils at a supply, and faults.

A request that does not add up or is not for it, a board ignores; an unlock it obeys without a word.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import Final

from hallenwart_sim.devices.cabinet import SPRING_S, Cabinet
from hallenwart_sim.devices.rs485 import EmulatedBus

COIL_A: Final = 2.4  # a KR-S99N at 12 V
PULSE_MS: Final = 550
REBOOT_S: Final = 1.0


class Fault(StrEnum):
    SILENT = "silent"
    WRONG_SUM = "wrong sum"
    HALF_FRAME = "half frame"
    ECHO = "echo"  # the adapter hears itself


class EmulatedSupply:
    """A supply of 12 V. All boards at it reboot when their coils want more than it gives: at 3 A, two at once."""

    def __init__(self, *, amperes: float = 3.0) -> None:
        self.amperes = amperes
        self.brown_outs = 0
        self._boards: list[LockBoard] = []

    def attach(self, board: LockBoard) -> None:
        self._boards.append(board)

    def strain(self) -> None:
        """Weigh the coils that are on now."""
        if sum(len(board.coils_on) for board in self._boards) * COIL_A <= self.amperes:
            return
        self.brown_outs += 1
        for board in self._boards:
            board.reboot()


class LockBoard(Cabinet):
    """A board. `faults` may be changed at any time; its dialect takes requests off the front of what it heard."""

    def __init__(
        self,
        bus: EmulatedBus,
        *,
        locks: int,
        keys: Iterable[int] = (),
        address: int = 0,
        hook_bit_when_closed: bool = True,
        key_bit_when_present: bool = True,
        supply: EmulatedSupply | None = None,
    ) -> None:
        super().__init__(
            locks=locks, keys=keys, hook_bit_when_closed=hook_bit_when_closed, key_bit_when_present=key_bit_when_present
        )
        self.bus = bus
        self.supply = supply or EmulatedSupply()
        self.faults: set[Fault] = set()
        self.unlocks: list[tuple[int, int]] = []  # (lock, monotonic ns of the last byte of its request)
        self.coils_on: dict[int, int] = {}  # how often each was pulsed of late
        self.pulse_ms = PULSE_MS
        self._address = address
        self._received = bytearray()
        self._boots = 0
        self._dark = False
        bus.join(self)
        self.supply.attach(self)

    @property
    def port(self) -> str:
        return self.bus.port

    @property
    def last_sent_ns(self) -> int:
        """The monotonic ns at which the last byte went out on its bus."""
        return self.bus.last_sent_ns

    @property
    def echoes(self) -> bool:
        return Fault.ECHO in self.faults

    def unplug(self) -> None:
        """Pull the plug of its bus."""
        self.bus.unplug()

    def plug_in(self) -> None:
        self.bus.plug_in()

    def reboot(self) -> None:
        """Let its voltage break down: coils fall off, and it is deaf and dumb for a second."""
        self._boots += 1
        self._dark = True
        self.coils_on.clear()
        self._received.clear()
        self.bus.later(REBOOT_S, partial(self._come_back, self._boots))

    def hear(self, octets: bytes) -> None:
        if self._dark:
            return
        self._received += octets
        while (frame := self._next_request(self._received)) is not None:
            self._obey(frame)

    def _next_request(self, buffer: bytearray) -> bytes | None:
        raise NotImplementedError

    def _obey(self, frame: bytes) -> None:
        raise NotImplementedError

    def _come_back(self, boots: int) -> None:
        self._dark = self._dark and boots != self._boots

    def _pulse(self, *locks: int) -> None:
        if Fault.SILENT in self.faults or self._dark:
            return
        boots = self._boots
        for lock in locks:
            if lock >= len(self.doors):
                continue
            self.unlocks.append((lock, time.monotonic_ns()))
            self.coils_on[lock] = self.coils_on.get(lock, 0) + 1
            self.bus.later(SPRING_S, partial(self._spring_open, lock, boots))
            self.bus.later(self.pulse_ms / 1000, partial(self._fall_off, lock, boots))
        self.supply.strain()

    def _spring_open(self, lock: int, boots: int) -> None:
        if boots == self._boots and not self.doors[lock].jammed:
            self.doors[lock].closed = False

    def _fall_off(self, lock: int, boots: int) -> None:
        if boots != self._boots:
            return
        self.coils_on[lock] -= 1
        if not self.coils_on[lock]:
            del self.coils_on[lock]

    def _say(self, frame: bytes, *, place: int = 0) -> None:
        if Fault.SILENT in self.faults or self._dark:
            return
        if Fault.WRONG_SUM in self.faults:
            frame = frame[:-1] + bytes([frame[-1] ^ 0x5A])
        if Fault.HALF_FRAME in self.faults:
            frame = frame[: len(frame) // 2]
        self.bus.say(self, frame, place=place)


def sealed(body: bytes) -> bytes:
    """Return `body` with its sum behind it."""
    return body + (sum(body) % 256).to_bytes(1, "big")
