"""Two photoelectric beams at a door, one behind the other, each on a pin with its pull-up on.

Receivers with an open collector that conducts while it sees light: light is low, and a broken beam, a cut wire and a dead
receiver are all high. Edges come from the pin library's thread; they are hints, and the levels are read again every second.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Final

from gpiozero import Factory, InputDevice

from hallenwart_contract.clock import Clock
from hallenwart_edge.drivers.pin_factory import hardware_errors
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Beam, BeamEdge

LEVELS_EVERY_S: Final = 1.0
OLDEST_S: Final = 60.0

_Change = tuple[Beam, float, bool]


class GpioBeamPair:
    def __init__(self, factory: Factory, component: str, *, outer_pin: int, inner_pin: int, clock: Clock) -> None:
        """Claim both pins. Needs a running loop. Raises DriverFault."""
        self._factory = factory
        self._component = component
        self._clock = clock
        self._changes: asyncio.Queue[_Change] = asyncio.Queue()
        self._inputs: dict[Beam, InputDevice] = {}
        self._told: dict[Beam, bool] = {}
        self._callbacks: list[Callable[[float, int], None]] = []  # the pins hold theirs weakly
        loop = asyncio.get_running_loop()
        try:
            for beam, pin in ((Beam.OUTER, outer_pin), (Beam.INNER, inner_pin)):
                self._inputs[beam] = self._watched(loop, beam, pin)
        except hardware_errors() as error:
            self.close()
            raise DriverFault(component, str(error)) from error

    async def edges(self) -> AsyncIterator[BeamEdge]:
        """Yield edges, oldest first. An edge the pins never told is yielded when the levels show it. Raises DriverFault."""
        while True:
            for edge in await self._next_edges():
                if self._told[edge.beam] != edge.broken:
                    self._told[edge.beam] = edge.broken
                    yield edge

    def levels(self) -> tuple[bool, bool]:
        """Return (outer broken, inner broken) as the pins stand now."""
        try:
            return self._inputs[Beam.OUTER].pin.state == 1, self._inputs[Beam.INNER].pin.state == 1
        except hardware_errors(AttributeError) as error:  # a closed device has no pin
            raise DriverFault(self._component, str(error)) from error

    def close(self) -> None:
        for device in self._inputs.values():
            device.close()

    def _watched(self, loop: asyncio.AbstractEventLoop, beam: Beam, pin: int) -> InputDevice:
        device = InputDevice(pin, pull_up=True, pin_factory=self._factory)

        def hand_over(ticks: float, state: int) -> None:  # runs in the pin library's thread: one exception there ends all edges
            loop.call_soon_threadsafe(self._changes.put_nowait, (beam, ticks, bool(state)))

        self._callbacks.append(hand_over)
        self._told[beam] = bool(device.pin.state)  # before watching: a change in between shows in the levels
        device.pin.edges = "both"
        device.pin.when_changed = hand_over
        return device

    async def _next_edges(self) -> list[BeamEdge]:
        try:
            async with asyncio.timeout(LEVELS_EVERY_S):
                beam, ticks, broken = await self._changes.get()
        except TimeoutError:
            now_ms = self._clock.mono_ms()
            levels = zip(Beam, self.levels(), strict=True)
            return [BeamEdge(beam, broken, now_ms) for beam, broken in levels]
        age_s = self._factory.ticks_diff(self._factory.ticks(), ticks)
        if not 0 <= age_s < OLDEST_S:  # old kernels stamp edges with another clock than the factory's
            age_s = 0.0
        return [BeamEdge(beam, broken, self._clock.mono_ms() - round(age_s * 1000))]
