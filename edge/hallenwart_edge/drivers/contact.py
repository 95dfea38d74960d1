"""A dry contact on a pin with its pull-up on: mains monitor, tamper switch, or whatever else is open or closed.

The contact is wired to ground: closed is low, open and a cut wire are high. Wire it so that the calm state is closed; then
a cut wire says the same as the contact. A level counts when it has stood still for the debounce time.
"""

from __future__ import annotations

from collections.abc import Callable

from gpiozero import Factory, InputDevice

from hallenwart_contract.clock import Clock
from hallenwart_edge.drivers.pin_factory import hardware_errors
from hallenwart_edge.errors import DriverFault


class GpioContact:
    def __init__(
        self, factory: Factory, component: str, *, pin: int, clock: Clock, active_high: bool = True, debounce_ms: int = 50
    ) -> None:
        """Claim the pin. Raises DriverFault."""
        self._component = component
        self._clock = clock
        self._active_high = active_high
        self._debounce_ms = debounce_ms
        self._restless_ms: int | None = None  # when the level was last seen to change; written by the pin library's thread
        try:
            self._input = InputDevice(pin, pull_up=True, pin_factory=factory)
            self._settled = self._input.pin.state == 1
            self._callback = self._watched()  # the pin holds it weakly
        except hardware_errors() as error:
            raise DriverFault(component, str(error)) from error

    def active(self) -> bool:
        """Return whether the contact says its word, once its level has stood still. Raises DriverFault when the pin is gone."""
        try:
            high = self._input.pin.state == 1
        except hardware_errors(AttributeError) as error:  # a closed device has no pin
            raise DriverFault(self._component, str(error)) from error
        now_ms = self._clock.mono_ms()
        if high == self._settled:
            self._restless_ms = None
            return self._settled == self._active_high
        since_ms = self._restless_ms
        if since_ms is None:  # the edge itself was missed
            self._restless_ms = now_ms
        elif now_ms - since_ms >= self._debounce_ms:
            self._settled = high
            self._restless_ms = None
        return self._settled == self._active_high

    def close(self) -> None:
        """Let go of the pin. May be called twice."""
        self._input.close()

    def _watched(self) -> Callable[[float, int], None]:
        def note(_ticks: float, _state: int) -> None:
            self._restless_ms = self._clock.mono_ms()

        self._input.pin.edges = "both"
        self._input.pin.when_changed = note
        return note
