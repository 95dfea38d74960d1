"""The two wires of an RS-485 bus behind one serial port, with the boards on them.

All boards hear every byte. Boards that answer in the same moment garble each other, as two with the same address do.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Protocol

from hallenwart_sim.devices.pty_port import SerialDevice


class OnTheBus(Protocol):
    @property
    def echoes(self) -> bool: ...

    def hear(self, octets: bytes) -> None: ...


class EmulatedBus(SerialDevice):
    """19200 baud. Boards join by themselves when they are built with it."""

    BAUD: ClassVar[int] = 19_200

    def __init__(self, link: Path, *, paced: bool = False) -> None:
        super().__init__(link, paced=paced)
        self.collisions = 0
        self._boards: list[OnTheBus] = []
        self._answers: dict[int, list[bytes]] = {}
        self._dice = random.Random(485)

    def join(self, board: OnTheBus) -> None:
        self._boards.append(board)

    def say(self, frame: bytes, *, place: int = 0) -> None:
        """Answer the request being heard, after those with a lower `place` have answered."""
        self._answers.setdefault(place, []).append(frame)

    def later(self, delay_s: float, call: Callable[[], None]) -> None:
        """Call once after `delay_s`, unless the bus is unplugged before."""
        self._pty.later(delay_s, call)

    def received(self, octets: bytes) -> None:
        if any(board.echoes for board in self._boards):
            self._pty.write(octets)
        for board in self._boards:
            board.hear(octets)
        answers, self._answers = self._answers, {}
        for _, frames in sorted(answers.items()):
            self._pty.write(frames[0] if len(frames) == 1 else self._garbled(frames))

    def _garbled(self, frames: list[bytes]) -> bytes:
        self.collisions += 1
        return self._dice.randbytes(max(len(frame) for frame in frames))
