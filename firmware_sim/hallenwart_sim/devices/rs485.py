"""The two wires of an RS-485 bus behind one serial port, with the boards on them.

All boards hear every byte, also what the others answer. Boards that answer in the same moment garble each other, as two with
the same address do.
"""

from __future__ import annotations

import asyncio
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
        self._answers: dict[int, list[tuple[OnTheBus, bytes]]] = {}
        self._dice = random.Random(485)

    def join(self, board: OnTheBus) -> None:
        self._boards.append(board)

    def say(self, board: OnTheBus, frame: bytes, *, place: int = 0) -> None:
        """Answer what is being heard, after those with a lower `place` have answered."""
        self._answers.setdefault(place, []).append((board, frame))

    def later(self, delay_s: float, call: Callable[[], None]) -> None:
        """Call once after `delay_s`: what goes on in a board goes on without its bus."""
        asyncio.get_running_loop().call_later(delay_s, call)

    def received(self, octets: bytes) -> None:
        if any(board.echoes for board in self._boards):
            self._pty.write(octets)
        self._heard_by_all_but([], octets)
        while self._answers:
            answers = self._answers.pop(min(self._answers))
            frame = answers[0][1] if len(answers) == 1 else self._garbled([frame for _, frame in answers])
            self._pty.write(frame)
            self._heard_by_all_but([board for board, _ in answers], frame)

    def _heard_by_all_but(self, speakers: list[OnTheBus], octets: bytes) -> None:
        for board in self._boards:
            if board not in speakers:
                board.hear(octets)

    def _garbled(self, frames: list[bytes]) -> bytes:
        self.collisions += 1
        return self._dice.randbytes(max(len(frame) for frame in frames))
