"""Microchip MCP3008: eight channels, ten bits. Channel 7 is wired to half the supply, as the self-test wants it."""

from __future__ import annotations

from typing import Final

CHANNELS: Final = 8
FULL_SCALE: Final = 1023
HALF: Final = 512
SELF_TEST_CHANNEL: Final = 7


class AdcChannel:
    """One input. `code` is what the converter reads there, 0 to 1023."""

    def __init__(self, code: int = 0) -> None:
        self._code = code

    @property
    def code(self) -> int:
        return self._code

    @code.setter
    def code(self, code: int) -> None:
        self._code = min(max(code, 0), FULL_SCALE)


class EmulatedMcp3008:
    """Answers SPI words. `dead` True lets every channel read 0, as an unpowered chip does."""

    def __init__(self) -> None:
        self.dead = False
        self._channels = [AdcChannel() for _ in range(CHANNELS)]
        self._channels[SELF_TEST_CHANNEL].code = HALF

    def channel(self, number: int) -> AdcChannel:
        return self._channels[number]

    def transfer(self, words: list[int]) -> list[int]:
        """Answer `01, 80|channel<<4, 00` with the code in the last ten bits; anything else with zeros."""
        if self.dead or len(words) != 3 or words[0] != 0x01 or not words[1] & 0x80:
            return [0] * len(words)
        code = self._channels[words[1] >> 4 & 0b111].code
        return [0, code >> 8, code & 0xFF]
