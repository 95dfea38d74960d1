"""Microchip MCP3008: eight analogue inputs of ten bits on SPI.

    sent 01 | 80 + channel<<4 | 00      answered xx | code bits 9-8 | code bits 7-0

A dead or unwired converter reads 0 (or 1023) on every channel, which looks like a shorted loop. One channel is therefore
tied to a divider at half the supply; when it does not read half, no channel is believed.
"""

from __future__ import annotations

import asyncio
import warnings
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Final

from gpiozero import MCP3008, Factory, SPISoftwareFallback

from hallenwart_edge.drivers.pin_factory import hardware_errors
from hallenwart_edge.errors import DriverFault

COMPONENT: Final = "adc"
SELF_TEST_CODES: Final = range(461, 564)  # half of 1023, ±10 %


class Mcp3008:
    """One converter; its channels are handed out by `channel`. `self_test_channel` None leaves a dead one undetected."""

    def __init__(self, factory: Factory, *, self_test_channel: int | None = 7, port: int = 0, device: int = 0) -> None:
        self._factory = factory
        self._port = port
        self._device = device
        self._thread = ThreadPoolExecutor(1, "adc")  # its own: fire detection does not queue behind a slow card
        self._self_test = None if self_test_channel is None else self._open(self_test_channel)

    def channel(self, number: int) -> Mcp3008Channel:
        return Mcp3008Channel(self._open(number), self._self_test, self._thread)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._self_test is not None:
            self._self_test.close()

    def _open(self, number: int) -> MCP3008:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", SPISoftwareFallback)  # bit-banging would hide a wrong set-up
                return MCP3008(number, port=self._port, device=self._device, pin_factory=self._factory)
        except hardware_errors(SPISoftwareFallback) as error:
            raise DriverFault(COMPONENT, f"SPI {self._port}.{self._device}: {error}") from error


class Mcp3008Channel:
    def __init__(self, channel: MCP3008, self_test: MCP3008 | None, thread: Executor) -> None:
        self._channel = channel
        self._self_test = self_test
        self._thread = thread

    async def read_code(self) -> int:
        """Return the code, 0 to 1023. Raises DriverFault of component `adc` when the converter is dead."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._convert)
        except RuntimeError as error:
            raise DriverFault(COMPONENT, "closed") from error

    def close(self) -> None:
        self._channel.close()

    def _convert(self) -> int:
        try:
            code = self._channel.raw_value
            half = self._self_test.raw_value if self._self_test is not None else None
        except hardware_errors(AttributeError) as error:  # a closed device has no SPI
            raise DriverFault(COMPONENT, str(error)) from error
        if half is not None and half not in SELF_TEST_CODES:
            raise DriverFault(COMPONENT, f"self-test channel reads {half} instead of 512")
        return code
