"""A Hi-Link radar on its line: reports come by themselves, commands are answered between them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from hallenwart_edge.drivers import hilink
from hallenwart_edge.drivers.hilink import Answer
from hallenwart_edge.drivers.serial_line import FrameStream, SerialLine
from hallenwart_edge.errors import DriverFault

ANSWERS_WITHIN_S: Final = 0.3
DELIVERED_BAUD: Final = 256_000
SILENT_AFTER_S: Final = 2.0
ENABLE_TRIES: Final = 3
"""The first ENABLE may fall into a report that is going out."""


class HilinkLine:
    """`open_line` opens the port at a baud rate, `cut` takes reports and answers off a buffer."""

    def __init__(
        self,
        open_line: Callable[[int], SerialLine],
        cut: Callable[[bytearray], bytes | None],
        *,
        component: str,
        baud: int = DELIVERED_BAUD,
    ) -> None:
        """Open the line. Needs a running loop. Raises DriverFault."""
        self._open_line = open_line
        self._cut = cut
        self._component = component
        self._baud = baud
        self._line = open_line(baud)
        self._stream = FrameStream(self._line, cut, component=component)

    @property
    def lost(self) -> bool:
        return self._line.lost

    async def report(self, *, within_s: float) -> bytes:
        """Return the next report, answers passed over. Raises DriverFault when none comes in time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within_s
        while True:
            try:
                frame = await self._stream.next(within_s=max(0.0, deadline - loop.time()))
            except DriverFault as fault:
                if self._line.lost:
                    raise
                raise DriverFault(self._component, f"no valid frame for {within_s} s") from fault
            if not frame.startswith(hilink.HEAD):
                return frame

    def waiting(self) -> list[bytes]:
        """Return the reports that have arrived, oldest first."""
        return [frame for frame in self._stream.waiting() if not frame.startswith(hilink.HEAD)]

    async def set_up(self, commands: Sequence[tuple[int, bytes]]) -> dict[int, Answer]:
        """Give `commands` between ENABLE and END. Returns what was answered.

        A unit that answers none of it is not at fault: some stop answering and go on reporting. Raises DriverFault when the
        line is gone.
        """
        answers: dict[int, Answer] = {}
        for _ in range(ENABLE_TRIES):
            if await self._asked(hilink.ENABLE, hilink.ENABLE_VALUE) is not None:
                break
        else:
            await self._asked(hilink.END)
            return answers
        for word, value in commands:
            answer = await self._asked(word, value)
            if answer is not None:
                answers[word] = answer
        if all(word != hilink.RESTART for word, _ in commands):
            await self._asked(hilink.END)
        return answers

    async def find(self) -> None:
        """Bring a radar that still speaks as delivered to the baud rate of the configuration. Raises DriverFault."""
        if self._baud == DELIVERED_BAUD or await self._reports():
            return
        self._open(DELIVERED_BAUD)
        if await self._reports():
            await self.set_up([(hilink.SET_BAUD, hilink.baud_value(self._baud)), (hilink.RESTART, b"")])
        self._open(self._baud)

    async def leave_set_up(self) -> None:
        """End a configuration that somebody began and never ended: such a unit reports nothing."""
        await self._asked(hilink.END)

    def close(self) -> None:
        self._line.close()

    def _open(self, baud: int) -> None:
        self._line.close()
        self._line = self._open_line(baud)
        self._stream = FrameStream(self._line, self._cut, component=self._component)

    async def _reports(self) -> bool:
        try:
            await self.report(within_s=SILENT_AFTER_S)
        except DriverFault:
            if self._line.lost:
                raise
            return False
        return True

    async def _asked(self, word: int, value: bytes = b"") -> Answer | None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + ANSWERS_WITHIN_S
        self._line.put(hilink.command(word, value))
        while (left_s := deadline - loop.time()) > 0:
            try:
                frame = await self._stream.next(within_s=left_s)
            except DriverFault:
                if self._line.lost:
                    raise
                return None
            answer = hilink.answer_of(frame)
            if answer is not None and answer.command == word:
                return answer
        return None
