"""What the sensors at the analogue converter have in common."""

from __future__ import annotations

from typing import Final

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import AnalogInput

ANALOG_EVERY_S: Final = 0.1
FULL_SCALE_CODE: Final = 1023
_SELF_TEST_CODES: Final = range(412, 613)


class SelfTest:
    """The converter's own test: a channel tied to a mid-scale divider. A dead converter answers 0 or 1023 everywhere."""

    def __init__(self, channel: AnalogInput | None) -> None:
        self._channel = channel

    async def passed(self) -> bool:
        """Say whether the converter can be believed. Raises DriverFault."""
        return self._channel is None or await self._channel.read_code() in _SELF_TEST_CODES


async def code_of(channel: AnalogInput, self_test: SelfTest) -> int | None:
    """Return the code, None when the converter does not answer or cannot be believed."""
    try:
        return await channel.read_code() if await self_test.passed() else None
    except DriverFault:
        return None
