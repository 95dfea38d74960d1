"""Maxim DS18B20 thermometer on the kernel's 1-wire bus: BASE/28-xxxxxxxxxxxx/w1_slave, read as text.

    90 01 4b 46 7f ff 0c 10 33 : crc=33 YES          nine bytes of scratchpad, the last its CRC-8 (Dallas)
    90 01 4b 46 7f ff 0c 10 33 t=25000               temperature: first two bytes, little endian, 1/16 °C

Opening the file makes the kernel convert, which takes some 750 ms; it is therefore read in a thread.
85 °C is what the chip holds after power-up, all zeros what a shorted bus reads (its CRC fits): neither is a temperature.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from pathlib import Path
from typing import Final

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample

BASE: Final = Path("/sys/bus/w1/devices")
CONVERTS_WITHIN_S: Final = 5.0
TRIES: Final = 3

_POWER_UP_C: Final = 85.0
_BELIEVED_FROM_C: Final = 80.0  # 85 °C exactly is believed when it was this hot before


class BadScratchpadError(ValueError):
    """Raised when the text is not a scratchpad with a fitting CRC."""


def crc8(octets: bytes) -> int:
    """Return the Dallas CRC-8 (polynomial 8C, reflected)."""
    crc = 0
    for octet in octets:
        crc ^= octet
        for _ in range(8):
            crc = crc >> 1 ^ (0x8C if crc & 1 else 0)
    return crc


def parse(text: str) -> float:
    """Return the temperature in °C. Raises BadScratchpadError."""
    first, _, _ = text.partition("\n")
    octets, _, verdict = first.partition(":")
    try:
        scratchpad = bytes.fromhex(octets)
    except ValueError as error:
        raise BadScratchpadError(f"not hexadecimal: {octets[:40]!r}") from error
    if len(scratchpad) != 9 or not verdict.rstrip().endswith("YES") or crc8(scratchpad) != 0:
        raise BadScratchpadError(f"CRC does not fit: {first[:60]!r}")
    if not any(scratchpad):
        raise BadScratchpadError("all zeros: the bus is shorted")
    return int.from_bytes(scratchpad[:2], "little", signed=True) / 16


class Ds18b20:
    def __init__(self, component: str, rom: str, *, base: Path = BASE) -> None:
        self._component = component
        self._file = base / rom / "w1_slave"
        self._conversion: asyncio.Future[str | OSError] | None = None
        self._last_c: float | None = None

    async def read(self) -> tuple[Sample, ...]:
        """Convert and return `temp_c`. Raises DriverFault when unplugged, slow, wrong in three tries or just powered up."""
        temp_c = await self._measure()
        if temp_c == _POWER_UP_C and (self._last_c is None or self._last_c < _BELIEVED_FROM_C):
            raise DriverFault(self._component, "85 °C: the value of power-up")
        self._last_c = temp_c
        return (Sample("temp_c", temp_c),)

    def close(self) -> None:
        """Nothing is held open between readings."""

    async def _measure(self) -> float:
        for _ in range(TRIES - 1):
            try:
                return parse(await self._text())
            except BadScratchpadError:
                continue
        try:
            return parse(await self._text())
        except BadScratchpadError as error:
            raise DriverFault(self._component, str(error)) from error

    async def _text(self) -> str:
        if self._conversion is not None and not self._conversion.done():
            raise DriverFault(self._component, "the last conversion has not ended")
        self._conversion = _read_aside(self._file)
        try:
            async with asyncio.timeout(CONVERTS_WITHIN_S):
                text = await asyncio.shield(self._conversion)
        except TimeoutError as error:
            raise DriverFault(self._component, f"no conversion within {CONVERTS_WITHIN_S} s") from error
        if isinstance(text, OSError):
            raise DriverFault(self._component, f"unplugged: {text.strerror or text}") from text
        return text


def _read_aside(file: Path) -> asyncio.Future[str | OSError]:
    """Read in a thread of its own: a hanging bus neither fills the pool of others nor keeps the process from ending."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[str | OSError] = loop.create_future()

    def settle(text: str | OSError) -> None:
        if not outcome.done():
            outcome.set_result(text)

    def read() -> None:
        try:
            text: str | OSError = file.read_text("ascii", "replace")
        except OSError as error:
            text = error
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, text)

    threading.Thread(target=read, name=f"1-wire {file.parent.name}", daemon=True).start()
    return outcome
