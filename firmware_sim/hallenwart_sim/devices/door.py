"""A door with two light beams, and the people who walk through it."""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

# A walker at 1.2 m/s through beams 10 cm apart: the body breaks a beam for 0.2 s and both together for 0.12 s.
BETWEEN_BEAMS_S: Final = 0.08
BODY_S: Final = 0.20
ARM_S: Final = 0.03


class Pins(Protocol):
    def drive(self, pin: int, high: bool) -> None: ...


class EmulatedBeamPair:
    """A receiver's output is low while it sees light. `speed` makes everybody walk faster, for impatient tests."""

    def __init__(self, pins: Pins, outer: int, inner: int, *, speed: float = 1.0) -> None:
        self._pins = pins
        self._outer = outer
        self._inner = inner
        self.speed = speed
        self.clear()

    async def person_in(self) -> None:
        await self._walk(self._outer, self._inner, BODY_S)

    async def person_out(self) -> None:
        await self._walk(self._inner, self._outer, BODY_S)

    async def people_in(self, count: int, *, gap_s: float = 0.6) -> None:
        """Let people in one behind the other."""
        for _ in range(count):
            await self.person_in()
            await self._pause(gap_s)

    async def people_out(self, count: int, *, gap_s: float = 0.6) -> None:
        for _ in range(count):
            await self.person_out()
            await self._pause(gap_s)

    async def side_by_side_in(self) -> None:
        """Let two people in shoulder to shoulder: the beams see one, a little longer."""
        await self._walk(self._outer, self._inner, BODY_S * 1.4)

    async def turn_back(self) -> None:
        """Come from outside, stand in both beams and leave again."""
        self._break(self._outer)
        await self._pause(BETWEEN_BEAMS_S)
        self._break(self._inner)
        await self._pause(BODY_S)
        self._heal(self._inner)
        await self._pause(BETWEEN_BEAMS_S)
        self._heal(self._outer)

    async def wave_arm(self) -> None:
        """Break both beams in turn, together for 30 ms only."""
        await self._walk(self._outer, self._inner, BETWEEN_BEAMS_S + ARM_S)

    def block(self) -> None:
        """Hang something over both beams."""
        self._break(self._outer)
        self._break(self._inner)

    def clear(self) -> None:
        self._heal(self._outer)
        self._heal(self._inner)

    async def _walk(self, first: int, second: int, body_s: float) -> None:
        self._break(first)
        await self._pause(BETWEEN_BEAMS_S)
        self._break(second)
        await self._pause(body_s - BETWEEN_BEAMS_S)
        self._heal(first)
        await self._pause(BETWEEN_BEAMS_S)
        self._heal(second)

    async def _pause(self, walked_s: float) -> None:
        await asyncio.sleep(walked_s / self.speed)

    def _break(self, pin: int) -> None:
        self._pins.drive(pin, high=True)

    def _heal(self, pin: int) -> None:
        self._pins.drive(pin, high=False)
