"""A green and a red lamp and a buzzer on pins: what a locker without a screen can say.

Each signal has a rhythm of its own, so that it is told by its light without seeing colours, and what asks for something to be
done has a sound of its own as well. Nothing flashes more than three times a second (WCAG 2.2, 2.3.1).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from gpiozero import Factory, OutputDevice

from hallenwart_edge.drivers.pin_factory import hardware_errors, release
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Signal

SLOT_MS: Final = 100


@dataclass(frozen=True, slots=True)
class Pattern:
    """One character is 100 ms. Light: g green, r red, b both, . dark, repeated. Sound: # on, . off, once."""

    light: str
    sound: str = ""


PATTERNS: Final = {
    Signal.READY: Pattern("g" + "." * 29),
    Signal.KEY: Pattern("gg" + "." * 8, "#"),
    Signal.CHECKING: Pattern("ggg..."),
    Signal.GRANTED: Pattern("g", "#" * 6),
    Signal.REFUSED: Pattern("rrr.rrr.rrr" + "." * 9, "##.##.##"),
    Signal.WAIT: Pattern("r" * 10 + "." * 10, "##" + "." * 8 + "##"),
    Signal.SECOND: Pattern("gg..gg" + "." * 9, "##....##....##"),
    Signal.CLOSE_DOOR: Pattern("r" * 8 + "..", ("#" * 4 + "." * 6) * 3),
    Signal.DONE: Pattern("g" * 20 + "." * 5, "#.#"),
    Signal.LEAVE: Pattern("bb..", ("#" * 8 + "..") * 4),
    Signal.IDENTIFY: Pattern("bb..bb..bb......"),
}


class GpioLamps:
    """All dark and silent from the first moment, and again when closed. Needs a running loop to show."""

    def __init__(
        self,
        factory: Factory,
        *,
        green_pin: int,
        red_pin: int,
        buzzer_pin: int | None = None,
        active_high: bool = True,
        component: str = "lamps",
    ) -> None:
        """Claim the pins. Raises DriverFault."""
        self._component = component
        self._beat: asyncio.TimerHandle | None = None
        self._lost: str | None = None
        self._outputs: dict[str, OutputDevice] = {}
        self._lit: dict[str, bool] = {}
        pins = {"green": green_pin, "red": red_pin} | ({} if buzzer_pin is None else {"buzzer": buzzer_pin})
        try:
            for name, pin in pins.items():
                self._outputs[name] = OutputDevice(pin, active_high=active_high, initial_value=False, pin_factory=factory)
                self._lit[name] = False
        except hardware_errors() as error:
            self.close()
            raise DriverFault(component, str(error)) from error

    def show(self, signal: Signal) -> None:
        """Show until the next call; what sounds, sounds once. Never waits. Raises DriverFault when the pins are gone."""
        self._stop()
        self._step(PATTERNS[signal], 0, asyncio.get_running_loop().time())
        if self._lost is not None:
            raise DriverFault(self._component, self._lost)

    def close(self) -> None:
        """Make all dark and silent, then let go of the pins. May be called twice. Raises DriverFault when they are gone."""
        self._stop()
        release(self._component, self._outputs.values())

    def _stop(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None

    def _step(self, pattern: Pattern, slot: int, at_s: float) -> None:
        light = pattern.light[slot % len(pattern.light)]
        wanted = {"green": light in "gb", "red": light in "rb", "buzzer": pattern.sound[slot : slot + 1] == "#"}
        try:
            self._set(wanted)
        except hardware_errors(AttributeError) as error:  # a closed device has no pin
            self._lost = str(error)
            return
        if len(pattern.light) > 1 or slot < len(pattern.sound):
            following_s = at_s + SLOT_MS / 1000
            self._beat = asyncio.get_running_loop().call_at(following_s, self._step, pattern, slot + 1, following_s)

    def _set(self, wanted: dict[str, bool]) -> None:
        for name, output in self._outputs.items():
            if self._lit[name] != wanted[name]:
                (output.on if wanted[name] else output.off)()
                self._lit[name] = wanted[name]
