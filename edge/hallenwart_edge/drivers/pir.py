"""HC-SR501 motion sensor on a pin: high while it sees motion, pulled down so that a cut wire reads as none.

It needs 60 s to warm up, during which it reports at random, and is blind for some 2.5 s after each motion. Edges come from the
pin library's thread and are kept until the next reading. A dead one cannot be told from an empty hall by itself: that takes
other sensors' word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gpiozero import Factory, InputDevice

from hallenwart_contract.clock import Clock
from hallenwart_edge.drivers.pin_factory import hardware_errors
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample

WARM_UP_S: Final = 60
STUCK_AFTER_S: Final = 14 * 3600


@dataclass(slots=True)
class PirLife:
    """What outlives a pin that is opened anew: when the sensor is warm, and when it last said nothing."""

    warm_ms: int
    rest_ms: int

    @classmethod
    def begun(cls, clock: Clock, *, warm_up_s: int = WARM_UP_S) -> PirLife:
        """Return the life of a sensor that is fed from now on."""
        return cls(clock.mono_ms() + warm_up_s * 1000, clock.mono_ms())


class GpioPir:
    def __init__(
        self,
        factory: Factory,
        component: str,
        *,
        pin: int,
        clock: Clock,
        life: PirLife,
        active_high: bool = True,
        stuck_after_s: int = STUCK_AFTER_S,
    ) -> None:
        """Claim the pin. Raises DriverFault."""
        self._component = component
        self._clock = clock
        self._life = life
        self._active = int(active_high)
        self._stuck_after_ms = stuck_after_s * 1000
        self._moved = False  # written by the pin library's thread
        try:
            self._input = InputDevice(pin, pull_up=not active_high, pin_factory=factory)
            self._callback = self._watched()  # the pin holds it weakly
        except hardware_errors() as error:
            raise DriverFault(component, str(error)) from error

    async def read(self) -> tuple[Sample, ...]:
        """Return `presence`: 1 when anything moved since the last reading, else 0; nothing while it warms up.

        Raises DriverFault when the pin is gone, or says motion without a pause for `stuck_after_s`.
        """
        now_ms = self._clock.mono_ms()
        active, moved, self._moved = self._is_active(), self._moved, False
        if not active:
            self._life.rest_ms = now_ms
        elif now_ms - self._life.rest_ms > self._stuck_after_ms:
            raise DriverFault(self._component, "motion without a pause, stuck or wired wrongly")
        if now_ms < self._life.warm_ms:
            return ()
        return (Sample("presence", float(active or moved)),)

    def close(self) -> None:
        """Let go of the pin. May be called twice."""
        self._input.close()

    def _is_active(self) -> bool:
        try:
            return bool(self._input.pin.state == self._active)
        except hardware_errors(AttributeError) as error:  # a closed device has no pin
            raise DriverFault(self._component, str(error)) from error

    def _watched(self) -> Callable[[float, int], None]:
        def note(_ticks: float, state: int) -> None:
            if state == self._active:
                self._moved = True
            else:
                self._life.rest_ms = self._clock.mono_ms()

        self._input.pin.edges = "both"
        self._input.pin.when_changed = note
        return note
