"""Two lamps and a buzzer: what was shown and heard, and when."""

from __future__ import annotations

from typing import NamedTuple

from hallenwart_sim.pins_server import PinsServer


class Shown(NamedTuple):
    mono_ms: int
    part: str
    on: bool


class EmulatedLamps:
    """Dark and silent while their pins float. Parts: green, red, buzzer."""

    def __init__(
        self, pins: PinsServer, *, green_pin: int, red_pin: int, buzzer_pin: int | None = None, active_high: bool = True
    ) -> None:
        self._pins = pins
        self._active_high = active_high
        self._parts = {"green": green_pin, "red": red_pin} | ({} if buzzer_pin is None else {"buzzer": buzzer_pin})
        for pin in self._parts.values():
            pins.rest(pin, high=not active_high)
        self._from = {part: len(pins.history(pin)) for part, pin in self._parts.items()}

    def on(self, part: str) -> bool:
        return self._pins.level(self._parts[part]) == self._active_high

    @property
    def lit(self) -> set[str]:
        """The parts that are on now."""
        return {part for part in self._parts if self.on(part)}

    def history(self, part: str) -> list[Shown]:
        """What a part did so far, oldest first."""
        changes = self._pins.history(self._parts[part])[self._from[part] :]
        return [Shown(change.mono_ms, part, change.high == self._active_high) for change in changes]
