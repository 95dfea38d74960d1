"""The dialogue with a PN532 over HSU: a command, its ACK within some 15 ms, its answer (UM0701-02, 6.2.2).

    → 55 55 00 …, ACK, command       wake up, end what a crash left running
    ← ACK                             up to 1.5 s after a USB port was opened
    ← answer, code + 1                NACK → asks for the last answer again; ACK → ends a command

A damaged or half answer is asked for again; a command that stays unanswered is ended and sent anew.
"""

from __future__ import annotations

import asyncio
from typing import Final

from hallenwart_edge.drivers.pn532_frames import ACK, DAMAGED, NACK, cut, frame
from hallenwart_edge.drivers.serial_line import IDLE_S, SerialLine
from hallenwart_edge.errors import DriverFault

TRIES: Final = 3
WAKE_TRIES: Final = 2
FIRST_ACK_WITHIN_S: Final = 1.5
ACK_WITHIN_S: Final = 0.2
ANSWERS_WITHIN_S: Final = 0.3
REPEATS: Final = 2

GET_FIRMWARE_VERSION: Final = 0x02
SAM_CONFIGURATION: Final = 0x14
RF_CONFIGURATION: Final = 0x32
IN_DATA_EXCHANGE: Final = 0x40
IN_LIST_PASSIVE_TARGET: Final = 0x4A

_TO_CHIP, _FROM_CHIP, _SYNTAX_ERROR = 0xD4, 0xD5, b"\x7f"
_WAKE_UP: Final = b"\x55\x55" + bytes(14)
_NORMAL_MODE: Final = bytes.fromhex("01 14 01")  # no SAM, timeout 1 s, IRQ used
_RETRIES: Final = bytes.fromhex("05 FF 01 02")  # three looks for a card; as delivered, the chip looks for ever
_IC: Final = 0x32


class Pn532Chip:
    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._line = line
        self._component = component
        self._buffer = bytearray()
        self._before = _WAKE_UP + ACK
        self._ack_within_s = FIRST_ACK_WITHIN_S

    async def wake(self) -> str:
        """Make the chip ready and return its name and version. Raises DriverFault: silent, or no PN532."""
        self._before, self._ack_within_s = _WAKE_UP + ACK, FIRST_ACK_WITHIN_S
        await self.ask(SAM_CONFIGURATION, _NORMAL_MODE, tries=WAKE_TRIES)
        self._before, self._ack_within_s = b"", ACK_WITHIN_S
        version = await self.ask(GET_FIRMWARE_VERSION)
        if len(version) < 3 or version[0] != _IC:
            raise DriverFault(self._component, f"is no PN532: {version.hex(' ')}")
        await self.ask(RF_CONFIGURATION, _RETRIES)
        return f"PN532 {version[1]}.{version[2]}"

    async def ask(self, code: int, data: bytes = b"", *, within_s: float = ANSWERS_WITHIN_S, tries: int = TRIES) -> bytes:
        """Return what the chip answers, in up to `tries` tries of `within_s` each. Raises DriverFault."""
        for _ in range(tries - 1):
            try:
                return await self._ask_once(code, data, within_s)
            except DriverFault:
                self._line.put(ACK)  # ends the command if it still runs
        return await self._ask_once(code, data, within_s)

    def close(self) -> None:
        self._line.close()

    async def _ask_once(self, code: int, data: bytes, within_s: float) -> bytes:
        self._line.take()  # late answers to earlier commands
        self._buffer.clear()
        self._line.put(self._before + frame(bytes([_TO_CHIP, code]) + data))
        ack_until_s = _now_s() + self._ack_within_s
        while (told := await self._next(ack_until_s, "no ACK")) != ACK:
            if told in (NACK, _SYNTAX_ERROR):
                raise DriverFault(self._component, f"does not understand command {code:02X}")
        return await self._answer(code, _now_s() + within_s)

    async def _answer(self, code: int, until_s: float) -> bytes:
        head, repeats = bytes([_FROM_CHIP, code + 1]), REPEATS
        while not (told := await self._next(until_s, f"no answer to command {code:02X}")).startswith(head):
            if told == _SYNTAX_ERROR:
                raise DriverFault(self._component, f"does not know command {code:02X}")
            if told == DAMAGED and repeats:
                repeats -= 1
                self._line.put(NACK)
        return told[len(head) :]

    async def _next(self, until_s: float, missing: str) -> bytes:
        """Return the next frame; one that breaks off counts as damaged. Raises DriverFault when the time is over."""
        while (told := cut(self._buffer)) is None:
            if (left_s := until_s - _now_s()) <= 0:
                raise DriverFault(self._component, missing)
            begun = any(self._buffer)
            if await self._line.wait(min(left_s, IDLE_S) if begun else left_s):
                self._buffer += self._line.take()
            elif begun:
                self._buffer.clear()
                return DAMAGED
        return told


def _now_s() -> float:
    return asyncio.get_running_loop().time()
