"""Sensirion SPS30 particle sensor on its UART (SEL floating), SHDLC at 115200 8N1; a new value every second.

    7E 00 00 02 01 03 F9 7E    start measuring, values as big-endian float32
    7E 00 03 00 FC 7E          read: no data (nothing new yet), or ten values
                               PM1, PM2.5, PM4, PM10 in µg/m³ | counts over 0.5, 1, 2.5, 4, 10 µm per cm³ | typical size in µm

A sensor that lost its power refuses to be read (state 43): it is started again.
"""

from __future__ import annotations

import asyncio
import struct
from typing import Final

from hallenwart_edge.drivers import shdlc
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample

BAUD: Final = 115_200
ANSWERS_WITHIN_S: Final = 0.5
NEW_VALUE_WITHIN_S: Final = 5.0

_START, _READ, _VERSION = 0x00, 0x03, 0xD1
_FLOATS: Final = b"\x01\x03"
_ASK_AGAIN_S: Final = 0.25
_WELL, _NOT_NOW = 0x00, 0x43
_DEVICE_ERROR: Final = 0x80
_VALUES: Final = struct.Struct(">10f")
_QUANTITIES: Final = {0: "pm1_ug_m3", 1: "pm2_5_ug_m3", 2: "pm4_ug_m3", 3: "pm10_ug_m3", 9: "pm_size_um"}


def samples(data: bytes) -> tuple[Sample, ...]:
    """Return the values of one reading. Raises ValueError for another length."""
    if len(data) != _VALUES.size:
        raise ValueError(f"{len(data)} bytes instead of {_VALUES.size}")
    values = _VALUES.unpack(data)
    return tuple(Sample(quantity, values[place]) for place, quantity in _QUANTITIES.items())


class Sps30:
    def __init__(self, line: SerialLine, *, component: str) -> None:
        self._line = line
        self._component = component
        self._measuring = False

    async def read(self) -> tuple[Sample, ...]:
        """Return the next reading. Raises DriverFault when none comes within 5 s, or the sensor reports an error of its own."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + NEW_VALUE_WITHIN_S
        while loop.time() < deadline:
            if not self._measuring:
                await self._start()
            answer = await self._ask(shdlc.request(_READ), _READ)
            if answer.state == _NOT_NOW:
                self._measuring = False
            elif answer.state != _WELL:
                raise DriverFault(self._component, _reason(answer.state))
            elif answer.data:
                return self._samples(answer.data)
            await asyncio.sleep(_ASK_AGAIN_S)
        raise DriverFault(self._component, f"no new value within {NEW_VALUE_WITHIN_S} s")

    def close(self) -> None:
        self._line.close()

    async def _start(self) -> None:
        answer = await self._ask(shdlc.request(_START, _FLOATS), _START)
        if answer.state not in (_WELL, _NOT_NOW):  # not now: it measures already
            raise DriverFault(self._component, _reason(answer.state))
        self._measuring = True

    async def _ask(self, request: bytes, command: int) -> shdlc.Answer:
        return await self._line.exchange(
            request, lambda received: shdlc.find_answer(received, command), within_s=ANSWERS_WITHIN_S
        )

    def _samples(self, data: bytes) -> tuple[Sample, ...]:
        try:
            return samples(data)
        except ValueError as error:
            raise DriverFault(self._component, str(error)) from error


def _reason(state: int) -> str:
    return "reports an error of its own" if state & _DEVICE_ERROR else f"refuses: state {state:#04x}"
