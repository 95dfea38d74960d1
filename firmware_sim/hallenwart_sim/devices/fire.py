"""Fire detection wired to an MCP3008: a supervised loop, and an obscuration head with an analogue output."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

from hallenwart_sim.devices.mcp3008 import FULL_SCALE, AdcChannel, EmulatedMcp3008
from hallenwart_sim.recordings import FireRow

FEED_OHM: Final = 4_700
END_OF_LINE_OHM: Final = 4_700
CONTACT_OHM: Final = 680


def divider_code(loop_ohm: float) -> int:
    """Return the code at the node between the 4.7 kΩ feed and a loop of `loop_ohm`."""
    return round(FULL_SCALE * loop_ohm / (FEED_OHM + loop_ohm))


class EmulatedLoop:
    """A two-wire loop with 4.7 kΩ at its end and a 680 Ω resistor in series with each alarm contact."""

    def __init__(self, adc: EmulatedMcp3008, channel: int) -> None:
        self._input: AdcChannel = adc.channel(channel)
        self.normal()

    def normal(self) -> None:
        self._input.code = divider_code(END_OF_LINE_OHM)

    def alarm(self, contacts: int = 1) -> None:
        """Close `contacts` alarm contacts."""
        self._input.code = divider_code(1 / (1 / END_OF_LINE_OHM + contacts / CONTACT_OHM))

    def open(self) -> None:
        """Cut a wire."""
        self._input.code = FULL_SCALE

    def short(self) -> None:
        """Let the wires touch."""
        self._input.code = 0

    def drift(self, ohm: float = 3_500) -> None:
        """Let the end-of-line resistor age to `ohm`."""
        self._input.code = divider_code(ohm)

    def leak(self, ohm: float = 5_000) -> None:
        """Let damp bridge the wires with `ohm`."""
        self._input.code = divider_code(1 / (1 / END_OF_LINE_OHM + 1 / ohm))


class EmulatedFaultLoop(EmulatedLoop):
    """A loop on a contact that opens on its word, in series with the end of line; `bridge_ohm` lies across the contact."""

    def __init__(self, adc: EmulatedMcp3008, channel: int, *, bridge_ohm: float | None = 10_000) -> None:
        self._bridge_ohm = bridge_ohm
        super().__init__(adc, channel)

    def fault(self) -> None:
        """Open the contact: the panel has a fault, or no power."""
        self._input.code = FULL_SCALE if self._bridge_ohm is None else divider_code(END_OF_LINE_OHM + self._bridge_ohm)


class EmulatedCallPoint:
    """A button behind glass: pressed, it stays so until somebody puts it back with the key."""

    def __init__(self, loop: EmulatedLoop) -> None:
        self._loop = loop
        self.pressed = False

    def press(self) -> None:
        self.pressed = True
        self._loop.alarm()

    def put_back(self) -> None:
        self.pressed = False
        self._loop.normal()


class EmulatedSmokeHead:
    """An obscuration head. `od_per_m` is the smoke as optical density (base 10) per metre; the output rises with %/m."""

    def __init__(self, adc: EmulatedMcp3008, channel: int, full_scale_pct_m: float = 20.0, zero_code: int = 40) -> None:
        self._input: AdcChannel = adc.channel(channel)
        self._full_scale_pct_m = full_scale_pct_m
        self._zero_code = zero_code
        self._od_per_m = 0.0
        self._dead = False
        self._show()

    @property
    def od_per_m(self) -> float:
        return self._od_per_m

    @od_per_m.setter
    def od_per_m(self, od_per_m: float) -> None:
        self._od_per_m = max(0.0, od_per_m)
        self._show()

    @property
    def pct_m(self) -> float:
        """The same smoke as obscuration in percent per metre."""
        return 100 * (1 - 10**-self._od_per_m)

    def die(self, *, dead: bool = True) -> None:
        """Take the head's supply away: its output falls below zero smoke."""
        self._dead = dead
        self._show()

    async def play(self, recording: Iterable[FireRow], speed: float = 1.0) -> None:
        """Follow the smoke of a recording, `speed` times as fast."""
        at_s = 0.0
        for row in recording:
            await asyncio.sleep(max(0.0, row.t_s - at_s) / speed)
            at_s = row.t_s
            if row.od_per_m is not None:
                self.od_per_m = row.od_per_m

    def _show(self) -> None:
        share = self.pct_m / self._full_scale_pct_m
        self._input.code = 0 if self._dead else round(self._zero_code + share * (FULL_SCALE - self._zero_code))
