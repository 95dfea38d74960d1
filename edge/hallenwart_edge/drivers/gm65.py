"""Grow GM65 and GM861 QR readers on a serial line or as USB serial port (not as keyboard), 9600 8N1.

They can be set up by showing them printed codes, which any visitor may carry: this is switched off. All settings are checked,
and made where they differ, at every start and whenever the reader turns out to have lost one; it keeps them, so that they hold
from the first moment after a power cut. What a symbol says can be photographed: whoever checks it must not take it for proof.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Final

from hallenwart_edge.drivers.gm65_stream import HEARTBEAT, KEEP, Answer, TextStream, read_zone, write_zone
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.drivers.showing import AGAIN_AFTER_S, Showing
from hallenwart_edge.errors import DriverFault

BAUD: Final = 9_600
PAUSE_S: Final = 0.05
ANSWERS_WITHIN_S: Final = 0.3
TRIES: Final = 3
ASKED_EVERY_S: Final = 10.0
MISSES: Final = 3

_MODE_ZONE, _SETUP_CODES_ZONE = 0x0000, 0x0003
_LIGHTS: Final = 0xD4
_SETUP_CODES_OFF: Final = 0x02


class Model(StrEnum):
    """They differ in the zone for the end of a text, and in how one asks whether they live."""

    GM65 = "gm65"
    GM861 = "gm861"


class Mode(StrEnum):
    """`INDUCTION` reads when something moves before it, `CONTINUOUS` always, with its light on."""

    INDUCTION = "induction"
    CONTINUOUS = "continuous"


_MODE_BITS: Final = {Mode.CONTINUOUS: 0b10, Mode.INDUCTION: 0b11}
_CR_SETTING: Final = {Model.GM65: (0x0060, 0x01), Model.GM861: (0x000E, 0x00)}
_ALIVE: Final = {Model.GM65: read_zone(_SETUP_CODES_ZONE), Model.GM861: HEARTBEAT}


class Gm65:
    def __init__(self, line: SerialLine, *, component: str, model: Model = Model.GM65, mode: Mode = Mode.INDUCTION) -> None:
        self._line = line
        self._component = component
        self._model = model
        self._settings = (
            (_SETUP_CODES_ZONE, _SETUP_CODES_OFF),
            (_MODE_ZONE, _LIGHTS | _MODE_BITS[mode]),
            _CR_SETTING[model],
        )
        self._stream = TextStream()
        self._showing = Showing[str](gone_after_s=AGAIN_AFTER_S)
        self._missed = 0
        self._kept = False

    async def identify(self) -> str:
        """Make all settings that differ. Raises DriverFault when the reader is silent or refuses one."""
        made = [await self._set(zone, value) for zone, value in self._settings]
        if any(made) and not self._kept:
            self._kept = True  # once at most: its flash wears
            await self._ask(KEEP)
        return self._model.upper()

    async def texts(self) -> AsyncIterator[str]:
        """Yield what symbols say, each once per showing (again after 3 s out of sight). Raises DriverFault."""
        await self.identify()
        loop = asyncio.get_running_loop()
        ask_at_s = loop.time() + ASKED_EVERY_S
        while True:
            while self._stream.texts:
                text = self._stream.texts.pop(0)
                if self._showing.new(text, loop.time()):
                    yield text
                    self._showing.keep(text, loop.time())
            await self._weigh_answers()
            if not await self._hear(until_s=ask_at_s):
                self._ask_for_life()
                ask_at_s = loop.time() + ASKED_EVERY_S

    def close(self) -> None:
        self._line.close()

    async def _set(self, zone: int, value: int) -> bool:
        """Return whether the setting had to be made."""
        if (await self._ask(read_zone(zone))).data == bytes([value]):
            return False
        if not (await self._ask(write_zone(zone, value))).done:
            raise DriverFault(self._component, f"refuses {value:02X} in zone {zone:04X}")
        return True

    async def _ask(self, command: bytes) -> Answer:
        for _ in range(TRIES):
            self._stream.answers.clear()
            self._line.put(command)
            until_s = asyncio.get_running_loop().time() + ANSWERS_WITHIN_S
            while not self._stream.answers and await self._hear(until_s=until_s):
                pass
            if self._stream.answers:
                return self._stream.answers.pop(0)
        raise DriverFault(self._component, "does not answer commands")

    async def _hear(self, *, until_s: float) -> bool:
        """Take in what comes next. False when the time is over."""
        left_s = until_s - asyncio.get_running_loop().time()
        if left_s <= 0:
            return False
        midway = self._stream.midway
        if await self._line.wait(min(left_s, PAUSE_S) if midway else left_s):
            self._stream.feed(self._line.take())
        elif midway:
            self._stream.pause()
        return True

    def _ask_for_life(self) -> None:
        if self._missed >= MISSES:
            raise DriverFault(self._component, f"silent to {MISSES} questions")
        self._missed += 1
        self._line.put(_ALIVE[self._model])

    async def _weigh_answers(self) -> None:
        """Any answer is a sign of life; one that tells of other settings has them made anew."""
        if not self._stream.answers:
            return
        answer = self._stream.answers.pop(0)
        self._missed = 0
        if self._model is Model.GM65 and answer.data != bytes([_SETUP_CODES_OFF]):
            await self.identify()
